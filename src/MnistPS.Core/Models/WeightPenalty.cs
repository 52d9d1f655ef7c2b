namespace MnistPS.Models;

/// <summary>The penalties on large weights of a model's layers, which are added to its loss.</summary>
internal static class WeightPenalty
{
    /// <summary>The sum of the penalties, with the weights as they are now.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Σ (l1·Σ|w| + l2·Σw²); 0 without any penalty.</returns>
    internal static double Of(DenseModel model) =>
        model.Parameters.Sum(parameter => parameter.Regularizer?.Penalty(parameter.Value.Span) ?? 0);

    /// <summary>Adds the gradient of the penalties.</summary>
    /// <param name="model">The model.</param>
    /// <param name="gradients">The gradients of its parameters.</param>
    internal static void AddGradient(DenseModel model, GradientBuffer gradients)
    {
        foreach (var parameter in model.Parameters)
            parameter.Regularizer?.AddGradient(parameter.Value.Span, gradients.ByParameter[parameter].Span);
    }
}

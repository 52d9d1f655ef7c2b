using System.Numerics.Tensors;
using MnistPS.Layers;
using MnistPS.Numerics;

namespace MnistPS.Losses;

/// <summary>The loss at one output of a model, and its gradient.</summary>
public sealed class OutputLoss
{
    /// <summary>Joins a loss to an output.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="output">The output layer.</param>
    /// <param name="isRead">Whether a layer of the same model reads the output: its gradient is by y, and the loss's must be too.</param>
    /// <param name="factor">The factor of this output's loss in the sum that is minimised. Range: at least 0. Default: 1.</param>
    public OutputLoss(Loss loss, Layer output, bool isRead = false, float factor = 1)
    {
        (Loss, Factor) = (loss, factor);
        WorksOnLogits = !isRead && output.OutputActivation is { } activation && loss.WorksOnLogitsOf(activation);
    }

    /// <summary>The loss.</summary>
    public Loss Loss { get; }

    /// <summary>The factor of this output's loss in the sum that is minimised.</summary>
    public float Factor { get; }

    /// <summary>
    /// Whether the loss looks behind the output's activation, at the logits: softmax and cross-entropy, for one, are computed as
    /// log-softmax.
    /// </summary>
    internal bool WorksOnLogits { get; }

    /// <summary>Computes the loss of a batch that has gone forward.</summary>
    /// <param name="workspace">The output layer's.</param>
    /// <param name="targets">(batch, units): what should have come out.</param>
    /// <param name="sampleWeights">A factor per sample; empty for 1 everywhere.</param>
    /// <param name="areMeans">Whether the outputs are means of several answers, which no pre-activation belongs to.</param>
    /// <returns>Σ weight·loss over the samples, not divided by their number.</returns>
    public double Evaluate(
        LayerWorkspace workspace, Matrix targets, ReadOnlySpan<float> sampleWeights = default, bool areMeans = false)
    {
        var onLogits = OnLogits(workspace, areMeans);
        return Loss.Evaluate(Predictions(workspace, onLogits), onLogits, targets, sampleWeights, gradient: null);
    }

    /// <summary>
    /// Computes the loss of a batch and its gradient, factor·∂(Σ weight·loss / batch)/∂y. Where the loss works on logits, it is
    /// the gradient by z instead: softmax and cross-entropy together have ∂L/∂z = (p − y) / batch, and no quotient of numbers
    /// that were rounded to 0.
    /// </summary>
    /// <param name="workspace">The output layer's, which takes the gradient.</param>
    /// <param name="targets">(batch, units): what should have come out.</param>
    /// <param name="sampleWeights">A factor per sample; empty for 1 everywhere.</param>
    /// <returns>Σ weight·loss over the samples, not divided by their number, without the factor.</returns>
    public double EvaluateWithGradient(LayerWorkspace workspace, Matrix targets, ReadOnlySpan<float> sampleWeights = default)
    {
        var onLogits = OnLogits(workspace, areMeans: false);
        var gradient = onLogits ? workspace.BeginPreActivationGradient() : workspace.BeginOutputGradient();
        var sum = Loss.Evaluate(Predictions(workspace, onLogits), onLogits, targets, sampleWeights, gradient);
        if (gradient is not null && Factor != 1)
            TensorPrimitives.Multiply(gradient.Span, Factor, gradient.Span);
        return sum;
    }

    // Where y has taken z's place there are no logits any more.
    private bool OnLogits(LayerWorkspace workspace, bool areMeans) =>
        WorksOnLogits && !areMeans && workspace.PreActivation != workspace.Output;

    private static Matrix Predictions(LayerWorkspace workspace, bool onLogits) =>
        onLogits ? workspace.PreActivation : workspace.Output;
}

using MnistPS.Models;

namespace MnistPS.Prediction;

/// <summary>What a model answers to one image.</summary>
public sealed class ModelAnswer
{
    private ModelAnswer(float[] scores, float[]? probabilities) => (Scores, Probabilities) = (scores, probabilities);

    /// <summary>What ranks the classes, a number for each: the larger, the likelier.</summary>
    public float[] Scores { get; }

    /// <summary>The probability of each class, 0 to 1; null of a model that has none.</summary>
    public float[]? Probabilities { get; }

    /// <summary>Makes an answer of probabilities.</summary>
    /// <param name="probabilities">The probability of each class, 0 to 1.</param>
    /// <returns>The answer.</returns>
    public static ModelAnswer FromProbabilities(float[] probabilities) => new(probabilities, probabilities);

    /// <summary>Takes an answer out of the output of a model.</summary>
    /// <param name="reading">How the output is read.</param>
    /// <param name="output">(units): the output for one image.</param>
    /// <returns>The answer, a copy.</returns>
    internal static ModelAnswer Read(OutputReading reading, ReadOnlySpan<float> output)
    {
        var probabilities = new float[reading.ClassCount];
        var areProbabilities = reading.TryGetProbabilities(output, probabilities);
        if (reading.Scale == OutputScale.Probabilities)
            return FromProbabilities(probabilities);
        var scores = reading.Scores(output, stackalloc float[2]).ToArray();
        return new ModelAnswer(scores, areProbabilities ? probabilities : null);
    }
}

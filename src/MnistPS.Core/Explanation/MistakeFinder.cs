using MnistPS.Data;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Prediction;

namespace MnistPS.Explanation;

/// <summary>Finds the images that a model reads wrong.</summary>
public static class MistakeFinder
{
    /// <summary>Finds them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataset">The images and what they show.</param>
    /// <param name="count">How many at most; null for all.</param>
    /// <param name="output">The layer whose answers are looked at; the first output if null.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>
    /// The worst first: the one whose label has the smallest probability, which is the one with the largest cross-entropy;
    /// of a model without probabilities, the smallest output.
    /// </returns>
    /// <exception cref="MnistPSException">The images do not fit the model.</exception>
    public static IReadOnlyList<MisclassifiedDigit> Find(
        DenseModel model,
        DigitDataset dataset,
        int? count = null,
        Layer? output = null,
        CancellationToken cancellation = default) =>
        Find(model, ModelSamples.Match(model, dataset), count, output, cancellation);

    /// <summary>Finds them in the samples of a model that may have several inputs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">The samples, matched with the model. The image that is shown is that of the first input.</param>
    /// <param name="count">How many at most; null for all.</param>
    /// <param name="output">The layer whose answers are looked at; the first output if null.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The worst first.</returns>
    public static IReadOnlyList<MisclassifiedDigit> Find(
        DenseModel model,
        SampleSet samples,
        int? count = null,
        Layer? output = null,
        CancellationToken cancellation = default)
    {
        var number = output is null ? 0 : model.Outputs.ToList().IndexOf(output);
        var labels = samples.Targets[number].Labels;
        var reading = OutputReading.Of(model, number);
        var mistakes = new List<Mistake>();
        ModelRunner.Run(
            model,
            samples,
            (workspace, start) =>
            {
                for (var row = 0; row < workspace.Rows; row++)
                {
                    var answer = ModelAnswer.Read(reading, workspace.Outputs[number].Output.Row(row));
                    var label = labels.Span[start + row];
                    var digit = Ranking.First(answer.Scores);
                    if (digit != label)
                        mistakes.Add(new Mistake(start + row, label, digit, answer));
                }
            },
            cancellation: cancellation);
        return [.. mistakes
            .OrderBy(mistake => mistake.LabelScore)
            .ThenByDescending(mistake => mistake.DigitScore)
            .ThenBy(mistake => mistake.Index)
            .Take(count ?? int.MaxValue)
            .Select(mistake => new MisclassifiedDigit(samples.Inputs[0].GetImage(mistake.Index), mistake.Label, mistake.Answer))];
    }

    // NaN, which is no answer at all, comes before all numbers in .NET's order: it is the worst.
    private sealed record Mistake(int Index, int Label, int? Digit, ModelAnswer Answer)
    {
        internal float LabelScore => (Answer.Probabilities ?? Answer.Scores)[Label];

        internal float DigitScore => Digit is { } digit ? (Answer.Probabilities ?? Answer.Scores)[digit] : float.NaN;
    }
}

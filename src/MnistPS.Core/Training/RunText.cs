using System.Globalization;
using System.Text;
using MnistPS.Text;
using MnistPS.Training.Engines;

namespace MnistPS.Training;

/// <summary>A run as text: a row per epoch.</summary>
internal static class RunText
{
    private const double SmallestFixed = 1e-3;

    /// <summary>Writes the table.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Lines of text.</returns>
    public static string Summarize(TrainingRun run)
    {
        var validated = run.Epochs.Any(epoch => epoch.ValidationLoss is not null);
        List<(string, bool)> columns = [("Epoch", true), ("Loss", true), ("Accuracy", true)];
        if (validated)
            columns.AddRange([("ValidationLoss", true), ("ValidationAccuracy", true)]);
        columns.AddRange([("LearningRate", true), ("Seconds", true)]);

        var table = new TextTable([.. columns]);
        foreach (var epoch in run.Epochs)
            table.Add([.. Cells(epoch, validated)]);
        var text = new StringBuilder();
        table.AppendTo(text);
        text.AppendLine().AppendLine(
            CultureInfo.InvariantCulture, $"Model: {run.Model}, seed {run.Seed}, {run.ThreadCount} threads{Engine(run)}");
        return text.ToString();
    }

    private static string Engine(TrainingRun run) =>
        run.Engine == TrainingEngineKind.Vector ? "" : $", engine {run.Engine}";

    private static IEnumerable<string> Cells(EpochRecord epoch, bool validated)
    {
        yield return epoch.Epoch.ToString(CultureInfo.InvariantCulture);
        yield return Number(epoch.Loss);
        yield return Number(epoch.Accuracy);
        if (validated)
        {
            yield return epoch.ValidationLoss is { } loss ? Number(loss) : string.Empty;
            yield return epoch.ValidationAccuracy is { } accuracy ? Number(accuracy) : string.Empty;
        }

        yield return epoch.LearningRate.ToString("G4", CultureInfo.InvariantCulture);
        yield return epoch.Seconds.ToString("F2", CultureInfo.InvariantCulture);
    }

    // Keras's rule: four decimals, and powers of ten below a thousandth.
    private static string Number(double value) =>
        value.ToString(Math.Abs(value) > SmallestFixed || value == 0 ? "F4" : "0.0000e+00", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using MnistPS.Text;

namespace MnistPS.Metrics;

/// <summary>An evaluation as text: accuracy and loss, a row per class, the confusion matrix.</summary>
internal static class EvaluationText
{
    /// <summary>Writes it.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <returns>Lines of text.</returns>
    public static string Summarize(ModelEvaluation evaluation)
    {
        var text = new StringBuilder();
        if (evaluation.Model.Outputs.Count > 1)
            text.AppendLine(CultureInfo.InvariantCulture, $"Output: {evaluation.OutputLayer}");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Accuracy: {evaluation.Accuracy:P2} ({evaluation.Correct:N0} of {evaluation.Count:N0}){Loss(evaluation)}");
        text.AppendJoin(", ", Measures(evaluation)).AppendLine();
        AppendVerdict(text, evaluation);
        text.AppendLine();
        AppendClasses(text, evaluation);
        text.AppendLine().AppendLine("Confusion matrix: rows are what it is, columns what was read.");
        AppendConfusion(text, evaluation);
        return text.ToString();
    }

    private static IEnumerable<string> Measures(ModelEvaluation evaluation)
    {
        if (evaluation.TopKAccuracy is { } topK)
            yield return string.Create(CultureInfo.InvariantCulture, $"Top-{evaluation.TopK} accuracy: {topK:P2}");
        yield return string.Create(CultureInfo.InvariantCulture, $"Macro F1: {evaluation.MacroF1:P2}");
        if (evaluation.ExpectedCalibrationError is { } error)
            yield return string.Create(CultureInfo.InvariantCulture, $"Calibration error: {error:P2}");
    }

    private static void AppendVerdict(StringBuilder text, ModelEvaluation evaluation)
    {
        if (evaluation.Unanswered > 0)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"No answer: {evaluation.Unanswered:N0} of {evaluation.Count:N0} images (the model's output is not a number)");
        if (evaluation.MinimumAccuracy is { } minimum)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{(evaluation.Passed ? "Passed" : "Failed")}: an accuracy of at least {minimum:P2} was required");
    }

    private static void AppendClasses(StringBuilder text, ModelEvaluation evaluation)
    {
        var table = new TextTable(("Digit", false), ("Count", true), ("Precision", true), ("Recall", true), ("F1", true));
        foreach (var score in evaluation.Classes)
            table.Add(score.Name, Number(score.Count), Share(score.Precision), Share(score.Recall), Share(score.F1));
        table.AppendTo(text);
    }

    private static void AppendConfusion(StringBuilder text, ModelEvaluation evaluation)
    {
        var table = new TextTable([("", false), .. evaluation.Classes.Select(score => (score.Name, true))]);
        foreach (var row in evaluation.Classes)
            table.Add([row.Name, .. evaluation.Classes.Select(column => Number(evaluation.ConfusionMatrix[row.Label, column.Label]))]);
        table.AppendTo(text);
    }

    // A model that was not compiled has no loss.
    private static string Loss(ModelEvaluation evaluation)
    {
        if (!evaluation.IsCompiled)
            return string.Empty;
        var parts = evaluation.Penalty == 0
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $" (data {evaluation.DataLoss:F4}, penalty {evaluation.Penalty:F4})");
        return string.Create(CultureInfo.InvariantCulture, $", loss: {evaluation.Loss:F4}{parts}");
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Share(double share) =>
        double.IsNaN(share) ? "–" : share.ToString("P1", CultureInfo.InvariantCulture);
}

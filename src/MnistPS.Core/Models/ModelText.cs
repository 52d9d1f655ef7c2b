using System.Globalization;
using System.Text;
using MnistPS.Text;

namespace MnistPS.Models;

/// <summary>The summary of a model as text, as Keras's <c>summary</c> prints it.</summary>
internal static class ModelText
{
    private static readonly string[] s_units = ["B", "KB", "MB", "GB"];

    /// <summary>Writes the summary.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Lines of text.</returns>
    public static string Summarize(DenseModel model)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Model: \"{model.Name}\"").AppendLine();
        var branches = Branches(model);
        var table = branches
            ? new TextTable(("Layer (type)", false), ("Output Shape", false), ("Param #", true), ("Connected to", false))
            : new TextTable(("Layer (type)", false), ("Output Shape", false), ("Param #", true));
        foreach (var layer in model.Summary)
        {
            string[] cells = [$"{layer.Name} ({layer.Type})", layer.OutputShape, Number(layer.ParameterCount)];
            table.Add(branches ? [.. cells, string.Join(", ", layer.ConnectedTo)] : cells);
        }

        table.AppendTo(text);
        text.AppendLine();
        AppendTotals(text, model);
        if (model.Compilation is { } compilation)
            text.AppendLine(CultureInfo.InvariantCulture, $"Compiled: {compilation}");
        return text.ToString();
    }

    private static void AppendTotals(StringBuilder text, DenseModel model)
    {
        var trainable = model.Parameters.Where(parameter => parameter.Trainable).Sum(parameter => parameter.Count);
        AppendTotal(text, "Total params", model.ParameterCount);
        AppendTotal(text, "Trainable params", trainable);
        AppendTotal(text, "Non-trainable params", model.ParameterCount - trainable);
    }

    private static void AppendTotal(StringBuilder text, string what, int count) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{what}: {Number(count)} ({Size(count * sizeof(float))})");

    // Keras shows who reads from whom only where it is not simply the layer above.
    private static bool Branches(DenseModel model) =>
        model.Layers.Any(layer => layer.Inbound.Count > 1)
        || model.Layers.Any(layer => layer.Outbound.Count(model.Layers.Contains) > 1)
        || model.Inputs.Count > 1;

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(double bytes)
    {
        var unit = 0;
        for (; bytes >= 1024 && unit < s_units.Length - 1; unit++)
            bytes /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{bytes:F2} {s_units[unit]}");
    }
}

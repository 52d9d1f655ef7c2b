using System.Globalization;
using MnistPS.Files;
using MnistPS.Metrics;
using SkiaSharp;

namespace MnistPS.Charts;

/// <summary>
/// A confusion matrix as a picture: a row for what an image shows, a column for what was read. Right answers are blue,
/// wrong ones orange, the darker the larger their share of the row.
/// </summary>
public static class ConfusionChart
{
    /// <summary>Width in pixels unless another is asked for.</summary>
    public const int DefaultWidth = 840;

    /// <summary>Height in pixels unless another is asked for.</summary>
    public const int DefaultHeight = 916;

    // Room for the word that says what the rows are, and for their names.
    private const float AxisTitle = 30;
    private const float Gap = 2;
    private const float LargestText = 17;

    // A share of wrong answers that is as dark as can be; most are a few in a hundred.
    private const double DarkestError = 0.2;

    private static readonly SKColor s_none = new(0xF5, 0xF6, 0xF8);
    private static readonly SKColor s_paleRight = new(0xDC, 0xEB, 0xF5);
    private static readonly SKColor s_paleWrong = new(0xFD, 0xEE, 0xE0);

    /// <summary>Draws an evaluation's confusion matrix into a file.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="path">Path of the file: .png, .jpg, .webp or .svg.</param>
    /// <param name="options">Size and title.</param>
    /// <param name="file">What may happen to a file that is there. Default: it is replaced unless it is read-only.</param>
    /// <exception cref="MnistPSException">An option is not allowed.</exception>
    public static void Save(ModelEvaluation evaluation, string path, ChartOptions options, FileWriteOptions? file = null) => ChartFile.Write(
        path,
        options,
        new SKSize(DefaultWidth, DefaultHeight),
        (canvas, size) => Draw(canvas, size, evaluation, options.Title),
        file);

    private static void Draw(SKCanvas canvas, SKSize size, ModelEvaluation evaluation, string? title)
    {
        ChartStyle.DrawHeader(
            canvas,
            size.Width,
            title ?? $"Confusion matrix of {evaluation.Model.Name}{Output(evaluation)}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{evaluation.Correct:N0} of {evaluation.Count:N0} right ({evaluation.Accuracy * 100:0.##}%); "
                + $"shades are shares of a row"));

        var names = NameWidth(evaluation);
        var (left, top) = (ChartStyle.Margin + AxisTitle + names, ChartStyle.HeaderHeight + AxisTitle + ChartStyle.LabelSize + 12);
        var side = Math.Min(size.Width - left - ChartStyle.Margin, size.Height - top - ChartStyle.Margin);
        var grid = SKRect.Create(left, top, side, side);
        DrawAxes(canvas, grid, evaluation, names);
        DrawCells(canvas, grid, evaluation);
    }

    private static string Output(ModelEvaluation evaluation) =>
        evaluation.Model.Outputs.Count > 1 ? $", output {evaluation.OutputLayer}" : string.Empty;

    private static void DrawAxes(SKCanvas canvas, SKRect grid, ModelEvaluation evaluation, float names)
    {
        const float Size = ChartStyle.LabelSize;
        var cell = grid.Width / evaluation.Classes.Count;
        ChartStyle.DrawText(
            canvas, "read as", grid.MidX, grid.Top - Size - 18, Size, ChartStyle.Muted, SKTextAlign.Center);
        canvas.Save();
        canvas.RotateDegrees(-90, grid.Left - names - 18, grid.MidY);
        ChartStyle.DrawText(
            canvas, "what it is", grid.Left - names - 18, grid.MidY, Size, ChartStyle.Muted, SKTextAlign.Center);
        canvas.Restore();
        for (var i = 0; i < evaluation.Classes.Count; i++)
        {
            var (name, middle) = (evaluation.Classes[i].Name, (i + 0.5f) * cell);
            ChartStyle.DrawText(
                canvas, name, grid.Left + middle, grid.Top - 8, Size, ChartStyle.Ink, SKTextAlign.Center, bold: true, room: cell - 4);
            ChartStyle.DrawText(
                canvas, name, grid.Left - 10, grid.Top + middle + (Size / 3), Size, ChartStyle.Ink, SKTextAlign.Right, bold: true);
        }
    }

    private static void DrawCells(SKCanvas canvas, SKRect grid, ModelEvaluation evaluation)
    {
        var cell = grid.Width / evaluation.Classes.Count;
        var textSize = Math.Min(LargestText, cell * 0.34f);
        using var paint = new SKPaint { IsAntialias = true };
        foreach (var row in evaluation.Classes)
        {
            foreach (var column in evaluation.Classes)
            {
                var count = evaluation.ConfusionMatrix[row.Label, column.Label];
                var darkness = Darkness(count, row.Count, row == column);
                var box = SKRect.Create(grid.Left + (column.Label * cell), grid.Top + (row.Label * cell), cell - Gap, cell - Gap);
                paint.Color = count == 0
                    ? s_none
                    : row == column ? Mix(s_paleRight, ChartStyle.Training, darkness) : Mix(s_paleWrong, ChartStyle.Validation, darkness);
                canvas.DrawRoundRect(box, 3, 3, paint);
                if (count > 0)
                    ChartStyle.DrawText(
                        canvas,
                        count.ToString("N0", CultureInfo.InvariantCulture),
                        box.MidX,
                        box.MidY + (textSize * 0.36f),
                        textSize,
                        darkness > 0.55 ? SKColors.White : ChartStyle.Ink,
                        SKTextAlign.Center,
                        bold: row == column,
                        room: cell - 6);
            }
        }
    }

    // Square root: of the few that are wrong, one in a hundred should be told from none.
    private static double Darkness(int count, int total, bool right) => count == 0
        ? 0
        : right ? (double)count / total : Math.Sqrt(Math.Min(1, (double)count / total / DarkestError));

    private static SKColor Mix(SKColor pale, SKColor full, double share) => new(
        Between(pale.Red, full.Red, share), Between(pale.Green, full.Green, share), Between(pale.Blue, full.Blue, share));

    private static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static float NameWidth(ModelEvaluation evaluation)
    {
        using var font = ChartFont.Create(ChartStyle.LabelSize, bold: true);
        return evaluation.Classes.Max(score => font.MeasureText(score.Name));
    }
}

using System.Globalization;
using MnistPS.Files;
using MnistPS.Training;
using ScottPlot;
using SkiaSharp;

namespace MnistPS.Charts;

/// <summary>Loss and accuracy over the epochs of a run, side by side, of training and validation samples.</summary>
public static class TrainingChart
{
    /// <summary>Width in pixels unless another is asked for.</summary>
    public const int DefaultWidth = 1200;

    /// <summary>Height in pixels unless another is asked for.</summary>
    public const int DefaultHeight = 520;

    // Beyond so many epochs, points would run into each other.
    private const int MostMarkers = 40;
    private const float LineWidth = 2.5f;
    private const float MarkerSize = 8;

    // A panel has air of its own on top of this.
    private const float EdgeOfPanels = 12;

    // Lines get so much of the height as air above and below.
    private const double Air = 0.08;
    private const double SmallestAirOfAccuracy = 0.01;

    /// <summary>Draws a run into a file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">Path of the file: .png, .jpg, .webp or .svg.</param>
    /// <param name="options">Size and title.</param>
    /// <param name="file">What may happen to a file that is there. Default: it is replaced unless it is read-only.</param>
    /// <exception cref="MnistPSException">No epoch was finished (<c>RunWithoutEpochs</c>), or an option is not allowed.</exception>
    public static void Save(TrainingRun run, string path, ChartOptions options, FileWriteOptions? file = null) =>
        Save(run.Epochs, path, options with { Title = options.Title ?? $"Training of {run.Model.Name}" }, file);

    /// <summary>Draws epochs into a file.</summary>
    /// <param name="epochs">The epochs, in their order.</param>
    /// <param name="path">Path of the file: .png, .jpg, .webp or .svg.</param>
    /// <param name="options">Size and title.</param>
    /// <param name="file">What may happen to a file that is there. Default: it is replaced unless it is read-only.</param>
    /// <exception cref="MnistPSException">There is no epoch (<c>RunWithoutEpochs</c>), or an option is not allowed.</exception>
    public static void Save(
        IReadOnlyList<EpochRecord> epochs, string path, ChartOptions options, FileWriteOptions? file = null)
    {
        if (epochs.Count == 0)
            throw new MnistPSException(
                "RunWithoutEpochs",
                ErrorKind.InvalidOperation,
                "The run was stopped before an epoch was finished: there is nothing to draw.");
        ChartFile.Write(
            path,
            options,
            new SKSize(DefaultWidth, DefaultHeight),
            (canvas, size) => Draw(canvas, size, epochs, options.Title ?? "Training"),
            file);
    }

    private static void Draw(SKCanvas canvas, SKSize size, IReadOnlyList<EpochRecord> epochs, string title)
    {
        ChartStyle.DrawHeader(canvas, size.Width, title, Subtitle(epochs));
        using var loss = Panel("Loss", epochs, epoch => epoch.Loss, epoch => epoch.ValidationLoss);
        using var accuracy = Panel("Accuracy", epochs, epoch => epoch.Accuracy, epoch => epoch.ValidationAccuracy);
        FitLoss(loss);
        FitAccuracy(accuracy);
        var (top, bottom, middle) = (ChartStyle.HeaderHeight, size.Height - EdgeOfPanels, size.Width / 2);
        loss.Render(canvas, new PixelRect(EdgeOfPanels, middle, bottom, top));
        accuracy.Render(canvas, new PixelRect(middle, size.Width - EdgeOfPanels, bottom, top));
    }

    private static string Subtitle(IReadOnlyList<EpochRecord> epochs)
    {
        var number = epochs.Count == 1 ? "1 epoch" : $"{epochs.Count} epochs";
        var best = epochs.Where(epoch => epoch.ValidationAccuracy is not null).MaxBy(epoch => epoch.ValidationAccuracy);
        var validation = best is null
            ? string.Empty
            : $"; best validation accuracy {Percent(best.ValidationAccuracy!.Value)} in epoch {best.Epoch}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{number} in {epochs.Sum(epoch => epoch.Seconds):F1} s; "
            + $"training accuracy at the end {Percent(epochs[^1].Accuracy)}{validation}");
    }

    private static Plot Panel(
        string title,
        IReadOnlyList<EpochRecord> epochs,
        Func<EpochRecord, double?> training,
        Func<EpochRecord, double?> validation)
    {
        var plot = new Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        AddLine(plot, "training", epochs, training, ChartStyle.Training, MarkerShape.FilledCircle);
        AddLine(plot, "validation", epochs, validation, ChartStyle.Validation, MarkerShape.FilledDiamond);
        Dress(plot, title);
        var (first, last) = (epochs[0].Epoch, epochs[^1].Epoch);
        var air = Math.Max(0.5, (last - first) * 0.03);
        // No epoch is before the first: its air must not reach the tick of the one before.
        plot.Axes.SetLimitsX(first - Math.Min(air, 0.9), last + air);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            IntegerTicksOnly = true,
            LabelFormatter = value => value.ToString("F0", CultureInfo.InvariantCulture),
        };
        return plot;
    }

    private static void AddLine(
        Plot plot,
        string name,
        IReadOnlyList<EpochRecord> epochs,
        Func<EpochRecord, double?> value,
        SKColor color,
        MarkerShape marker)
    {
        // A training that has gone astray has losses that are not numbers: the line ends there.
        var points = epochs
            .Select(epoch => (epoch.Epoch, Value: value(epoch) ?? double.NaN))
            .Where(point => double.IsFinite(point.Value))
            .Select(point => new Coordinates(point.Epoch, point.Value))
            .ToArray();
        if (points.Length == 0)
            return;
        var line = plot.Add.Scatter(points, Color.FromSKColor(color));
        line.LegendText = name;
        line.LineWidth = LineWidth;
        line.MarkerShape = marker;
        line.MarkerSize = points.Length <= MostMarkers ? MarkerSize : 0;
    }

    private static void Dress(Plot plot, string title)
    {
        plot.Title(title, ChartStyle.LabelSize + 2);
        plot.XLabel("epoch", ChartStyle.LabelSize);
        plot.Font.Set(ChartFont.Family);
        plot.Axes.Title.Label.Bold = true;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Color(Color.FromSKColor(ChartStyle.Muted));
        plot.Axes.Title.Label.ForeColor = Color.FromSKColor(ChartStyle.Ink);
        plot.Axes.Bottom.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize = ChartStyle.TickSize;
        plot.Axes.Left.MajorTickStyle.Length = plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Axes.Left.FrameLineStyle.Width = plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Grid.MajorLineColor = Color.FromSKColor(ChartStyle.Grid);
        plot.FigureBackground.Color = plot.DataBackground.Color = Colors.Transparent;
        plot.Legend.FontName = ChartFont.Family;
        plot.Legend.FontSize = ChartStyle.LabelSize;
        plot.Legend.FontColor = Color.FromSKColor(ChartStyle.Ink);
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.8);
    }

    private static void FitLoss(Plot plot)
    {
        plot.ShowLegend(Alignment.UpperRight);
        var (low, high) = Range(plot);
        var air = high - low > Math.Abs(high) * Air ? (high - low) * Air : Math.Max(Math.Abs(high) / 2, double.Epsilon);
        plot.Axes.SetLimitsY(low >= 0 ? Math.Max(-air / 4, low - air) : low - air, high + air);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            LabelFormatter = value => value.ToString("G6", CultureInfo.InvariantCulture),
        };
    }

    private static void FitAccuracy(Plot plot)
    {
        plot.ShowLegend(Alignment.LowerRight);
        var (low, high) = Range(plot);
        var air = Math.Max((high - low) * Air, SmallestAirOfAccuracy);
        plot.Axes.SetLimitsY(Math.Max(-air / 4, low - air), Math.Min(1 + (air / 4), high + air));
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { LabelFormatter = Percent };
    }

    private static (double Low, double High) Range(Plot plot)
    {
        var limits = plot.GetPlottables().Select(plottable => plottable.GetAxisLimits()).ToList();
        return limits.Count == 0 ? (0, 1) : (limits.Min(limit => limit.Bottom), limits.Max(limit => limit.Top));
    }

    // Without the space that .NET puts before the sign.
    private static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100, 2):0.##}%");
}

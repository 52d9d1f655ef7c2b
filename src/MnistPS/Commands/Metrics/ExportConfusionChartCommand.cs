using System.Management.Automation;
using MnistPS.Charts;
using MnistPS.Metrics;
using MnistPS.Paths;

namespace MnistPS.Commands.Metrics;

/// <summary>Draws which digits a model takes for which others, as a picture file.</summary>
/// <remarks>
/// A row stands for what an image shows, a column for what was read. Right answers, on the diagonal, are blue; wrong ones
/// are orange, the darker the larger their share of the row. The ending of the path chooses the format: .png, .jpg, .webp
/// or .svg. It is 840 pixels wide and 916 high unless other numbers are given. The file appears whole or not at all; one that
/// is there is replaced, unless it is read-only or -NoClobber is given.
/// </remarks>
/// <example>
/// <para>Measure and draw.</para>
/// <code>$model | Test-ModelAccuracy -Dataset $test | Export-ConfusionChart -Path ./confusion.png</code>
/// </example>
[Cmdlet(VerbsData.Export, "ConfusionChart", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportConfusionChartCommand : ChartCommand
{
    /// <summary>The evaluation, from Test-ModelAccuracy.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public ModelEvaluation Evaluation { get; set; } = null!;

    private protected override string Content => "confusion chart";

    private protected override int UsualWidth => ConfusionChart.DefaultWidth;

    private protected override int UsualHeight => ConfusionChart.DefaultHeight;

    private protected override void Draw(string path, ChartOptions options) =>
        ConfusionChart.Save(Evaluation, path, options, WriteOptions);
}

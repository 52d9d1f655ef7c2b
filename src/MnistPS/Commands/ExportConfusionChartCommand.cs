using System.Management.Automation;
using MnistPS.Charts;
using MnistPS.Metrics;

namespace MnistPS.Commands;

/// <summary>Draws which digits a model takes for which others, as a picture file.</summary>
/// <remarks>
/// A row stands for what an image shows, a column for what was read. Right answers, on the diagonal, are blue; wrong ones
/// are orange, the darker the larger their share of the row. The ending of the path chooses the format: .png, .jpg, .webp
/// or .svg. The file appears whole or not at all; one that is there is replaced.
/// </remarks>
/// <example>
/// <para>Measure and draw.</para>
/// <code>$model | Test-ModelAccuracy -Dataset $test | Export-ConfusionChart -Path ./confusion.png</code>
/// </example>
[Cmdlet(VerbsData.Export, "ConfusionChart", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportConfusionChartCommand : ModuleCmdlet
{
    /// <summary>The evaluation, from Test-ModelAccuracy.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public ModelEvaluation Evaluation { get; set; } = null!;

    /// <summary>Path of the file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = null!;

    /// <summary>Width in pixels. Default: 840.</summary>
    [Parameter]
    [ValidateRange(ChartOptions.MinimumSize, ChartOptions.MaximumSize)]
    public int Width { get; set; } = ConfusionChart.DefaultWidth;

    /// <summary>Height in pixels. Default: 916.</summary>
    [Parameter]
    [ValidateRange(ChartOptions.MinimumSize, ChartOptions.MaximumSize)]
    public int Height { get; set; } = ConfusionChart.DefaultHeight;

    /// <summary>What stands above the matrix. Default: the name of the model.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Puts out the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = Require(() => FilePaths.ResolveNewFile(this, Path), Path);
        if (!ShouldProcess(path, "Export confusion chart"))
            return;
        var options = new ChartOptions { Width = Width, Height = Height, Title = Title };
        Require(() => ConfusionChart.Save(Evaluation, path, options), path);
        if (PassThru)
            WriteObject(new FileInfo(path));
    }
}

using System.Management.Automation;
using MnistPS.Charts;
using MnistPS.Training;

namespace MnistPS.Commands;

/// <summary>Draws how a training went: loss and accuracy of each epoch, as a picture file.</summary>
/// <remarks>
/// Two panels stand side by side, the loss and the accuracy, each with a line for the training samples and one for the
/// validation samples if there were any. Where the validation's line turns while the training's goes on, the network
/// begins to learn its samples by heart. The ending of the path chooses the format: .png, .jpg, .webp or .svg. The file
/// appears whole or not at all; one that is there is replaced.
/// </remarks>
/// <example>
/// <para>Train and draw.</para>
/// <code>$run = $train | Invoke-ModelTraining -Model $model -Epochs 10 -ValidationSplit 0.1
/// $run | Export-TrainingChart -Path ./run.png</code>
/// </example>
/// <example>
/// <para>A picture for a report that is printed.</para>
/// <code>$run | Export-TrainingChart -Path ./run.svg -Width 1600 -Height 700 -Title '784-128-10, Adam'</code>
/// </example>
[Cmdlet(VerbsData.Export, "TrainingChart", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportTrainingChartCommand : ModuleCmdlet
{
    /// <summary>The run, from Invoke-ModelTraining.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public TrainingRun Run { get; set; } = null!;

    /// <summary>Path of the file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = null!;

    /// <summary>Width in pixels. Default: 1200.</summary>
    [Parameter]
    [ValidateRange(ChartOptions.MinimumSize, ChartOptions.MaximumSize)]
    public int Width { get; set; } = TrainingChart.DefaultWidth;

    /// <summary>Height in pixels. Default: 520.</summary>
    [Parameter]
    [ValidateRange(ChartOptions.MinimumSize, ChartOptions.MaximumSize)]
    public int Height { get; set; } = TrainingChart.DefaultHeight;

    /// <summary>What stands above the panels. Default: the name of the model.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Puts out the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = Require(() => FilePaths.ResolveNewFile(this, Path), Path);
        if (!ShouldProcess(path, "Export training chart"))
            return;
        var options = new ChartOptions { Width = Width, Height = Height, Title = Title };
        Require(() => TrainingChart.Save(Run, path, options), path);
        if (PassThru)
            WriteObject(new FileInfo(path));
    }
}

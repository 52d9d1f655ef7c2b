using System.Management.Automation;
using MnistPS.Charts;
using MnistPS.Paths;
using MnistPS.Training;

namespace MnistPS.Commands.Training;

/// <summary>Draws how a training went: loss and accuracy of each epoch, as a picture file.</summary>
/// <remarks>
/// Two panels stand side by side, the loss and the accuracy, each with a line for the training samples and one for the
/// validation samples if there were any. Where the validation's line turns while the training's goes on, the network
/// begins to learn its samples by heart. The ending of the path chooses the format: .png, .jpg, .webp or .svg. It is 1200
/// pixels wide and 520 high unless other numbers are given. The file appears whole or not at all; one that is there is
/// replaced, unless it is read-only or -NoClobber is given.
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
public sealed class ExportTrainingChartCommand : ChartCommand
{
    /// <summary>The run, from Invoke-ModelTraining.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public TrainingRun Run { get; set; } = null!;

    private protected override string Content => "training chart";

    private protected override int UsualWidth => TrainingChart.DefaultWidth;

    private protected override int UsualHeight => TrainingChart.DefaultHeight;

    private protected override void Draw(string path, ChartOptions options) => TrainingChart.Save(Run, path, options, WriteOptions);
}

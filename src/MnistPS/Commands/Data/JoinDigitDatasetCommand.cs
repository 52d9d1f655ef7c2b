using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Data;

namespace MnistPS.Commands.Data;

/// <summary>Joins datasets to one: all that come through the pipeline, one after the other.</summary>
/// <remarks>
/// Image size, number of classes and their names must be the same. The result is flat and one-hot as the first dataset is. A
/// few images of your own weigh more among many others if they are joined several times.
/// </remarks>
/// <example>
/// <para>MNIST and your own digits together.</para>
/// <code>$all = $train, $mine | Join-DigitDataset</code>
/// </example>
/// <example>
/// <para>Your own digits ten times.</para>
/// <code>$all = @($train) + @($mine) * 10 | Join-DigitDataset</code>
/// </example>
[Cmdlet(VerbsCommon.Join, "DigitDataset")]
[OutputType(typeof(DigitDataset))]
public sealed class JoinDigitDatasetCommand : ModuleCmdlet
{
    private readonly List<DigitDataset> _datasets = [];

    /// <summary>The datasets.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public DigitDataset[] Dataset { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _datasets.AddRange(Dataset);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_datasets.Count > 0)
            WriteObject(Require(() => DatasetJoin.Join(_datasets), _datasets));
    }
}

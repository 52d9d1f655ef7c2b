using System.Management.Automation;
using MnistPS.Formats;
using MnistPS.Models;
using MnistPS.Parameters;
using MnistPS.Paths;

namespace MnistPS.Commands.Models;

/// <summary>Writes a model into a single file.</summary>
/// <remarks>
/// The file is of the safetensors format, with the architecture in its metadata: other programs can read the weights, and
/// nothing in it can run code. It appears whole or not at all; a file that is there is replaced, unless it is read-only or
/// -NoClobber is given.
/// </remarks>
/// <example>
/// <para>Save a model and read it again.</para>
/// <code>$model | Export-DenseModel -Path ./digits.safetensors
/// $model = Import-DenseModel -Path ./digits.safetensors</code>
/// </example>
/// <example>
/// <para>A file of half the size, to ship.</para>
/// <code>$model | Export-DenseModel -Path ./digits.safetensors -Precision Float16</code>
/// </example>
[Cmdlet(VerbsData.Export, "DenseModel", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportDenseModelCommand : ExportCommand
{
    /// <summary>The model. A training run carries its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>
    /// In how many bits each weight is written: Float32 keeps it as it is, Float16 halves the file and keeps three digits,
    /// which is enough to predict with. Default: Float32.
    /// </summary>
    [Parameter]
    [FlatList]
    public WeightPrecision Precision { get; set; } = WeightPrecision.Float32;

    /// <summary>
    /// Also writes weights that are infinite or not a number (NaN). Without it, a model that has one is refused: it computes
    /// nothing, and Import-DenseModel would not read it.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowNonFinite { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Require(
        () => Export(FullPath, "Export model", () => ModelFile.Save(Model, FullPath, Precision, AllowNonFinite, WriteOptions)), Path);
}

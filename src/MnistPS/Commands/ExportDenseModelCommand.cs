using System.Management.Automation;
using MnistPS.Formats;
using MnistPS.Models;

namespace MnistPS.Commands;

/// <summary>Writes a model into a single file.</summary>
/// <remarks>
/// The file is of the safetensors format, with the architecture in its metadata: other programs can read the weights, and
/// nothing in it can run code. It appears whole or not at all; a file that is there is replaced, unless -NoClobber is given.
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
public sealed class ExportDenseModelCommand : ModuleCmdlet
{
    /// <summary>The model. A training run carries its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>Path of the file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = null!;

    /// <summary>
    /// In how many bits each weight is written: Float32 keeps it as it is, Float16 halves the file and keeps three digits,
    /// which is enough to predict with. Default: Float32.
    /// </summary>
    [Parameter]
    public WeightPrecision Precision { get; set; } = WeightPrecision.Float32;

    /// <summary>
    /// Also writes weights that are infinite or not a number (NaN). Without it, a model that has one is refused: it computes
    /// nothing, and Import-DenseModel would not read it.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowNonFinite { get; set; }

    /// <summary>Refuses to replace a file that is there.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Puts out the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = Require(() => FilePaths.ResolveNewFile(this, Path), Path);
        if (NoClobber && File.Exists(path))
            ThrowTerminatingError(ErrorRecords.Create(
                "FileExists", ErrorCategory.ResourceExists, $"'{path}' exists. Leave -NoClobber out to replace it.", path));
        if (!ShouldProcess(path, "Export model"))
            return;
        Require(() => ModelFile.Save(Model, path, Precision, AllowNonFinite), path);
        if (PassThru)
            WriteObject(new FileInfo(path));
    }
}

using System.Management.Automation;
using MnistPS.Formats;
using MnistPS.Models;

namespace MnistPS.Commands;

/// <summary>Reads a model from a file that Export-DenseModel has written.</summary>
/// <remarks>
/// A damaged or foreign file is refused with one error; the next file of several has its turn. A model that was compiled
/// when it was written can be trained at once; its optimizer begins anew.
/// </remarks>
/// <example>
/// <para>Read a model and use it.</para>
/// <code>$model = Import-DenseModel -Path ./digits.safetensors
/// Get-ChildItem ./scans/*.png | Get-DigitPrediction -Model $model</code>
/// </example>
[Cmdlet(VerbsData.Import, "DenseModel", DefaultParameterSetName = PathSet)]
[OutputType(typeof(DenseModel))]
public sealed class ImportDenseModelCommand : ModuleCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>Path of the file; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Path of the file, in which every character stands for itself.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var literal = ParameterSetName == LiteralPathSet;
        foreach (var file in FilePaths.ResolveExisting(this, literal ? LiteralPath : Path, literal))
            Attempt(() => WriteObject(ModelFile.Load(file)), file);
    }
}

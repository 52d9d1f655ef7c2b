using System.Management.Automation;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;

namespace MnistPS.Hosting;

/// <summary>Whether something lies at a path.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(bool))]
public sealed class TestPathCommand : PathCommand
{
    /// <summary>Any: anything; Container: a folder; Leaf: a file.</summary>
    [Parameter]
    [ValidateSet("Any", "Container", "Leaf")]
    public string PathType { get; set; } = "Any";

    /// <inheritdoc/>
    protected override void ProcessPath(string path) => WriteObject(Exists(path));

    private bool Exists(string path)
    {
        try
        {
            return InvokeProvider.Item.Exists(path, force: true, IsLiteral) && IsOfTheType(path);
        }
        catch (DriveNotFoundException)
        {
            return false;
        }
    }

    private bool WantsFolder => PathType == "Container";

    private bool IsOfTheType(string path) => PathType switch
    {
        "Any" => true,
        _ => InvokeProvider.Item.Get([path], force: true, IsLiteral)
            .Any(item => item.Properties["PSIsContainer"]?.Value is bool isFolder && isFolder == WantsFolder),
    };
}

using System.Management.Automation;

namespace MnistPS.Hosting;

/// <summary>The files and folders at a path.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = "Path")]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo))]
public sealed class GetChildItemCommand : PathCommand
{
    /// <summary>A pattern for the names.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    public string Filter { get; set; } = "*";

    /// <summary>Also what lies in the folders below.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Also what is hidden.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Files only.</summary>
    [Parameter]
    public SwitchParameter File { get; set; }

    /// <summary>Folders only.</summary>
    [Parameter]
    public SwitchParameter Directory { get; set; }

    /// <inheritdoc/>
    protected override string[] PathsByDefault => ["."];

    /// <inheritdoc/>
    protected override void ProcessPath(string path)
    {
        var pattern = WildcardPattern.Get(Filter, WildcardOptions.IgnoreCase);
        foreach (var item in InvokeProvider.ChildItem.Get([path], Recurse, Force, IsLiteral))
        {
            if (IsWanted(item) && pattern.IsMatch(item.Properties["PSChildName"]?.Value as string))
                WriteObject(item);
        }
    }

    private bool IsWanted(PSObject item) =>
        File == Directory || item.Properties["PSIsContainer"]?.Value is bool isFolder && isFolder == Directory;
}

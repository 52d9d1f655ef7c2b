using System.Management.Automation;

namespace MnistPS.Hosting;

/// <summary>Removes files and folders.</summary>
[Cmdlet(VerbsCommon.Remove, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RemoveItemCommand : PathCommand
{
    /// <summary>Also what lies in a folder.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Also what is hidden or may only be read.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessPath(string path)
    {
        foreach (var item in InvokeProvider.Item.Get([path], Force, IsLiteral))
            Remove((string)item.Properties["PSPath"].Value);
    }

    private void Remove(string path)
    {
        var name = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        if (!Recurse && InvokeProvider.ChildItem.HasChild(path, Force, literalPath: true))
            throw new PSInvalidOperationException($"'{name}' is a folder that is not empty. Use -Recurse.");
        if (ShouldProcess(name, "Remove"))
            InvokeProvider.Item.Remove([path], Recurse, Force, literalPath: true);
    }
}

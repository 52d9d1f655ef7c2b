using System.Management.Automation.Runspaces;

namespace MnistPS.Hosting;

/// <summary>
/// The few commands that a session with the module needs and System.Management.Automation alone does not bring.
/// </summary>
/// <remarks>
/// They are plain: the parameters that are used daily, with the meaning they have in <c>pwsh</c>. They do not replace
/// Microsoft.PowerShell.Management and .Utility, which come with PowerShell itself.
/// </remarks>
internal static class Conveniences
{
    private static readonly SessionStateCmdletEntry[] Commands =
    [
        new("Get-ChildItem", typeof(GetChildItemCommand), helpFileName: null),
        new("Join-Path", typeof(JoinPathCommand), helpFileName: null),
        new("Remove-Item", typeof(RemoveItemCommand), helpFileName: null),
        new("Set-Location", typeof(SetLocationCommand), helpFileName: null),
        new("Test-Path", typeof(TestPathCommand), helpFileName: null),
        new("Write-Host", typeof(WriteHostCommand), helpFileName: null),
    ];

    /// <summary>Adds those that the session does not have yet.</summary>
    public static void AddMissingTo(InitialSessionState state) =>
        state.Commands.Add(Commands.Where(command => state.Commands[command.Name].Count == 0));
}

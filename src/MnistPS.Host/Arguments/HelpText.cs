namespace MnistPS.Hosting;

/// <summary>What <c>-Help</c> prints.</summary>
internal static class HelpText
{
    /// <summary>The line below a refusal.</summary>
    public const string Hint = "Use -Help to see what can be written here.";

    /// <summary>The whole help.</summary>
    public const string Full =
        """
        A small PowerShell with the module MnistPS loaded, for machines that have no pwsh.

          dotnet run --project src/MnistPS.Host -- [options] [script.ps1 [arguments]]

          script.ps1 ...    run a script; what follows goes to its parameters:
                            -Name value, -Name:value, -Switch, -Switch:$false, or by position
          -File script ...  the same, said plainly
          -Command text ... run a text; everything that follows belongs to it. '-' reads standard input
          (nothing)         in a terminal a prompt; otherwise standard input is run as a script
          -NoProgress       draw no progress bars ($ProgressPreference = 'SilentlyContinue')
          -NonInteractive   never ask; a question is an error
          -NoProfile        accepted for pwsh's sake; this host reads no profile
          -Help             this text

        A value is one string, as with pwsh -File, and PowerShell converts it to the parameter's type. For a list use
          -Command "& ./script.ps1 -HiddenUnits 256, 128"

        Exit code: the script's own (exit N); 1 after a terminating error, and after a -Command whose last command
        failed; 64 for a command line that makes no sense; 130 after Ctrl+C.

        Only System.Management.Automation stands behind this: the language, Import-Module, Get-Command, Get-Help,
        ForEach-Object, Where-Object, Out-Default and a few more. The host adds plain versions of Get-ChildItem,
        Join-Path, Remove-Item, Set-Location, Test-Path and Write-Host. Select-Object, Sort-Object, Format-Table and
        the rest need pwsh.
        """;
}

using System.Diagnostics;

namespace MnistPS.Tests.Hosting;

/// <summary>The host program: PowerShell itself, the module imported, a script as its first argument.</summary>
public sealed class HostProgramTests
{
    private const int Usage = 64;
    private const int Interrupted = 130;

    private const string Parameters =
        "param([int] $Epochs = 1, [string] $Path = 'none', [switch] $Fast)\n\"$($Epochs + 1) $Path $Fast\"";

    [Theory]
    [InlineData("2 none False")]
    [InlineData("4 a b False", "-Epochs", "3", "-Path", "a b")]
    [InlineData("4 it's False", "3", "it's")]
    [InlineData("2 none True", "-Fast")]
    [InlineData("2 none False", "-Fast:$false")]
    [InlineData("6 $x;1 True", "-Epochs:5", "-Fast", "$x;1")]
    public void A_script_gets_its_arguments(string expected, params string[] arguments) =>
        Assert.Equal(expected, RunScript(Parameters, arguments).Output);

    [Fact]
    public void An_argument_that_does_not_convert_is_an_error()
    {
        var run = RunScript(Parameters, "-Epochs", "many");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'Epochs'", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("exit 0", 0)]
    [InlineData("'done'", 0)]
    [InlineData("throw 'too weak to ship'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Write-Error 'a bad thing'", 1)]
    [InlineData("if (", 1)]
    [InlineData("Write-Error 'a bad thing'", 0)]
    [InlineData("Write-Error 'a bad thing'; exit 3", 3)]
    public void A_script_decides_the_exit_code(string script, int expected) =>
        Assert.Equal(expected, RunScript(script).ExitCode);

    [Fact]
    public void Errors_go_to_standard_error_and_say_where_they_came_from()
    {
        var run = RunScript("function Write-Bad { Write-Error 'a bad thing' }\n'before'; Write-Bad; 'after'; throw 'too weak'");

        Assert.Equal("before\nafter", run.Output);
        Assert.Contains("Write-Bad:", run.Errors, StringComparison.Ordinal);
        Assert.Contains("a bad thing", run.Errors, StringComparison.Ordinal);
        Assert.Contains("too weak", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_has_the_commands_of_PowerShell() => Assert.Equal(
        "a\n-\n2\n3",
        RunScript("3, 1, 2 | Sort-Object | Select-Object -Skip 1 | ForEach-Object { [pscustomobject]@{ a = $_ } } | Format-Table | Out-String | ForEach-Object Trim").Output);

    [Fact]
    public void Redirected_output_has_no_escape_sequences_and_no_progress()
    {
        var run = RunScript(
            """
            Write-Progress -Activity Training -Status 'epoch 1'
            Start-Sleep -Milliseconds 300
            Get-Module MnistPS | Format-Table
            Write-Host -ForegroundColor Red red
            Write-Warning careful
            Write-Error bad
            """);

        Assert.DoesNotContain('\e', run.Output + run.Errors);
        Assert.DoesNotContain("epoch", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.Contains("MnistPS", run.Output, StringComparison.Ordinal);
        Assert.Contains("red\nWARNING: careful", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_module_is_imported_and_is_found_by_its_name()
    {
        var run = RunScript("(Get-Module MnistPS).ModuleBase; 1 | ForEach-Object -Parallel { (New-InputLayer 3).OutputShape.Size }");

        Assert.Equal(BuildFacts.ModuleFolder.TrimEnd(Path.DirectorySeparatorChar) + "\n3", run.Output);
        Assert.Empty(run.Errors);
    }

    [SkippableFact]
    public void The_profile_of_the_user_does_not_run_before_a_script()
    {
        Skip.If(OperatingSystem.IsWindows(), "The profile's folder there is not named by the environment.");
        using var profile = new TemporaryScript("'the profile'");
        using var script = new TemporaryScript("'the script'");
        var folder = Path.GetDirectoryName(profile.Path)!;
        Directory.CreateDirectory(Path.Combine(folder, "powershell"));
        File.Copy(profile.Path, Path.Combine(folder, "powershell", "profile.ps1"));

        Assert.Equal("the profile\na command", Run("-Command", "'a command'").Output);
        Assert.Equal("the script", Run(script.Path).Output);

        HostProcess Run(params string[] arguments)
        {
            var start = HostProcess.StartInfo(arguments);
            start.Environment["XDG_CONFIG_HOME"] = folder;
            return HostProcess.Run(start);
        }
    }

    [Fact]
    public void A_script_is_found_from_the_folder_that_the_host_is_started_in()
    {
        using var script = new TemporaryScript("\"$($PWD.Path -eq $PSScriptRoot) $args\"");
        var start = HostProcess.StartInfo("./" + Path.GetFileName(script.Path), "a b");
        start.WorkingDirectory = Path.GetDirectoryName(script.Path)!;

        Assert.Equal("True a b", HostProcess.Run(start).Output);
    }

    [SkippableFact]
    public void Ctrl_C_stops_a_script_which_cleans_up_and_is_no_success()
    {
        Skip.If(OperatingSystem.IsWindows(), "The signal is sent with kill.");
        using var script = new TemporaryScript(
            "try { 'started'; while ($true) { Start-Sleep -Milliseconds 20 } } finally { Set-Content $PSScriptRoot/ended yes }; 'never'");
        var run = HostProcess.Run(HostProcess.StartInfo(script.Path), meanwhile: Interrupt);

        Assert.Equal(Interrupted, run.ExitCode);
        Assert.Equal("started", run.Output);
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(script.Path)!, "ended")));
    }

    [Fact]
    public void Without_a_script_there_is_a_session()
    {
        var run = HostProcess.Run(HostProcess.StartInfo("-NoProfile"), "$three = 3\n$three * 14\nexit 5\n");

        Assert.Contains("\n42\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(5, run.ExitCode);
    }

    [Theory]
    [InlineData("no-such-script.ps1")]
    [InlineData("-NoSuchOption")]
    public void A_command_line_that_makes_no_sense_is_refused(string argument)
    {
        var run = HostProcess.Run(argument);

        Assert.Equal(Usage, run.ExitCode);
        Assert.Contains(argument, run.Errors, StringComparison.Ordinal);
    }

    private static HostProcess RunScript(string text, params string[] arguments)
    {
        using var script = new TemporaryScript(text);
        return HostProcess.Run([script.Path, .. arguments]);
    }

    private static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}

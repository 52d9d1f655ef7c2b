namespace MnistPS.Tests.Hosting;

/// <summary>The host program, as it is run where there is no pwsh.</summary>
public sealed class HostProgramTests
{
    private const int Usage = 64;

    private const string WriteError =
        "function Write-Bad { [CmdletBinding()] param() $PSCmdlet.WriteError("
        + "[System.Management.Automation.ErrorRecord]::new("
        + "[InvalidOperationException]::new('a bad thing'), 'Bad', 'InvalidOperation', $null)) }\n";

    private const string WriteProgress =
        "function Show-Work { [CmdletBinding()] param() $PSCmdlet.WriteProgress("
        + "[System.Management.Automation.ProgressRecord]::new(1, 'Training', 'epoch 1'))\n"
        + "[System.Threading.Thread]::Sleep(300) }\n";

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
    [InlineData("if (", 1)]
    [InlineData(WriteError + "Write-Bad", 0)]
    [InlineData(WriteError + "Write-Bad; exit 3", 3)]
    public void A_script_decides_the_exit_code(string script, int expected) =>
        Assert.Equal(expected, RunScript(script).ExitCode);

    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 9", 9)]
    [InlineData("throw 'no'", 1)]
    [InlineData(WriteError + "Write-Bad", 1)]
    [InlineData(WriteError + "Write-Bad; 1", 0)]
    public void The_last_command_of_a_text_decides_the_exit_code(string text, int expected) =>
        Assert.Equal(expected, HostProcess.Run("-Command", text).ExitCode);

    [Fact]
    public void Errors_go_to_standard_error_and_say_where_they_came_from()
    {
        var run = RunScript(WriteError + "'before'; Write-Bad; 'after'; throw 'too weak to ship'");

        Assert.Equal("before\nafter", run.Output);
        Assert.Contains("Write-Bad:", run.Errors, StringComparison.Ordinal);
        Assert.Contains("a bad thing", run.Errors, StringComparison.Ordinal);
        Assert.Contains("too weak to ship", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_on_standard_input_is_run_as_one_script()
    {
        var run = HostProcess.RunWithInput("foreach ($i in 1..2) {\n  $i * 10\n\n}\nexit 5\n");

        Assert.Equal("10\n20", run.Output);
        Assert.Equal(5, run.ExitCode);
    }

    [Fact]
    public void Redirected_output_has_no_colours_and_no_progress()
    {
        const string Colourful = "Show-Work; Get-Module; Write-Bad; Write-Host -ForegroundColor Red x";
        var run = HostProcess.Run("-Command", WriteProgress + WriteError + Colourful);

        Assert.DoesNotContain('\e', run.Output + run.Errors);
        Assert.DoesNotContain("epoch", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.Contains("MnistPS", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void NoProgress_tells_commands_not_to_report() =>
        Assert.Equal("SilentlyContinue", HostProcess.Run("-NoProgress", "-Command", "$ProgressPreference").Output);

    [Fact]
    public void The_module_is_loaded_and_is_found_by_its_name()
    {
        var run = HostProcess.Run("-Command", "Import-Module MnistPS; (Get-Module MnistPS).ModuleBase");

        Assert.Equal(BuildFacts.ModuleFolder.TrimEnd(Path.DirectorySeparatorChar), run.Output);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void A_question_that_nobody_can_answer_is_an_error()
    {
        var run = HostProcess.Run("-Command", "$host.UI.ReadLine()");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Nobody can be asked", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_and_Write_Host_appear_between_the_results() => Assert.Equal(
        "1\nWARNING: careful\na b\n2",
        HostProcess.Run("-Command", "1; $host.UI.WriteWarningLine('careful'); Write-Host a b; 2").Output);

    [Fact]
    public void The_files_of_a_folder_can_be_listed_and_removed()
    {
        using var script = new TemporaryScript(
            """
            $file = Get-ChildItem (Join-Path $PSScriptRoot *.ps1)
            "$($file.Name) $($file.GetType().Name) $(Test-Path -LiteralPath $file.FullName -PathType Leaf)"
            $file | Remove-Item
            Test-Path -LiteralPath $PSCommandPath
            """);

        Assert.Equal("it's a script.ps1 FileInfo True\nFalse", HostProcess.Run(script.Path).Output);
    }

    [Theory]
    [InlineData("no-such-script.ps1")]
    [InlineData("-NoSuchOption")]
    [InlineData("-File")]
    [InlineData("-Command")]
    public void A_command_line_that_makes_no_sense_is_refused(params string[] arguments)
    {
        var run = HostProcess.Run(arguments);

        Assert.Equal(Usage, run.ExitCode);
        Assert.Contains("-Help", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Help_says_how_to_use_it()
    {
        var run = HostProcess.Run("-Help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("-Command", run.Output, StringComparison.Ordinal);
    }

    private static HostProcess RunScript(string text, params string[] arguments)
    {
        using var script = new TemporaryScript(text);
        return HostProcess.Run([script.Path, .. arguments]);
    }
}

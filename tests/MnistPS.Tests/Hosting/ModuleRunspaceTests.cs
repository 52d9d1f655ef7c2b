using System.Management.Automation;

namespace MnistPS.Tests.Hosting;

/// <summary>The fixture that the other tests stand on.</summary>
public sealed class ModuleRunspaceTests(ModuleRunspace module) : IClassFixture<ModuleRunspace>
{
    [Fact]
    public void The_module_is_loaded_from_where_it_was_built() => Assert.Equal(
        BuildFacts.ModuleFolder.TrimEnd(Path.DirectorySeparatorChar),
        module.Run("Get-Module MnistPS").One<PSModuleInfo>().ModuleBase);

    [Fact]
    public void Variables_stay_from_one_script_to_the_next()
    {
        module.Run("$five = 5").WithoutErrors();

        Assert.Equal(6, module.Run("$five + 1").One<int>());
    }

    [Fact]
    public void Streams_are_kept_apart()
    {
        var result = module.Run(
            """
            function Write-All {
                [CmdletBinding()] param()
                $PSCmdlet.WriteWarning('w'); $PSCmdlet.WriteVerbose('v')
                $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'a', 's'))
                'o'
            }
            Write-All -Verbose
            """);

        Assert.Equal("o", result.One<string>());
        Assert.Equal(["w"], result.Warnings);
        Assert.Equal(["v"], result.Verbose);
        Assert.Equal("a", Assert.Single(result.Progress).Activity);
    }

    [Fact]
    public void A_terminating_error_is_an_error_of_the_result()
    {
        var result = module.Run("1; throw 'no'");

        Assert.Equal("no", result.OneError().Exception.Message);
        Assert.Equal(PSInvocationState.Failed, result.State);
        Assert.Single(result.Output);
    }

    [Fact]
    public void A_property_that_does_not_exist_is_an_error() =>
        Assert.StartsWith("PropertyNotFoundStrict", module.Run("$five = 5; $five.Size").OneError().FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Input_comes_through_the_pipeline() =>
        Assert.Equal([2, 4], module.Run("$input | ForEach-Object { $_ * 2 }", 1, 2).All<int>());

    [Fact]
    public void Text_is_formatted_as_a_user_sees_it() =>
        Assert.Equal("a b\n- -\n1 x", module.Show("[pscustomobject]@{ a = 1; b = 'x' }"));

    [Fact]
    public void A_running_script_can_be_stopped()
    {
        var (result, timeToStop) = module.StopWhen(
            "while ($true) { 1; [System.Threading.Thread]::Sleep(10) }", (_, output) => output.Count > 3);

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.True(timeToStop < TimeSpan.FromSeconds(5));
    }
}

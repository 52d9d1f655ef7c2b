using System.Management.Automation;
using System.Management.Automation.Language;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Modules;

/// <summary>Get-Help answers for every cmdlet, and its examples can be typed as they stand.</summary>
public sealed class CmdletHelpTests(ModuleRunspace module) : IClassFixture<ModuleRunspace>
{
    [Fact]
    public void Every_cmdlet_has_a_synopsis_and_a_description()
    {
        Assert.All(Cmdlets(), cmdlet =>
        {
            var synopsis = module.Run($"(Get-Help {cmdlet}).Synopsis").One<string>();
            Assert.False(string.IsNullOrWhiteSpace(synopsis), cmdlet);

            // Without help of its own PowerShell shows the syntax in its place.
            Assert.DoesNotContain("[<CommonParameters>]", synopsis, StringComparison.Ordinal);
            Assert.NotEmpty(Text($"(Get-Help {cmdlet}).Description"));
        });
    }

    [Fact]
    public void Every_cmdlet_has_an_example() =>
        Assert.All(Cmdlets(), cmdlet => Assert.NotEmpty(Examples(cmdlet)));

    [Fact]
    public void Every_parameter_is_described() => Assert.All(
        Cmdlets(),
        cmdlet => Assert.All(
            OwnParameters(cmdlet),
            name => Assert.True(
                Text($"(Get-Help {cmdlet} -Parameter {name}).Description").Length > 0, $"{cmdlet} -{name}")));

    [Fact]
    public void Every_example_is_PowerShell() => Assert.All(
        Cmdlets().SelectMany(Examples),
        example =>
        {
            Parser.ParseInput(example, out _, out var errors);
            Assert.True(errors.Length == 0, example);
        });

    [Fact]
    public void Every_parameter_in_an_example_exists() =>
        Assert.All(Cmdlets().SelectMany(Examples).SelectMany(Uses), use => Assert.True(Exists(use.Cmdlet, use.Parameter), $"{use}"));

    [Fact]
    public void Help_is_shown_as_a_page()
    {
        var shown = module.Show("Get-Help New-DenseLayer -Full");

        Assert.Contains("SYNOPSIS", shown, StringComparison.Ordinal);
        Assert.Contains("-Units", shown, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Cmdlets() => module.Run("(Get-Command -Module MnistPS -CommandType Cmdlet).Name").All<string>();

    private IReadOnlyList<string> Examples(string cmdlet) =>
        [.. module.Run($"foreach ($example in (Get-Help {cmdlet}).Examples.Example) {{ \"$($example.Code)\" }}").All<string>()];

    private string Text(string description) => module.Run($"\"$({description}.Text)\".Trim()").One<string>();

    private IEnumerable<string> OwnParameters(string cmdlet) => module.Run($"(Get-Command {cmdlet}).Parameters.Keys").All<string>()
        .Except(Cmdlet.CommonParameters).Except(Cmdlet.OptionalCommonParameters);

    private bool Exists(string cmdlet, string parameter) => module.Run($"(Get-Command {cmdlet}).Parameters.Keys").All<string>()
        .Contains(parameter, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<(string Cmdlet, string Parameter)> Uses(string example)
    {
        var cmdlets = Cmdlets();
        return from command in Parser.ParseInput(example, out _, out _).FindAll(ast => ast is CommandAst, true).Cast<CommandAst>()
               where cmdlets.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase)
               from parameter in command.CommandElements.OfType<CommandParameterAst>()
               select (command.GetCommandName(), parameter.ParameterName);
    }
}

using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Modules;

/// <summary>The manifest tells what is there, and what is there is named as PowerShell names things.</summary>
public sealed class ModuleManifestTests(ModuleRunspace module) : IClassFixture<ModuleRunspace>
{
    private const string PluralEnding = "[^s]s$";
    private static readonly string[] s_hiddenDependencies = ["TorchSharp", "SkiaSharp", "ScottPlot"];

    [Fact]
    public void It_lists_exactly_the_cmdlets_that_the_assembly_has() => Assert.Equal(
        CmdletsOfTheAssembly().Select(cmdlet => cmdlet.Name).Order(StringComparer.Ordinal),
        Strings("CmdletsToExport").Order(StringComparer.Ordinal));

    [Fact]
    public void Everything_that_it_lists_is_exported() => Assert.Equal(
        Strings("CmdletsToExport").Order(StringComparer.Ordinal),
        module.Run("(Get-Command -Module MnistPS -CommandType Cmdlet).Name").All<string>().Order(StringComparer.Ordinal));

    [Fact]
    public void It_exports_nothing_by_wildcard() => Assert.DoesNotContain(
        new[] { "CmdletsToExport", "FunctionsToExport", "AliasesToExport", "VariablesToExport" }.SelectMany(Strings),
        name => name.Contains('*', StringComparison.Ordinal));

    [Fact]
    public void PowerShell_finds_no_fault_with_it() => Assert.Equal(
        "MnistPS",
        module.Run($"(Test-ModuleManifest -Path '{BuildFacts.ModuleManifest}' -ErrorAction Stop).Name").One<string>());

    [Fact]
    public void All_that_it_names_lies_in_the_module() => Assert.All(
        new[] { "RootModule", "NestedModules", "FormatsToProcess", "TypesToProcess" }.SelectMany(Strings),
        file => Assert.True(File.Exists(Path.Combine(BuildFacts.ModuleFolder, file)), file));

    [Fact]
    public void Every_verb_is_approved()
    {
        var approved = typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(VerbsCommon).Namespace && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToHashSet();

        Assert.All(CmdletsOfTheAssembly(), cmdlet => Assert.Contains(cmdlet.Verb, approved));
    }

    [Fact]
    public void Every_noun_is_singular() =>
        Assert.All(CmdletsOfTheAssembly(), cmdlet => Assert.DoesNotMatch(PluralEnding, cmdlet.Noun));

    [Fact]
    public void Every_parameter_is_written_as_PowerShell_writes_them() => Assert.All(
        CmdletsOfTheAssembly().SelectMany(cmdlet => cmdlet.Parameters),
        parameter => Assert.Matches("^[A-Z][A-Za-z0-9]*$", parameter.Name));

    [Fact]
    public void Every_cmdlet_says_what_it_puts_out() => Assert.All(
        CmdletsOfTheAssembly(), cmdlet => Assert.NotEmpty(cmdlet.Type.GetCustomAttributes<OutputTypeAttribute>()));

    [Fact]
    public void No_parameter_and_no_output_is_of_a_type_that_the_user_should_not_meet() => Assert.All(
        CmdletsOfTheAssembly().SelectMany(cmdlet => cmdlet.Parameters.Select(parameter => parameter.PropertyType)
            .Concat(cmdlet.Type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(type => type.Type))),
        type => Assert.DoesNotContain(type?.Assembly.GetName().Name, s_hiddenDependencies));

    private static IReadOnlyList<string> Strings(string key)
    {
        var manifest = (System.Collections.Hashtable)Parser
            .ParseFile(BuildFacts.ModuleManifest, out _, out _)
            .Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false)
            .SafeGetValue();
        return manifest[key] is null ? [] : [.. ((object[])(manifest[key] as object[] ?? [manifest[key]!])).Cast<string>()];
    }

    private IReadOnlyList<CmdletFacts> CmdletsOfTheAssembly() =>
    [
        .. module.Run("(Get-Command New-DenseLayer).ImplementingType").One<Type>().Assembly.GetTypes()
            .Select(type => (Type: type, Attribute: type.GetCustomAttribute<CmdletAttribute>()))
            .Where(found => found.Attribute is not null)
            .Select(found => new CmdletFacts(found.Type, found.Attribute!.VerbName, found.Attribute.NounName)),
    ];

    private sealed record CmdletFacts(Type Type, string Verb, string Noun)
    {
        internal string Name => $"{Verb}-{Noun}";

        internal IEnumerable<PropertyInfo> Parameters => Type
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.IsDefined(typeof(ParameterAttribute)));
    }
}

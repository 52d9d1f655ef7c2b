using System.Text.RegularExpressions;

namespace MnistPS.Tests.Architecture;

/// <summary>The engine knows no PowerShell: no reference, no type, no word of it.</summary>
public sealed partial class WordTests
{
    [Fact]
    public void The_engine_references_no_PowerShell() => Assert.DoesNotContain(
        CoreSource.Assembly.GetReferencedAssemblies(),
        name => name.Name!.Contains("PowerShell", StringComparison.OrdinalIgnoreCase) || name.Name.StartsWith("System.Management", StringComparison.Ordinal));

    [Fact]
    public void The_engine_references_no_TorchSharp() => Assert.DoesNotContain(
        CoreSource.Assembly.GetReferencedAssemblies(), name => name.Name!.Contains("Torch", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void No_type_of_the_engine_is_named_after_a_cmdlet()
    {
        var cmdlets = CoreSource.Cmdlets.Select(name => name.Replace("-", "", StringComparison.Ordinal)).ToHashSet();

        Assert.NotEmpty(cmdlets);
        Assert.DoesNotContain(
            CoreSource.Assembly.GetTypes().Select(type => type.Name),
            name => cmdlets.Contains(name) || name.EndsWith("Command", StringComparison.Ordinal) || name.EndsWith("Cmdlet", StringComparison.Ordinal));
    }

    [Fact]
    public void No_string_of_the_engine_names_a_cmdlet_or_a_parameter()
    {
        var cmdlet = new Regex($@"\b({string.Join('|', CoreSource.Cmdlets)})\b");

        Assert.DoesNotContain(CoreSource.Strings(), text => cmdlet.IsMatch(text) || Parameter().IsMatch(text));
    }

    [Theory]
    [InlineData("MnistPS.Core", "MnistPS")]
    [InlineData("MnistPS", "MnistPS")]
    [InlineData("MnistPS.Torch", "MnistPS.Torch")]
    [InlineData("MnistPS.Build", "MnistPS.Build")]
    [InlineData("MnistPS.Loader", "MnistPS.Loading")]
    public void The_namespace_of_a_file_is_its_folder(string project, string root)
    {
        var files = CoreSource.Files(project).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(
            string.Join('.', Path.GetRelativePath(CoreSource.Folder(project), Path.GetDirectoryName(file)!)
                .Split(Path.DirectorySeparatorChar).Where(part => part != ".").Prepend(root)),
            Namespace().Match(File.ReadAllText(file)) is { Success: true } found ? found.Groups[1].Value : root));
    }

    // As a user types it, behind a blank, a bracket or a quotation mark; or cut off where its name is put in.
    [GeneratedRegex(@"(^|[\s('""])-[A-Z][A-Za-z]+|[\s('""]-$")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?m)^namespace ([\w.]+)")]
    private static partial Regex Namespace();
}

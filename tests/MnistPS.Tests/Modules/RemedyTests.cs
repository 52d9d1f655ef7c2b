using System.Text.RegularExpressions;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Modules;

/// <summary>The engine tells what happened; which cmdlet and parameter help is known to the cmdlets alone.</summary>
public sealed partial class RemedyTests
{
    // It names the settings of a cmdlet by design.
    private const string Exempt = "ResumedSettings.cs";

    [Fact]
    public void The_engine_names_no_cmdlet_and_no_parameter()
    {
        var found = Sources()
            .Where(file => Path.GetFileName(file) != Exempt)
            .SelectMany(file => File.ReadLines(file).Where(line => CmdletInText().IsMatch(line) || ParameterInText().IsMatch(line))
                .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));

        Assert.Empty(found);
    }

    [Fact]
    public void Every_remedy_is_for_an_error_that_there_is()
    {
        var table = File.ReadAllText(Path.Combine(BuildFacts.RepositoryPath, "src/MnistPS/Errors/Remedies.cs"));
        var ids = IdInTable().Matches(table).Select(match => match.Groups[1].Value).ToList();
        var code = string.Concat(Sources().Concat(Directory.GetFiles(
            Path.Combine(BuildFacts.RepositoryPath, "src/MnistPS/Paths"))).Select(File.ReadAllText));

        Assert.True(ids.Count > 20);
        Assert.DoesNotContain(ids, id => !code.Contains($"\"{id}\"", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources() => Directory
        .EnumerateFiles(Path.Combine(BuildFacts.RepositoryPath, "src/MnistPS.Core"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex("\"[^\"]*\\b(Get|New|Invoke|Test|Build|Export|Import|Find|Show|ConvertTo|Set|Split|Join)-[A-Z]")]
    private static partial Regex CmdletInText();

    [GeneratedRegex("\"[^\"]*[ (]-[A-Z][a-z]|\"-[A-Z][a-z]")]
    private static partial Regex ParameterInText();

    [GeneratedRegex("\\[\"([A-Za-z]+)\"\\] =")]
    private static partial Regex IdInTable();
}

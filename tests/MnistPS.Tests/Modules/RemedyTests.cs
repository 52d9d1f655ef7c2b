using System.Text.RegularExpressions;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Modules;

/// <summary>The engine tells what happened; which cmdlet and parameter help is known to the cmdlets alone.</summary>
public sealed partial class RemedyTests
{
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

    [GeneratedRegex("\\[\"([A-Za-z]+)\"\\] =")]
    private static partial Regex IdInTable();
}

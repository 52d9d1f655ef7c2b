using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace MnistPS.Tests.Architecture;

/// <summary>The engine's assembly and the sources that it was built from.</summary>
internal static partial class CoreSource
{
    /// <summary>The engine.</summary>
    internal static Assembly Assembly { get; } = typeof(MnistPSException).Assembly;

    /// <summary>The root of the repository.</summary>
    internal static string Repository { get; } = Path.GetFullPath(
        typeof(CoreSource).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "RepositoryPath").Value!);

    /// <summary>The module's cmdlets, as its manifest lists them.</summary>
    internal static IReadOnlyList<string> Cmdlets { get; } =
        [.. QuotedCmdlet().Matches(File.ReadAllText(Path.Combine(Repository, "module", "MnistPS.psd1"))).Select(match => match.Groups[1].Value)];

    /// <summary>The folder of a project's sources.</summary>
    internal static string Folder(string project) => Path.Combine(Repository, "src", project);

    /// <summary>The sources of a project, without what the build makes.</summary>
    internal static IEnumerable<string> Files(string project) => Directory
        .EnumerateFiles(Folder(project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !BuildFolder().IsMatch(Path.GetRelativePath(Folder(project), file)));

    /// <summary>Every string that the code of the engine holds: of an interpolated one, the parts between the values.</summary>
    internal static IReadOnlyList<string> Strings()
    {
        using var image = new PEReader(File.OpenRead(Assembly.Location));
        var metadata = image.GetMetadataReader();
        var strings = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            strings.Add(metadata.GetUserString(handle));
        return strings;
    }

    [GeneratedRegex("'([A-Z][a-z]+[A-Za-z]*-[A-Z][A-Za-z]+)'")]
    private static partial Regex QuotedCmdlet();

    [GeneratedRegex(@"^(bin|obj)[/\\]")]
    private static partial Regex BuildFolder();
}

using System.Reflection;

namespace MnistPS.Hosting;

/// <summary>Where the built module lies.</summary>
/// <param name="Manifest">The full path of <c>MnistPS.psd1</c>.</param>
internal sealed record ModuleLocation(string Manifest)
{
    private const string ModuleName = "MnistPS";
    private const string MetadataKey = "ModulePath";
    private const string ManifestName = ModuleName + ".psd1";

    /// <summary>The folder to search for modules by name: it holds <c>MnistPS/&lt;version&gt;</c>.</summary>
    public string SearchFolder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Manifest)!, "..", ".."));

    /// <summary>Looks where the build has put the module, then in <c>output</c> of a folder above the host.</summary>
    /// <exception cref="ModuleNotLoadedException">It was built nowhere that is known.</exception>
    public static ModuleLocation Find() =>
        Candidates().Where(File.Exists).Select(path => new ModuleLocation(path)).FirstOrDefault()
        ?? throw new ModuleNotLoadedException(
            $"The module {ModuleName} was not found. Build it first (dotnet build). Looked for:"
            + string.Concat(Candidates().Select(path => $"{Environment.NewLine}  {path}")));

    private static IEnumerable<string> Candidates() =>
        BuiltFolders().Concat(FoldersAbove(AppContext.BaseDirectory).SelectMany(Versions))
            .Select(folder => Path.GetFullPath(Path.Combine(folder, ManifestName)))
            .Distinct();

    private static IEnumerable<string> BuiltFolders() =>
        typeof(ModuleLocation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(metadata => metadata.Key == MetadataKey)
            .Select(metadata => metadata.Value)
            .OfType<string>();

    private static IEnumerable<string> FoldersAbove(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            yield return Path.Combine(at.FullName, "output", ModuleName);
    }

    private static IEnumerable<string> Versions(string moduleFolder) => Directory.Exists(moduleFolder)
        ? Directory.EnumerateDirectories(moduleFolder)
            .Where(folder => Version.TryParse(Path.GetFileName(folder), out _))
            .OrderByDescending(folder => Version.Parse(Path.GetFileName(folder)))
        : [];
}

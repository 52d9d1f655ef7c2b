using System.Reflection;

namespace MnistPS.Tests.Hosting;

/// <summary>Where the build has put what is tested.</summary>
public static class BuildFacts
{
    /// <summary>The folder <c>output/MnistPS/&lt;version&gt;</c>.</summary>
    public static string ModuleFolder { get; } = Path.GetFullPath(Metadata("ModulePath"));

    /// <summary>The manifest of the built module.</summary>
    public static string ModuleManifest { get; } = Path.Combine(ModuleFolder, "MnistPS.psd1");

    /// <summary>The assembly of the host program.</summary>
    public static string HostAssembly { get; } = Path.GetFullPath(Metadata("HostPath"));

    /// <summary>The root of the repository.</summary>
    public static string RepositoryPath { get; } = Path.GetFullPath(Metadata("RepositoryPath"));

    private static string Metadata(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == key).Value!;
}

using System.Runtime.InteropServices;

namespace MnistPS.Loading;

/// <summary>Where the module keeps its native libraries: <c>lib/runtimes/&lt;rid&gt;/native</c>.</summary>
internal static class NativeFile
{
    private static readonly string[] s_ours = ["torch", "c10", "SkiaSharp", "HarfBuzzSharp"];

    internal static string Directory(string libraryDirectory) =>
        Path.Combine(libraryDirectory, "runtimes", RuntimeIdentifier, "native");

    internal static string? Find(string libraryDirectory, string name)
    {
        var directory = Directory(libraryDirectory);
        return Candidates(Path.GetFileName(name)).Select(file => Path.Combine(directory, file)).FirstOrDefault(File.Exists);
    }

    internal static bool IsOurs(string name) =>
        s_ours.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Candidates(string name)
    {
        yield return name;
        if (OperatingSystem.IsWindows())
        {
            yield return name + ".dll";
            yield break;
        }

        var extension = OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        yield return name + extension;
        yield return "lib" + name + extension;
    }

    private static string RuntimeIdentifier
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
#pragma warning disable CA1308 // Runtime identifiers are lower case.
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
#pragma warning restore CA1308
        }
    }
}

using System.Reflection;

namespace MnistPS.Core.Tests.Build;

/// <summary>Files of packages in NuGet's cache; the test project names its folder in its metadata, for those who have moved it.</summary>
internal static class NuGetPackage
{
    /// <summary>The library for Linux that TorchSharp brings, as it brings it, or null where the cache does not have it.</summary>
    internal static string? LibTorchSharp()
    {
        var root = typeof(NuGetPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == "NuGetPackageRoot")?.Value
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var package = Path.Combine(root, "torchsharp");
        return !Directory.Exists(package)
            ? null
            : Directory.EnumerateDirectories(package)
                .Select(version => Path.Combine(version, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"))
                .FirstOrDefault(File.Exists);
    }
}

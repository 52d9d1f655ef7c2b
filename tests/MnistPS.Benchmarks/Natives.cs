using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using MnistPS.Loading;
using MnistPS.Native;

namespace MnistPS.Benchmarks;

/// <summary>Native libraries from the module that the build laid out, and paths that it left in the assembly.</summary>
internal static class Natives
{
    /// <summary>The folder of the built module.</summary>
    internal static string ModulePath => Metadata("ModulePath");

    /// <summary>What Import-Module is given.</summary>
    internal static string ModuleManifest => Path.Combine(ModulePath, "MnistPS.psd1");

    /// <summary>The folder of the repository.</summary>
    internal static string RepositoryPath => Path.GetFullPath(Metadata("RepositoryPath"));

    // CA2255: a module initializer is for applications, and this is one; BenchmarkDotNet's own processes need it too.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void UseThoseOfTheModule()
    {
        NativeLibraries.LibraryDirectory = Path.Combine(ModulePath, "lib");
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            NativeFile.Find(NativeLibraries.LibraryDirectory, name) is { } path ? NativeLibrary.Load(path) : 0;
    }

    private static string Metadata(string key) => typeof(Natives).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

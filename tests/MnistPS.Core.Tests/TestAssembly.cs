using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using MnistPS.Loading;
using MnistPS.Native;

// One after the other: libtorch's threads are those of the process, and two trainings at once only slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace MnistPS.Tests;

/// <summary>Paths that the build left in the assembly, and native libraries from the module that was laid out.</summary>
internal static class TestAssembly
{
    internal static string ModulePath => Metadata("ModulePath");

    internal static string RepositoryPath => Path.GetFullPath(Metadata("RepositoryPath"));

    [ModuleInitializer]
    internal static void UseNativeLibrariesOfTheModule()
    {
        NativeLibraries.LibraryDirectory = Path.Combine(ModulePath, "lib");
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            NativeFile.Find(NativeLibraries.LibraryDirectory, name) is { } path ? NativeLibrary.Load(path) : 0;
    }

    private static string Metadata(string key) => typeof(TestAssembly).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

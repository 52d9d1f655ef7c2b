using System.Reflection;
using System.Runtime.Loader;

namespace MnistPS.Loading;

/// <summary>
/// The load context of the module: its assemblies and their dependencies come from the module's <c>lib</c> folder and
/// nowhere else, so that another module's SkiaSharp or TorchSharp can neither disturb it nor be disturbed by it.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private readonly string _libraryDirectory;
    private readonly AssemblyDependencyResolver _resolver;

    /// <summary>Makes the context.</summary>
    /// <param name="rootAssemblyPath">Path of <c>lib/MnistPS.dll</c>; its deps.json lies beside it.</param>
    public ModuleLoadContext(string rootAssemblyPath)
        : base("MnistPS")
    {
        _libraryDirectory = Path.GetDirectoryName(rootAssemblyPath)!;
        _resolver = new AssemblyDependencyResolver(rootAssemblyPath);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = _resolver.ResolveAssemblyToPath(assemblyName);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = NativeFile.Find(_libraryDirectory, unmanagedDllName);
        if (path is not null)
            return LoadUnmanagedDllFromPath(path);

        // Without this refusal a libtorch that the system happens to have would be found by name and mixed with ours.
        if (NativeFile.IsTorch(unmanagedDllName))
            throw new DllNotFoundException(
                $"'{unmanagedDllName}' is not part of this module ({NativeFile.Directory(_libraryDirectory)}).");

        return nint.Zero;
    }
}

using System.Reflection;
using System.Runtime.Loader;

namespace MnistPS.Loading;

/// <summary>
/// The load context of the module: its assemblies and their dependencies come from the module's <c>lib</c> folder and
/// nowhere else, so that another module's SkiaSharp or TorchSharp can neither disturb it nor be disturbed by it.
/// </summary>
/// <param name="libraryDirectory">The <c>lib</c> folder.</param>
public sealed class ModuleLoadContext(string libraryDirectory) : AssemblyLoadContext("MnistPS")
{
    // What .NET and PowerShell bring, by the paths of the files.
    private static readonly HashSet<string> s_platform =
        [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator).Select(path => Path.GetFileNameWithoutExtension(path))];

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(libraryDirectory, assemblyName.Name + ".dll");
        if (File.Exists(path))
            return LoadFromAssemblyPath(path);

        // Where null is returned, .NET asks the default context, and that all who listen there.
        // Translations of an assembly's texts may be missing.
        return s_platform.Contains(assemblyName.Name!) || assemblyName.CultureName is { Length: > 0 } ? null : throw new FileNotFoundException(
            $"The file '{path}' is missing: the module MnistPS is not complete. Install it anew.", path);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = NativeFile.Find(libraryDirectory, unmanagedDllName);
        if (path is not null)
            return LoadUnmanagedDllFromPath(path);

        // Without this refusal one that the system happens to have would be found by name and mixed with ours.
        if (NativeFile.IsOurs(unmanagedDllName))
            throw new DllNotFoundException(
                $"'{unmanagedDllName}' is not part of this module ({NativeFile.Directory(libraryDirectory)}).");

        return nint.Zero;
    }
}

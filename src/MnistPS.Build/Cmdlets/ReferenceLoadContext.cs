using System.Reflection;
using System.Runtime.Loader;

namespace MnistPS.Build.Cmdlets;

/// <summary>Loads an assembly and what it refers to, to look at its types. None of its code runs.</summary>
internal sealed class ReferenceLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Prepares to find assemblies.</summary>
    /// <param name="references">Files, and folders with assemblies; the first that has one wins.</param>
    public ReferenceLoadContext(IEnumerable<string> references)
        : base("documented")
    {
        foreach (var path in references.SelectMany(AssemblyFiles))
        {
            _paths.TryAdd(Path.GetFileNameWithoutExtension(path), Path.GetFullPath(path));
        }
    }

    /// <summary>The public classes of an assembly.</summary>
    /// <exception cref="BuildException">An assembly that it refers to was not found.</exception>
    public IReadOnlyList<Type> PublicTypes(string assembly)
    {
        try
        {
            return LoadFromAssemblyPath(Path.GetFullPath(assembly)).GetExportedTypes();
        }
        catch (FileNotFoundException e)
        {
            throw new BuildException(BuildErrors.File, $"{e.Message} Name its folder with --reference.");
        }
        catch (Exception e) when (e is BadImageFormatException or TypeLoadException)
        {
            throw new InvalidDataException($"{assembly} is not an assembly that can be read: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        _paths.TryGetValue(assemblyName.Name ?? string.Empty, out var path) ? LoadFromAssemblyPath(path) : null;

    private static IEnumerable<string> AssemblyFiles(string fileOrFolder) =>
        Directory.Exists(fileOrFolder) ? Directory.EnumerateFiles(fileOrFolder, "*.dll") : [fileOrFolder];
}

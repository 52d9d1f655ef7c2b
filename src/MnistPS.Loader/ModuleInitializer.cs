using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace MnistPS.Loading;

/// <summary>
/// Runs when PowerShell imports the nested module, before it looks at the root module: from then on the engine,
/// <c>MnistPS.Core</c>, and with it all that it depends on, comes from the module's own load context.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    // PowerShell itself loads MnistPS.dll, the cmdlets, by path and into the default context. They refer to nothing but
    // PowerShell and the engine.
    private const string EngineAssemblyName = "MnistPS.Core";

    // One context for the life of the process: a second import must see the same types as the first, and libtorch
    // cannot be loaded twice.
    private static readonly Lazy<ModuleLoadContext> s_context = new(() => new ModuleLoadContext(LibraryDirectory));

    private static string LibraryDirectory =>
        Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "lib");

    /// <inheritdoc/>
    public void OnImport()
    {
        LoadEngine();
        AssemblyLoadContext.Default.Resolving += ResolveEngine;
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyLoadContext.Default.Resolving -= ResolveEngine;

    // Now, since PowerShell would make riddles of an exception that comes while it looks at the cmdlets.
    private static void LoadEngine()
    {
        try
        {
            s_context.Value.LoadFromAssemblyName(new AssemblyName(EngineAssemblyName));
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            var path = Path.Combine(LibraryDirectory, EngineAssemblyName + ".dll");
            throw new InvalidOperationException(
                $"The file '{path}' is missing or damaged: install the module MnistPS anew. {error.Message}", error);
        }
    }

    private static Assembly? ResolveEngine(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == EngineAssemblyName ? s_context.Value.LoadFromAssemblyName(name) : null;
}

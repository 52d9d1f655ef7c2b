using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace MnistPS.Loading;

/// <summary>
/// Runs when PowerShell imports the nested module, before it looks at the root module: from then on the name
/// <c>MnistPS</c> resolves to the assembly in the module's own load context.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string RootAssemblyName = "MnistPS";

    // One context for the life of the process: a second import must see the same types as the first, and libtorch
    // cannot be loaded twice.
    private static readonly Lazy<ModuleLoadContext> s_context = new(() => new ModuleLoadContext(RootAssemblyPath));

    private static string RootAssemblyPath =>
        Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "lib", RootAssemblyName + ".dll");

    /// <inheritdoc/>
    public void OnImport() => AssemblyLoadContext.Default.Resolving += ResolveRoot;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyLoadContext.Default.Resolving -= ResolveRoot;

    private static Assembly? ResolveRoot(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == RootAssemblyName ? s_context.Value.LoadFromAssemblyName(name) : null;
}

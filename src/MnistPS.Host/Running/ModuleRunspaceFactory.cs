using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace MnistPS.Hosting;

/// <summary>Opens a runspace with the module imported and the host's conveniences in it.</summary>
internal static class ModuleRunspaceFactory
{
    private const string ModulePathVariable = "PSModulePath";

    /// <summary>Opens it.</summary>
    /// <param name="host">Where it writes.</param>
    /// <param name="module">What it imports.</param>
    /// <param name="noProgress">Commands are told not to report progress.</param>
    /// <exception cref="ModuleNotLoadedException">The module does not load.</exception>
    public static Runspace Open(PSHost host, ModuleLocation module, bool noProgress)
    {
        var runspace = RunspaceFactory.CreateRunspace(host, StateWith(module, noProgress));
        try
        {
            runspace.Open();
        }
        catch (RuntimeException failure)
        {
            runspace.Dispose();
            throw new ModuleNotLoadedException($"{module.Manifest} does not load. {failure.Message}", failure);
        }

        SearchModulesIn(module.SearchFolder);
        return runspace;
    }

    /// <summary>
    /// <see cref="InitialSessionState.CreateDefault2"/>, since its sibling throws without the PowerShell SDK.
    /// </summary>
    private static InitialSessionState StateWith(ModuleLocation module, bool noProgress)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.RemoteSigned;
        if (noProgress)
            state.Variables.Add(new SessionStateVariableEntry(
                "ProgressPreference", ActionPreference.SilentlyContinue, "Set by -NoProgress."));

        Conveniences.AddMissingTo(state);
        state.ImportPSModule([module.Manifest]);
        return state;
    }

    /// <summary>Opening a runspace puts PowerShell's own folders in front, so this comes after.</summary>
    private static void SearchModulesIn(string folder)
    {
        var others = Environment.GetEnvironmentVariable(ModulePathVariable);
        var folders = string.IsNullOrEmpty(others) ? folder : folder + Path.PathSeparator + others;
        Environment.SetEnvironmentVariable(ModulePathVariable, folders);
    }
}

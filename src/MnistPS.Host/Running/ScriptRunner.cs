using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MnistPS.Hosting;

/// <summary>Runs scripts and texts, shows what they write, and says with which exit code they ended.</summary>
internal sealed class ScriptRunner(Runspace runspace, ModuleHost host, HostUserInterface screen, StopKey stopKey)
{
    private enum Outcome
    {
        Completed,
        Failed,
        Stopped,
    }

    /// <summary>Runs a script. Errors that do not end it leave the exit code at 0, as with <c>pwsh -File</c>.</summary>
    /// <param name="path">The full path of a .ps1 file.</param>
    /// <param name="words">What stands behind it on the command line.</param>
    /// <returns>The exit code.</returns>
    public int RunFile(string path, IEnumerable<string> words) =>
        ExitCodeOf(Execute(ScriptCall.Source(path, words)), ofCompleted: ExitCode.Success);

    /// <summary>Runs a text. The exit code is 1 where its last command failed, as with <c>pwsh -Command</c>.</summary>
    public int RunText(string text) =>
        ExitCodeOf(Execute(text), ofCompleted: LastCommandSucceeded ? ExitCode.Success : ExitCode.Failure);

    /// <summary>Runs what was typed at the prompt.</summary>
    public void RunTyped(string text) => Execute(text);

    /// <summary>Runs a text for its results and shows nothing.</summary>
    public IReadOnlyList<PSObject> Evaluate(string text)
    {
        using var powerShell = PowerShell.Create(runspace);
        return powerShell.AddScript(text).Invoke();
    }

    /// <summary>Only for what goes into the history does PowerShell leave $? as it was at the end.</summary>
    private PSInvocationSettings Settings => new() { Host = host, AddToHistory = true };

    private bool LastCommandSucceeded => runspace.SessionStateProxy.GetVariable("?") is not false;

    private int ExitCodeOf(Outcome outcome, int ofCompleted) => outcome switch
    {
        Outcome.Stopped => ExitCode.Interrupted,
        _ when host.RequestedExitCode is { } requested => requested,
        Outcome.Failed => ExitCode.Failure,
        _ => ofCompleted,
    };

    private Outcome Execute(string text)
    {
        using var powerShell = PowerShell.Create(runspace);
        using var watch = stopKey.Watch(powerShell);
        try
        {
            Shown(powerShell, text).Invoke(null, Settings);
            return watch.IsStopped ? Outcome.Stopped : Outcome.Completed;
        }
        catch (PipelineStoppedException)
        {
            return Outcome.Stopped;
        }
        catch (RuntimeException) when (watch.IsStopped)
        {
            return Outcome.Stopped;
        }
        catch (RuntimeException failure)
        {
            Show(failure);
            return Outcome.Failed;
        }
        finally
        {
            screen.EndProgress();
        }
    }

    /// <summary>Results and errors go to Out-Default together, so that they appear in the order they came in.</summary>
    private static PowerShell Shown(PowerShell powerShell, string text)
    {
        var command = new Command(text, isScript: true);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        powerShell.Commands.AddCommand(command).AddCommand("Out-Default");
        return powerShell;
    }

    private void Show(RuntimeException failure)
    {
        using var toErrors = screen.WriteToErrors();
        using var powerShell = PowerShell.Create(runspace);
        powerShell.AddCommand("Out-Default").Invoke(new[] { failure.ErrorRecord });
    }
}

using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;

namespace MnistPS.Tests.Hosting;

/// <summary>
/// A runspace with the built module in it, as a user has it after <c>Import-Module</c>. One for each test class,
/// through <c>IClassFixture&lt;ModuleRunspace&gt;</c>: variables stay from one <see cref="Run"/> to the next.
/// </summary>
public sealed class ModuleRunspace : IDisposable
{
    /// <summary>The width of the screen where a test names none.</summary>
    public const int DefaultWidth = 120;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    private readonly RecordingHost _host = new();
    private readonly Runspace _runspace;

    /// <summary>Opens the runspace and imports the module.</summary>
    public ModuleRunspace()
    {
        // As pwsh itself starts: the core commands, and the others when they are first called.
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule([BuildFacts.ModuleManifest]);
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();

        // Without it a property that does not exist is $null, and $null equals $null.
        Run("Set-StrictMode -Version 3").WithoutErrors();
    }

    /// <summary>What a user would see, and the answer to <c>-Confirm</c>.</summary>
    public RecordingUserInterface Screen => _host.Screen;

    /// <summary>Sets a variable of the session.</summary>
    public void Set(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Reads a variable of the session.</summary>
    public object? Get(string name) => _runspace.SessionStateProxy.GetVariable(name) is PSObject wrapped
        ? wrapped.BaseObject
        : _runspace.SessionStateProxy.GetVariable(name);

    /// <summary>Runs a script to its end. A terminating error is the last of the result's errors.</summary>
    /// <param name="script">The script.</param>
    /// <param name="input">What is piped into it, as <c>$input</c>.</param>
    public ScriptResult Run(string script, params object[] input)
    {
        using var powerShell = Prepare(script);
        var output = new PSDataCollection<PSObject>();
        try
        {
            powerShell.Invoke(input, output);
        }
        catch (RuntimeException)
        {
            // The state's reason is the same exception; ResultOf makes an error of it.
        }

        return ResultOf(powerShell, output);
    }

    /// <summary>Runs a script as at a prompt and returns what a user would see, without colours.</summary>
    /// <param name="script">The script.</param>
    /// <param name="width">Characters in a line of the screen.</param>
    public string Show(string script, int width = DefaultWidth)
    {
        var lines = new StringDecorated(ShowWithColours(script, width)).ToString(OutputRendering.PlainText);
        return string.Join('\n', lines.Split('\n').Select(line => line.TrimEnd())).Trim('\n');
    }

    /// <summary>As <see cref="Show"/>, exactly as it is written, with the escape sequences of the colours.</summary>
    public string ShowWithColours(string script, int width = DefaultWidth)
    {
        Screen.Width = width;
        Screen.Clear();
        using var powerShell = PowerShell.Create(_runspace);
        var command = new Command(script, isScript: true);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        powerShell.Commands.AddCommand(command).AddCommand("Out-Default");
        powerShell.Invoke();
        return Screen.Text;
    }

    /// <summary>Starts a script, waits until a condition holds, and stops it as Ctrl+C does.</summary>
    /// <param name="script">The script.</param>
    /// <param name="condition">Looks at what the script has written so far.</param>
    /// <param name="patience">How long the condition may take; 30 seconds where none is given.</param>
    /// <returns>What it had written, and how long it took to stop.</returns>
    public (ScriptResult Result, TimeSpan TimeToStop) StopWhen(
        string script, Func<PSDataStreams, PSDataCollection<PSObject>, bool> condition, TimeSpan? patience = null)
    {
        using var powerShell = Prepare(script);
        var output = new PSDataCollection<PSObject>();
        var running = powerShell.BeginInvoke<PSObject, PSObject>(input: null, output);
        WaitFor(() => condition(powerShell.Streams, output), running, patience ?? TimeSpan.FromSeconds(30));

        var stopping = Stopwatch.StartNew();
        powerShell.Stop();
        return (ResultOf(powerShell, output), stopping.Elapsed);
    }

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();

    private static void WaitFor(Func<bool> condition, IAsyncResult running, TimeSpan patience)
    {
        var waiting = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.False(running.IsCompleted, "The script ended before it could be stopped.");
            Assert.True(waiting.Elapsed < patience, $"The condition did not hold within {patience}.");
            Thread.Sleep(PollInterval);
        }
    }

    private static ScriptResult ResultOf(PowerShell powerShell, IEnumerable<PSObject> output) => new()
    {
        Output = [.. output],
        Errors = [.. powerShell.Streams.Error, .. TerminatingErrors(powerShell)],
        Warnings = [.. powerShell.Streams.Warning.Select(record => record.Message)],
        Verbose = [.. powerShell.Streams.Verbose.Select(record => record.Message)],
        Information = [.. powerShell.Streams.Information.Select(record => record.MessageData.ToString() ?? "")],
        Progress = [.. powerShell.Streams.Progress],
        State = powerShell.InvocationStateInfo.State,
    };

    private static IEnumerable<ErrorRecord> TerminatingErrors(PowerShell powerShell) =>
        powerShell.InvocationStateInfo is { State: PSInvocationState.Failed, Reason: IContainsErrorRecord failure }
            ? [failure.ErrorRecord]
            : [];

    private PowerShell Prepare(string script)
    {
        Screen.Clear();
        Screen.Width = DefaultWidth;
        return PowerShell.Create(_runspace).AddScript(script);
    }
}

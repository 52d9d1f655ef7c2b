using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;

namespace MnistPS.Hosting;

/// <summary>All that one run of the host holds: the terminal, the runspace and the key that stops.</summary>
internal sealed class HostSession : IDisposable
{
    private readonly ProgressDrawer _progress;
    private readonly LineEditor _editor;
    private readonly TerminalWriter _writer;
    private readonly HostUserInterface _screen;
    private readonly ModuleHost _host;
    private readonly Runspace _runspace;
    private readonly StopKey _stopKey = new();

    private HostSession(HostArguments arguments)
    {
        var module = ModuleLocation.Find();
        var terminal = Terminal.Detect();
        if (terminal.WantsPlainText)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

        _writer = new TerminalWriter(terminal);
        _progress = new ProgressDrawer(_writer, isSilent: arguments.NoProgress || !terminal.OutputCanRedraw);
        _editor = new LineEditor(_writer, _progress);
        var questions = new Questions(_writer, _editor, _stopKey, terminal.CanAsk && !arguments.NonInteractive);
        _screen = new HostUserInterface(terminal, _writer, _progress, questions);
        _host = new ModuleHost(_screen, _progress);
        _runspace = ModuleRunspaceFactory.Open(_host, module, arguments.NoProgress);
    }

    /// <summary>Prepares a run: finds the module, opens a runspace on the terminal, imports.</summary>
    /// <exception cref="ModuleNotLoadedException">The module is not there, or does not load.</exception>
    public static HostSession Open(HostArguments arguments)
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new HostSession(arguments);
    }

    /// <summary>Does what the command line asks for.</summary>
    /// <returns>The exit code.</returns>
    public int Run(HostArguments arguments)
    {
        var runner = new ScriptRunner(_runspace, _host, _screen, _stopKey);
        return arguments.Action switch
        {
            HostAction.RunFile => runner.RunFile(arguments.Text, arguments.ScriptWords),
            HostAction.RunCommand => runner.RunText(arguments.Text),
            HostAction.RunStandardInput => runner.RunText(Console.In.ReadToEnd()),
            _ => new InteractivePrompt(_runspace, _host, runner, _editor).Run(),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopKey.Dispose();
        _progress.Dispose();
        _runspace.Dispose();
    }
}

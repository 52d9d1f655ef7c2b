using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace MnistPS.Hosting;

/// <summary>Asks for a command, runs it, and asks again, until <c>exit</c> or Ctrl+D.</summary>
internal sealed class InteractivePrompt(Runspace runspace, ModuleHost host, ScriptRunner runner, LineEditor editor)
{
    private const string PlainPrompt = "PS> ";
    private const string ContinuationPrompt = ">> ";

    private readonly LineHistory _history = new();
    private readonly TabCompleter _completer = new(runspace);

    /// <summary>Runs until the user leaves.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        while (host.RequestedExitCode is null)
        {
            var command = ReadCommand();
            if (command is null)
                break;
            if (command.Trim().Length > 0)
                runner.RunTyped(command);
        }

        return host.RequestedExitCode ?? ExitCode.Success;
    }

    /// <summary>Reads lines until they make a whole command; an empty line ends one that does not.</summary>
    /// <returns>The command, empty where it was given up; null where the user leaves.</returns>
    private string? ReadCommand()
    {
        var typed = ReadLine(Prompt());
        var command = typed.Text;
        while (!typed.IsCancelled && typed.Text is { Length: > 0 } && IsIncomplete(command!))
        {
            typed = ReadLine(ContinuationPrompt);
            command += '\n' + typed.Text;
        }

        return typed.IsCancelled ? "" : command;
    }

    private TypedLine ReadLine(string prompt)
    {
        var typed = editor.Read(prompt, new LineEditorOptions { History = _history, Completer = _completer });
        if (typed is { IsCancelled: false, Text: { } line })
            _history.Add(line);
        return typed;
    }

    private static bool IsIncomplete(string command)
    {
        Parser.ParseInput(command, out _, out var errors);
        return Array.Exists(errors, error => error.IncompleteInput);
    }

    /// <summary>What the function <c>prompt</c> says, which is the user's to define.</summary>
    private string Prompt()
    {
        try
        {
            return string.Concat(runner.Evaluate("prompt"));
        }
        catch (RuntimeException)
        {
            return PlainPrompt;
        }
    }
}

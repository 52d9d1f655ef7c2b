using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace MnistPS.Hosting;

/// <summary>
/// The one place that writes to standard output and standard error: one thread at a time, without colours where nobody
/// sees them, and never through a progress bar.
/// </summary>
internal sealed class TerminalWriter(Terminal terminal)
{
    /// <summary>Held while anything is written, and by whoever draws several things that belong together.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Takes away what is drawn below the output; called before each piece of output.</summary>
    public Action? BeforeOutput { get; set; }

    /// <summary>The column, counted from 0, in which the output stopped: 0 where the last line was ended.</summary>
    public int Column { get; private set; }

    /// <summary>Writes to standard output.</summary>
    public void Write(string text)
    {
        lock (Gate)
        {
            BeforeOutput?.Invoke();
            Console.Out.Write(PSHostUserInterface.GetOutputString(text, terminal.OutputHasColours));
            Follow(text);
        }
    }

    /// <summary>Writes a line to standard output.</summary>
    public void WriteLine(string text) => Write(text + Environment.NewLine);

    /// <summary>Writes a line to standard error.</summary>
    public void WriteErrorLine(string text)
    {
        var line = text + Environment.NewLine;
        lock (Gate)
        {
            if (terminal.SharesErrors)
                BeforeOutput?.Invoke();
            Console.Error.Write(PSHostUserInterface.GetOutputString(line, terminal.ErrorHasColours));
            if (terminal.SharesErrors)
                Follow(line);
        }
    }

    /// <summary>Writes what is no output but drawing: as it is, and leaving <see cref="Column"/> as it was.</summary>
    public void Draw(string text)
    {
        lock (Gate)
            Console.Out.Write(text);
    }

    private void Follow(string text)
    {
        var lastBreak = text.LastIndexOfAny(['\n', '\r']);
        var start = lastBreak < 0 ? Column : 0;
        Column = (start + new StringDecorated(text[(lastBreak + 1)..]).ContentLength) % Terminal.Width;
    }
}

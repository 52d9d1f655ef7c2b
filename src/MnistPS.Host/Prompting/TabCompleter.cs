using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MnistPS.Hosting;

/// <summary>Completes what is being typed as PowerShell does; each Tab shows the next possibility.</summary>
/// <remarks>Of paths PowerShell knows none here: it completes them with commands that this host lacks.</remarks>
internal sealed class TabCompleter(Runspace runspace)
{
    private CommandCompletion? _possibilities;
    private string _typed = "";

    /// <summary>Another key was pressed: the next Tab asks anew.</summary>
    public void Forget() => _possibilities = null;

    /// <summary>Puts the next possibility into the line, or the previous one.</summary>
    public void Complete(LineBuffer line, bool forward)
    {
        _possibilities ??= Ask(line);
        if (_possibilities.GetNextResult(forward) is not { } result)
            return;

        var (start, length) = (_possibilities.ReplacementIndex, _possibilities.ReplacementLength);
        line.Set(
            _typed[..start] + result.CompletionText + _typed[(start + length)..],
            start + result.CompletionText.Length);
    }

    private CommandCompletion Ask(LineBuffer line)
    {
        _typed = line.Text;
        using var powerShell = PowerShell.Create(runspace);
        return CommandCompletion.CompleteInput(_typed, line.Cursor, options: null, powerShell);
    }
}

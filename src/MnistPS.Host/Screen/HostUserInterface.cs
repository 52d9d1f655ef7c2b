using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace MnistPS.Hosting;

/// <summary>Where PowerShell writes what a user sees and asks what a user knows.</summary>
internal sealed class HostUserInterface : PSHostUserInterface
{
    private readonly Terminal _terminal;
    private readonly TerminalWriter _writer;
    private readonly ProgressDrawer _progress;
    private readonly Questions _questions;
    private bool _writesToErrors;

    /// <summary>Connects PowerShell to the terminal.</summary>
    public HostUserInterface(Terminal terminal, TerminalWriter writer, ProgressDrawer progress, Questions questions)
    {
        (_terminal, _writer, _progress, _questions) = (terminal, writer, progress, questions);
        RawUI = new HostRawUserInterface(terminal);
    }

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; }

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => _terminal.OutputHasColours;

    /// <inheritdoc/>
    public override void Write(string value) => _writer.Write(value);

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        _writer.Write(Coloured(foregroundColor, backgroundColor, value));

    /// <inheritdoc/>
    public override void WriteLine(string value)
    {
        if (_writesToErrors)
            WriteErrorLine(value);
        else
            _writer.WriteLine(value);
    }

    /// <inheritdoc/>
    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        _writer.WriteLine(Coloured(foregroundColor, backgroundColor, value));

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => _writer.WriteErrorLine(Styled(FormatStyle.Error, value));

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteLabelled(FormatStyle.Warning, "WARNING", message);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteLabelled(FormatStyle.Verbose, "VERBOSE", message);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteLabelled(FormatStyle.Debug, "DEBUG", message);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Report(sourceId, record);

    /// <inheritdoc/>
    public override string ReadLine() => _questions.Ask("");

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => _questions.AskSecret("");

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) =>
        _questions.AskFields(caption, message, descriptions);

    /// <inheritdoc/>
    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        _questions.AskChoice(caption, message, choices, defaultChoice);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) =>
        _questions.AskCredential(caption, message, userName);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => PromptForCredential(caption, message, userName, targetName);

    /// <summary>
    /// Until the result is disposed, lines go to standard error: for an error that ended a pipeline, which comes back
    /// as an object and is shown like any other.
    /// </summary>
    public IDisposable WriteToErrors() => new ErrorsOnly(this);

    /// <summary>What was under way has ended: no progress is left on the screen.</summary>
    public void EndProgress() => _progress.Clear();

    private static string Coloured(ConsoleColor foreground, ConsoleColor background, string text) =>
        ColourOf(foreground, PSStyle.MapForegroundColorToEscapeSequence)
        + ColourOf(background, PSStyle.MapBackgroundColorToEscapeSequence)
        + text + Escape.ResetStyle;

    /// <summary>The terminal's own colours, which a host calls -1, need no sequence.</summary>
    private static string ColourOf(ConsoleColor colour, Func<ConsoleColor, string> toSequence) =>
        Enum.IsDefined(colour) ? toSequence(colour) : "";

    private static string Styled(FormatStyle style, string text) =>
        GetFormatStyleString(style) is { Length: > 0 } sequence ? sequence + text + Escape.ResetStyle : text;

    private void WriteLabelled(FormatStyle style, string label, string message) =>
        _writer.WriteLine(Styled(style, $"{label}: {message}"));

    private sealed class ErrorsOnly : IDisposable
    {
        private readonly HostUserInterface _screen;

        public ErrorsOnly(HostUserInterface screen) => (_screen, screen._writesToErrors) = (screen, true);

        public void Dispose() => _screen._writesToErrors = false;
    }
}

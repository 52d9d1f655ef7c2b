using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace MnistPS.Tests.Hosting;

/// <summary>
/// Keeps what is written as one text, with its colours, and answers the questions of <c>-Confirm</c> with
/// <see cref="Answer"/>.
/// </summary>
public sealed class RecordingUserInterface : PSHostUserInterface
{
    private readonly StringBuilder _text = new();
    private readonly RecordingRawUserInterface _raw = new();

    /// <summary>Characters in a line.</summary>
    public int Width
    {
        get => _raw.Width;
        set => _raw.Width = value;
    }

    /// <summary>The index of the choice that is made where a command asks; null makes asking an error.</summary>
    public int? Answer { get; set; }

    /// <summary>The questions that were asked.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>What was written since the last <see cref="Clear"/>, with line ends as <c>\n</c>.</summary>
    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString().ReplaceLineEndings("\n");
        }
    }

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI => _raw;

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => true;

    /// <summary>Forgets what was written and asked.</summary>
    public void Clear()
    {
        lock (_text)
            _text.Clear();
        Questions.Clear();
    }

    /// <inheritdoc/>
    public override void Write(string value)
    {
        lock (_text)
            _text.Append(value);
    }

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value) => Write(value + "\n");

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => WriteLine(value);

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    /// <inheritdoc/>
    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Questions.Add(message);
        return Answer ?? throw Unanswered();
    }

    /// <inheritdoc/>
    public override string ReadLine() => throw Unanswered();

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => throw Unanswered();

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) => throw Unanswered();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) => throw Unanswered();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw Unanswered();

    private static HostException Unanswered() => new("The tests' host has no answer to this question.");
}

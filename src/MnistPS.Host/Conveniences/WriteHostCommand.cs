using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace MnistPS.Hosting;

/// <summary>Writes a text to the screen, beside the pipeline.</summary>
[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    /// <summary>Information with this tag appears whatever $InformationPreference says.</summary>
    private const string HostTag = "PSHOST";

    /// <summary>What is written.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true)]
    [Alias("Msg", "Message")]
    [SuppressMessage("Naming", "CA1720", Justification = "The name that pwsh gave the parameter.")]
    public object? Object { get; set; }

    /// <summary>The line stays open.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <summary>What stands between several things.</summary>
    [Parameter]
    public string Separator { get; set; } = " ";

    /// <summary>The colour of the text.</summary>
    [Parameter]
    public ConsoleColor? ForegroundColor { get; set; }

    /// <summary>The colour behind the text.</summary>
    [Parameter]
    public ConsoleColor? BackgroundColor { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteInformation(
        new HostInformationMessage
        {
            Message = TextOf(Object),
            NoNewLine = NoNewline,
            ForegroundColor = ForegroundColor,
            BackgroundColor = BackgroundColor,
        },
        [HostTag]);

    private string TextOf(object? value) => LanguagePrimitives.GetEnumerable(value) is { } items and not string
        ? string.Join(Separator, items.Cast<object?>().Select(TextOf))
        : LanguagePrimitives.ConvertTo<string>(value) ?? "";
}

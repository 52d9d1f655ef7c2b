namespace MnistPS.Hosting;

/// <summary>What a line editor offers for one line.</summary>
internal sealed record LineEditorOptions
{
    /// <summary>Stars instead of what is typed.</summary>
    public bool IsSecret { get; init; }

    /// <summary>What the up and down keys go through.</summary>
    public LineHistory? History { get; init; }

    /// <summary>What the tab key asks.</summary>
    public TabCompleter? Completer { get; init; }
}

/// <summary>What was typed.</summary>
/// <param name="Text">The line; null at the end of the input (Ctrl+D).</param>
/// <param name="IsCancelled">Ctrl+C ended it.</param>
internal sealed record TypedLine(string? Text, bool IsCancelled = false);

namespace MnistPS.Build.Docs;

/// <summary>The kinds of <see cref="DocBlock"/>.</summary>
internal enum DocBlockKind
{
    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>An item of a list.</summary>
    Item,

    /// <summary>Lines of code, kept as they are.</summary>
    Code,
}

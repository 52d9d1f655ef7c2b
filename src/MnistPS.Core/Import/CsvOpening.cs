namespace MnistPS.Import;

/// <summary>How a CSV file begins: what is passed over before its first line, and what parts the columns of that line.</summary>
/// <param name="Skipped">Lines before the first one with content: empty ones and comments.</param>
/// <param name="Separator">What parts the columns.</param>
/// <param name="Comment">The last comment, without its sign, where NumPy writes the names of the columns; may be null.</param>
internal sealed record CsvOpening(int Skipped, char Separator, string? Comment)
{
    /// <summary>What a comment begins with.</summary>
    internal const char CommentSign = '#';

    private const string Separators = ",;\t|";

    /// <summary>Reads the beginning of a file.</summary>
    /// <param name="content">The text.</param>
    /// <returns>How it begins.</returns>
    internal static CsvOpening Read(Stream content)
    {
        using var reader = new StreamReader(content, leaveOpen: true);
        string? comment = null;
        var skipped = 0;
        for (; reader.ReadLine() is { } line; skipped++)
        {
            var text = line.Trim();
            if (text.StartsWith(CommentSign))
                comment = text.TrimStart(CommentSign).Trim();
            else if (text.Length > 0)
                return new CsvOpening(skipped, SeparatorOf(line), comment);
        }

        return new CsvOpening(skipped, Separators[0], comment);
    }

    /// <summary>Text from the first line with content on.</summary>
    /// <param name="content">The whole text.</param>
    /// <returns>A reader.</returns>
    internal TextReader SkipIn(Stream content)
    {
        var reader = new StreamReader(content);
        for (var line = 0; line < Skipped; line++)
            reader.ReadLine();
        return reader;
    }

    // The most frequent one outside quotes.
    private static char SeparatorOf(string line)
    {
        var outside = string.Concat(line.Split('"').Where((_, part) => part % 2 == 0));
        return Separators.MaxBy(separator => outside.Count(sign => sign == separator));
    }
}

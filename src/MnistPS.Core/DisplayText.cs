using System.Globalization;
using System.Text;

namespace MnistPS;

/// <summary>
/// Text that others have written (names in files, file names, words of servers), made fit to be shown: characters that
/// would steer a terminal are written as escapes.
/// </summary>
public static class DisplayText
{
    // Marks that turn the direction of writing, with which a text can be made to look like another (UAX #9).
    private const string DirectionMarks = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /// <summary>Escapes all control characters: <c>\u001b</c> for the one that begins a colour.</summary>
    /// <param name="text">The text; null is empty.</param>
    /// <returns>A text of one line.</returns>
    public static string Of(string? text)
    {
        if (IsHarmless(text))
            return text ?? string.Empty;
        var escaped = new StringBuilder(text!.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (IsHarmless(text, i))
                escaped.Append(text, i, length);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            i += length - 1;
        }

        return escaped.ToString();
    }

    /// <summary>Whether a text can be shown as it is.</summary>
    /// <param name="text">The text; null is empty.</param>
    /// <returns>Whether it holds no character that would be escaped.</returns>
    public static bool IsHarmless(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (!IsHarmless(text, i))
                return false;
            i += char.IsSurrogatePair(text, i) ? 1 : 0;
        }

        return true;
    }

    private static bool IsHarmless(string text, int index) =>
        !DirectionMarks.Contains(text[index]) && CharUnicodeInfo.GetUnicodeCategory(text, index) is not (
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate);
}

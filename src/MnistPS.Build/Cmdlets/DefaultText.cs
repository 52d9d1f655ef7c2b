using System.Text.RegularExpressions;

namespace MnistPS.Build.Cmdlets;

/// <summary>Finds defaults that comments tell in words.</summary>
internal static partial class DefaultText
{
    /// <summary>What a <c>value</c> element says: its text, with or without <c>Default:</c> before it.</summary>
    public static string? InValue(string text) => text.Length == 0 ? null : InSentence(text) ?? text.TrimEnd('.');

    /// <summary>What a sentence <c>Default: 0.5.</c> somewhere in a summary says; null where there is none.</summary>
    public static string? InSentence(string text)
    {
        var match = Sentence().Match(text);
        return match.Success ? match.Groups["value"].Value : null;
    }

    // A full stop inside a number does not end the sentence.
    [GeneratedRegex(@"\bDefault:\s*(?<value>.+?)(\.(\s|$)|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Sentence();
}

using System.Management.Automation.Host;

namespace MnistPS.Hosting;

/// <summary>The choices of a question, each with the key that stands behind <c>&amp;</c> in its label.</summary>
internal sealed class ChoiceMenu(IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
{
    /// <summary>The key that asks what the choices mean.</summary>
    public const string HelpKey = "?";

    /// <summary><c>[Y] Yes  [N] No  [?] Help (default is "Y"): </c>.</summary>
    public string Prompt =>
        string.Concat(choices.Select(choice => $"[{Key(choice)}] {Name(choice)}  "))
        + $"[{HelpKey}] Help{Default}: ";

    /// <summary>A line for each choice.</summary>
    public string Help =>
        string.Join(Environment.NewLine, choices.Select(choice => $"{Key(choice)} - {choice.HelpMessage}"));

    private string Default =>
        defaultChoice >= 0 && defaultChoice < choices.Count ? $" (default is \"{Key(choices[defaultChoice])}\")" : "";

    /// <summary>The index of the choice that is meant: by its key, its name, or by nothing for the default.</summary>
    public int? Find(string answer)
    {
        var wanted = answer.Trim();
        if (wanted.Length == 0)
            return defaultChoice >= 0 ? defaultChoice : null;

        return choices.Index()
            .Where(item => Means(item.Item, wanted))
            .Select(item => (int?)item.Index)
            .FirstOrDefault();
    }

    private static bool Means(ChoiceDescription choice, string answer) =>
        answer.Equals(Key(choice), StringComparison.OrdinalIgnoreCase)
        || answer.Equals(Name(choice), StringComparison.OrdinalIgnoreCase);

    private static string Name(ChoiceDescription choice) => choice.Label.Replace("&", "", StringComparison.Ordinal);

    private static string Key(ChoiceDescription choice) =>
        choice.Label.IndexOf('&', StringComparison.Ordinal) is >= 0 and var at && at + 1 < choice.Label.Length
            ? char.ToUpperInvariant(choice.Label[at + 1]).ToString()
            : choice.Label;
}

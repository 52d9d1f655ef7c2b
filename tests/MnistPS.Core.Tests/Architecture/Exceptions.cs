namespace MnistPS.Tests.Architecture;

/// <summary>Lists of what still breaks a rule, which can only become shorter.</summary>
internal static class Exceptions
{
    /// <summary>Fails where something breaks the rule that is not listed, and where something is listed that breaks it no more.</summary>
    internal static void AreExactly(IEnumerable<string> listed, IEnumerable<string> found)
    {
        var (known, seen) = (listed.ToHashSet(), found.ToHashSet());

        Assert.True(seen.IsSubsetOf(known), Lines("Against the rule:", seen.Except(known)));
        Assert.True(known.IsSubsetOf(seen), Lines("Mended, to be taken out of the list:", known.Except(seen)));
    }

    private static string Lines(string title, IEnumerable<string> lines) =>
        string.Join('\n', lines.Order(StringComparer.Ordinal).Select(line => $"  \"{line}\",").Prepend(title));
}

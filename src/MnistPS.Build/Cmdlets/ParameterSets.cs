namespace MnistPS.Build.Cmdlets;

/// <summary>Sorts parameters into parameter sets.</summary>
internal static class ParameterSets
{
    /// <summary>The parameter sets that some parameters make, the default one first.</summary>
    public static IReadOnlyList<ParameterSetHelp> Of(IReadOnlyList<ParameterHelp> parameters, string? defaultSet)
    {
        string[] names =
        [
            .. parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set)
                .Where(name => name != ParameterUse.AllSets)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(name => name.Equals(defaultSet, StringComparison.OrdinalIgnoreCase)),
        ];
        // A default set without a parameter of its own is a set none the less: that of the parameters of all sets.
        var hasDefault = defaultSet is null || names.Contains(defaultSet, StringComparer.OrdinalIgnoreCase);
        if (names.Length == 0 || !hasDefault)
        {
            names = [defaultSet ?? ParameterUse.AllSets, .. names];
        }

        return [.. names.Select(name => new ParameterSetHelp(name, Items(parameters, name)))];
    }

    // PowerShell's own order: by position, then the mandatory ones, then the others, each as declared.
    private static IReadOnlyList<(ParameterHelp Parameter, ParameterUse Use)> Items(
        IReadOnlyList<ParameterHelp> parameters, string set) =>
        [.. parameters
            .Select(parameter => (Parameter: parameter, Use: UseIn(parameter, set)))
            .Where(item => item.Use is not null)
            .Select(item => (item.Parameter, Use: item.Use!))
            .OrderBy(item => item.Use.Position ?? int.MaxValue)
            .ThenByDescending(item => item.Use.Mandatory)];

    private static ParameterUse? UseIn(ParameterHelp parameter, string set) =>
        parameter.Uses.FirstOrDefault(use => use.Set.Equals(set, StringComparison.OrdinalIgnoreCase))
        ?? parameter.Uses.FirstOrDefault(use => use.Set == ParameterUse.AllSets);
}

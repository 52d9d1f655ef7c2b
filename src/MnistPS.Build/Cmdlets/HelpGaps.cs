namespace MnistPS.Build.Cmdlets;

/// <summary>Finds what the help of a cmdlet must have and does not.</summary>
internal static class HelpGaps
{
    /// <summary>A code and a message for each gap.</summary>
    public static IEnumerable<(string Code, string Message)> In(IEnumerable<CmdletHelp> cmdlets) =>
        cmdlets.SelectMany(In);

    private static IEnumerable<(string Code, string Message)> In(CmdletHelp cmdlet)
    {
        if (cmdlet.Synopsis.Count == 0)
        {
            yield return (
                BuildErrors.CmdletWithoutSummary,
                $"{cmdlet.Name}: class {cmdlet.TypeName} has no <summary>.");
        }

        foreach (var parameter in cmdlet.Parameters.Where(parameter => parameter.Description.Count == 0))
        {
            yield return (
                BuildErrors.ParameterWithoutSummary,
                $"{cmdlet.Name}: parameter -{parameter.Name} ({cmdlet.TypeName}) has no <summary>.");
        }

        if (cmdlet.Examples.Count == 0)
        {
            yield return (
                BuildErrors.CmdletWithoutExample,
                $"{cmdlet.Name}: class {cmdlet.TypeName} has no <example> with <code>.");
        }
    }
}

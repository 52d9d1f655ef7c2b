namespace MnistPS.Build.Cmdlets;

/// <summary>Writes parameter sets as <c>Get-Command -Syntax</c> does.</summary>
internal static class CmdletSyntax
{
    /// <summary>The syntax of a parameter set.</summary>
    public static string Of(CmdletHelp cmdlet, ParameterSetHelp set) =>
        string.Join(
            ' ',
            [cmdlet.Name, .. set.Items.Select(item => Of(item.Parameter, item.Use)), "[<CommonParameters>]"]);

    private static string Of(ParameterHelp parameter, ParameterUse use)
    {
        var name = "-" + parameter.Name;
        var named = use.Position is null ? name : $"[{name}]";
        var whole = parameter.IsSwitch ? name : $"{named} {Value(parameter)}";
        return use.Mandatory ? whole : $"[{whole}]";
    }

    private static string Value(ParameterHelp parameter) =>
        parameter.Values.Count > 0 ? $"{{{string.Join(" | ", parameter.Values)}}}" : $"<{parameter.TypeName}>";
}

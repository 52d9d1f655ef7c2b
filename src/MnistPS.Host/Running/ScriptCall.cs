using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace MnistPS.Hosting;

/// <summary>
/// A script and the words behind it, as the line of PowerShell that calls it. The words read as <c>pwsh -File</c> reads
/// them: <c>-Name</c>, <c>-Name:value</c>, or a value, which is always a text that the script's own parameters convert.
/// </summary>
internal static partial class ScriptCall
{
    /// <summary>
    /// <c>exit N</c> in a script leaves N in $LASTEXITCODE and, for any N but 0, makes $? false; a script never
    /// entered, because its parameters did not fit, leaves $LASTEXITCODE empty. So what a program returned somewhere in
    /// a script that then came to its end does not count.
    /// </summary>
    private const string PassOnExitCode = "if (-not $?) { exit ($null -eq $LASTEXITCODE ? 1 : $LASTEXITCODE) }";

    /// <summary>Writes the line, and a second one that hands on the exit code.</summary>
    /// <param name="path">The full path of the script.</param>
    /// <param name="words">What stands behind it on the command line.</param>
    public static string Source(string path, IEnumerable<string> words) =>
        string.Join(' ', words.Select(Argument).Prepend(Quoted(path)).Prepend("&")) + "\n" + PassOnExitCode;

    private static string Argument(string word)
    {
        var match = ParameterSyntax().Match(word);
        if (!match.Success)
            return Quoted(word);

        var (name, value) = (match.Groups["name"].Value, match.Groups["value"]);
        return value.Success ? $"{name}:{TruthOf(value.Value) ?? Quoted(value.Value)}" : name;
    }

    /// <summary><c>-Switch:$false</c>, <c>-Switch:true</c>: the only values that are not handed on as text.</summary>
    private static string? TruthOf(string value) => value.TrimStart('$').ToLowerInvariant() switch
    {
        "true" => "$true",
        "false" => "$false",
        _ => null,
    };

    private static string Quoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    [GeneratedRegex(@"^(?<name>-[\p{L}_]\w*)(:(?<value>.+)?)?$", RegexOptions.Singleline)]
    private static partial Regex ParameterSyntax();
}

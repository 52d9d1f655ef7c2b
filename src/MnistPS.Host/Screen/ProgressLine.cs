using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace MnistPS.Hosting;

/// <summary>One activity as one line: bar, percentage and time first, so that they stay where they are.</summary>
internal static class ProgressLine
{
    private const int BarCells = 20;
    private const int IndentPerLevel = 2;
    private const char FullCell = '█';
    private const char EmptyCell = '░';

    /// <summary>Writes the line.</summary>
    /// <param name="record">The activity.</param>
    /// <param name="depth">How many activities it lies below.</param>
    /// <param name="width">The most characters that the line may have.</param>
    public static string Format(ProgressRecord record, int depth, int width)
    {
        var line = new StringBuilder().Append(' ', depth * IndentPerLevel);
        if (record.PercentComplete >= 0)
            line.Append(Bar(record.PercentComplete)).Append(Invariant($" {record.PercentComplete,3}%  "));
        if (record.SecondsRemaining >= 0)
            line.Append(TimeLeft(record.SecondsRemaining)).Append("  ");

        line.AppendJoin("  ", Texts(record).Where(text => !string.IsNullOrWhiteSpace(text)).Select(OnOneLine));
        return Cut(line.ToString(), width);
    }

    private static string?[] Texts(ProgressRecord record) =>
        [record.Activity, record.StatusDescription, record.CurrentOperation];

    private static string Bar(int percent)
    {
        var full = Math.Clamp(percent, 0, 100) * BarCells / 100;
        return new string(FullCell, full) + new string(EmptyCell, BarCells - full);
    }

    private static string TimeLeft(int seconds)
    {
        var left = TimeSpan.FromSeconds(seconds);
        return left.TotalHours < 1
            ? Invariant($"{left.Minutes:00}:{left.Seconds:00} left")
            : Invariant($"{(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00} left");
    }

    private static string OnOneLine(string? text) => text!.ReplaceLineEndings(" ").Replace('\e', ' ').Trim();

    private static string Cut(string line, int width) =>
        line.Length <= width ? line : line[..Math.Max(0, width - 1)] + '…';

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace MnistPS.Hosting;

/// <summary>The few ECMA-48 control sequences that the host writes.</summary>
internal static class Escape
{
    /// <summary>From the cursor to the end of the screen.</summary>
    public const string EraseBelow = "\e[J";

    /// <summary>Lines longer than the screen are cut instead of continued on the next row.</summary>
    public const string CutLongLines = "\e[?7l";

    /// <summary>Undoes <see cref="CutLongLines"/>.</summary>
    public const string WrapLongLines = "\e[?7h";

    /// <summary>Back to the terminal's own colours.</summary>
    public const string ResetStyle = "\e[0m";

    /// <summary>The cursor moves up by a number of rows, which may be 0.</summary>
    public static string Up(int rows) => rows > 0 ? Sequence(rows, 'A') : "";

    /// <summary>The cursor moves to a column, counted from 0.</summary>
    public static string Column(int column) => Sequence(column + 1, 'G');

    private static string Sequence(int number, char command) =>
        string.Create(CultureInfo.InvariantCulture, $"\e[{number}{command}");
}

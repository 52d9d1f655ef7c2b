using System.Runtime.InteropServices;

namespace MnistPS.Hosting;

/// <summary>What the process is attached to, found out once at the start.</summary>
internal sealed class Terminal
{
    /// <summary>The width, in characters, that tables get where there is no terminal to ask.</summary>
    public const int RedirectedWidth = 120;

    private const int RedirectedHeight = 50;

    private Terminal()
    {
        var understandsEscapes = UnderstandsEscapes();
        var wantsColours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

        WantsPlainText = !(understandsEscapes && wantsColours);
        CanAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected && understandsEscapes;
        OutputCanRedraw = !Console.IsOutputRedirected && understandsEscapes;
        OutputHasColours = OutputCanRedraw && wantsColours;
        ErrorHasColours = !Console.IsErrorRedirected && understandsEscapes && wantsColours;
        SharesErrors = !Console.IsErrorRedirected;
    }

    /// <summary>Colours are not wanted (<c>NO_COLOR</c>) or not understood, wherever the text goes.</summary>
    public bool WantsPlainText { get; }

    /// <summary>Somebody sits there who can answer.</summary>
    public bool CanAsk { get; }

    /// <summary>Lines can be drawn again in place.</summary>
    public bool OutputCanRedraw { get; }

    /// <summary>Standard output is a terminal that shows colours, and <c>NO_COLOR</c> is not set.</summary>
    public bool OutputHasColours { get; }

    /// <summary>As <see cref="OutputHasColours"/>, for standard error.</summary>
    public bool ErrorHasColours { get; }

    /// <summary>What is written to standard error appears on the screen, between the lines of the output.</summary>
    public bool SharesErrors { get; }

    /// <summary>Characters in a line.</summary>
    public static int Width => Measure(() => Console.WindowWidth, RedirectedWidth);

    /// <summary>Lines on the screen.</summary>
    public static int Height => Measure(() => Console.WindowHeight, RedirectedHeight);

    /// <summary>Looks at the process's standard streams.</summary>
    public static Terminal Detect() => new();

    private static int Measure(Func<int> ask, int otherwise)
    {
        if (Console.IsOutputRedirected)
            return otherwise;

        try
        {
            return ask() is > 0 and var size ? size : otherwise;
        }
        catch (IOException)
        {
            return otherwise;
        }
    }

    private static bool UnderstandsEscapes() => OperatingSystem.IsWindows()
        ? WindowsConsole.EnableEscapes()
        : Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>An older Windows console reads escape sequences only when asked to.</summary>
    private static class WindowsConsole
    {
        private const int StandardOutput = -11;
        private const uint VirtualTerminalProcessing = 4;

        public static bool EnableEscapes() =>
            GetStdHandle(StandardOutput) is var handle
            && GetConsoleMode(handle, out var mode)
            && SetConsoleMode(handle, mode | VirtualTerminalProcessing);

        [DllImport("kernel32.dll")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        private static extern nint GetStdHandle(int which);

        [DllImport("kernel32.dll")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        private static extern bool GetConsoleMode(nint handle, out uint mode);

        [DllImport("kernel32.dll")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        private static extern bool SetConsoleMode(nint handle, uint mode);
    }
}

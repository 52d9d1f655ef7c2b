using System.Management.Automation.Host;

namespace MnistPS.Hosting;

/// <summary>
/// The screen as PowerShell measures it. Only its size matters; what a stream of text cannot do is refused.
/// </summary>
internal sealed class HostRawUserInterface(Terminal terminal) : PSHostRawUserInterface
{
    /// <inheritdoc/>
    public override Size BufferSize
    {
        get => WindowSize;
        set => throw Unsupported();
    }

    /// <inheritdoc/>
    public override Size WindowSize
    {
        get => new(Terminal.Width, Terminal.Height);
        set => throw Unsupported();
    }

    /// <inheritdoc/>
    public override Size MaxWindowSize => WindowSize;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => WindowSize;

    /// <inheritdoc/>
    public override Coordinates WindowPosition
    {
        get => new(0, 0);
        set => throw Unsupported();
    }

    /// <inheritdoc/>
    public override Coordinates CursorPosition
    {
        get => terminal.CanAsk ? new(Console.CursorLeft, Console.CursorTop) : new(0, 0);
        set => SetCursor(value);
    }

    /// <inheritdoc/>
    public override int CursorSize { get; set; } = 25;

    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    /// <inheritdoc/>
    public override bool KeyAvailable => terminal.CanAsk && Console.KeyAvailable;

    /// <inheritdoc/>
    public override string WindowTitle
    {
        get => OperatingSystem.IsWindows() ? Console.Title : "";
        set => SetTitle(value);
    }

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (!terminal.CanAsk)
            throw NoTerminal.ToAnswer();

        var key = Console.ReadKey(intercept: options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, StateOf(key.Modifiers), keyDown: true);
    }

    /// <inheritdoc/>
    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
            Console.ReadKey(intercept: true);
    }

    /// <summary>Knows one rectangle, the whole screen, and empties it (<c>Clear-Host</c>).</summary>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        if (terminal.OutputCanRedraw)
            Console.Clear();
    }

    /// <inheritdoc/>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw Unsupported();

    /// <inheritdoc/>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Unsupported();

    /// <inheritdoc/>
    public override void ScrollBufferContents(
        Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw Unsupported();

    private static ControlKeyStates StateOf(ConsoleModifiers modifiers) =>
        (modifiers.HasFlag(ConsoleModifiers.Shift) ? ControlKeyStates.ShiftPressed : 0)
        | (modifiers.HasFlag(ConsoleModifiers.Alt) ? ControlKeyStates.LeftAltPressed : 0)
        | (modifiers.HasFlag(ConsoleModifiers.Control) ? ControlKeyStates.LeftCtrlPressed : 0);

    private static NotSupportedException Unsupported() =>
        new("This host writes a stream of text and has no such screen.");

    private void SetCursor(Coordinates position)
    {
        if (terminal.OutputCanRedraw)
            Console.SetCursorPosition(position.X, position.Y);
    }

    private void SetTitle(string title)
    {
        if (terminal.OutputCanRedraw)
            Console.Title = title;
    }
}

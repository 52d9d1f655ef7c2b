using System.Management.Automation.Host;

namespace MnistPS.Tests.Hosting;

/// <summary>A screen of which only the width matters.</summary>
public sealed class RecordingRawUserInterface : PSHostRawUserInterface
{
    private const int Height = 50;

    /// <summary>Characters in a line.</summary>
    public int Width { get; set; } = ModuleRunspace.DefaultWidth;

    /// <inheritdoc/>
    public override Size BufferSize
    {
        get => new(Width, Height);
        set => Width = value.Width;
    }

    /// <inheritdoc/>
    public override Size WindowSize
    {
        get => BufferSize;
        set => BufferSize = value;
    }

    /// <inheritdoc/>
    public override Size MaxWindowSize => BufferSize;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => BufferSize;

    /// <inheritdoc/>
    public override Coordinates CursorPosition { get; set; }

    /// <inheritdoc/>
    public override Coordinates WindowPosition { get; set; }

    /// <inheritdoc/>
    public override int CursorSize { get; set; }

    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor { get; set; }

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor { get; set; }

    /// <inheritdoc/>
    public override string WindowTitle { get; set; } = "";

    /// <inheritdoc/>
    public override bool KeyAvailable => false;

    /// <inheritdoc/>
    public override void FlushInputBuffer()
    {
    }

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void ScrollBufferContents(
        Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
}

using SkiaSharp;

namespace MnistPS.Charts;

/// <summary>Colours and sizes of all charts. The two colours of lines can be told apart by the colour-blind (Okabe and Ito 2008).</summary>
internal static class ChartStyle
{
    internal const float TitleSize = 21;
    internal const float SubtitleSize = 14;
    internal const float LabelSize = 14;
    internal const float TickSize = 13;

    /// <summary>Space between the edge of the picture and what is drawn.</summary>
    internal const float Margin = 24;

    /// <summary>Space that title and subtitle take.</summary>
    internal const float HeaderHeight = 84;

    internal static readonly SKColor Ink = new(0x1F, 0x29, 0x37);
    internal static readonly SKColor Muted = new(0x6B, 0x72, 0x80);
    internal static readonly SKColor Grid = new(0xE5, 0xE7, 0xEB);
    internal static readonly SKColor Paper = SKColors.White;
    internal static readonly SKColor Training = new(0x00, 0x72, 0xB2);
    internal static readonly SKColor Validation = new(0xD5, 0x5E, 0x00);

    /// <summary>Writes title and subtitle at the top left.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="title">The title.</param>
    /// <param name="subtitle">What stands below it.</param>
    internal static void DrawHeader(SKCanvas canvas, float width, string title, string subtitle)
    {
        var room = width - (2 * Margin);
        DrawText(canvas, title, Margin, 40, TitleSize, Ink, bold: true, room: room);
        DrawText(canvas, subtitle, Margin, 64, SubtitleSize, Muted, room: room);
    }

    /// <summary>Writes a line of text.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it stands, by <paramref name="align"/>.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="size">Size of the font.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="align">Whether it begins, ends or is centred at <paramref name="x"/>.</param>
    /// <param name="bold">Whether it stands out.</param>
    /// <param name="room">Width that it may take; it is written smaller where it would take more.</param>
    internal static void DrawText(
        SKCanvas canvas,
        string text,
        float x,
        float y,
        float size,
        SKColor color,
        SKTextAlign align = SKTextAlign.Left,
        bool bold = false,
        float room = float.PositiveInfinity)
    {
        text = DisplayText.Of(text);
        using var font = ChartFont.Create(size, bold);
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        font.Size = Math.Min(size, size * room / font.MeasureText(text));
        canvas.DrawText(text, x, y, align, font, paint);
    }
}

using MnistPS.Imaging.Pixels;
using SkiaSharp;

namespace MnistPS.Imaging.Writing;

/// <summary>Draws boxes and texts over a picture.</summary>
/// <remarks>The signs are drawn as strokes, so that they look the same on machines without any font.</remarks>
internal static class Annotation
{
    private const float LineShare = 0.004f;
    private const float TextShareOfBox = 0.4f;
    private const float SmallestText = 10;
    private const float NoteShareOfBox = 0.6f;
    private const float TallestNote = 0.28f;
    private const float SmallestNote = 8;

    // A sign is one unit high and this wide; the next follows after the advance.
    private const float SignWidth = 0.55f;
    private const float Advance = 0.75f;

    private static readonly SKColor s_colour = new(0xE6, 0x1E, 0x50);

    private static readonly Dictionary<char, string> s_signs = new()
    {
        ['0'] = "M.27 0C.62 0 .62 1 .27 1S-.07 0 .27 0Z",
        ['1'] = "M.08 .22L.32 0V1",
        ['2'] = "M.03 .25C.05 -.1 .52 -.08 .52 .26C.52 .5 .2 .7 .03 1H.55",
        ['3'] = "M.05 .12C.25 -.1 .52 .02 .5 .25C.5 .42 .35 .48 .2 .48C.4 .48 .54 .58 .54 .74C.54 1.04 .2 1.08 .02 .88",
        ['4'] = "M.38 1V0L0 .7H.55",
        ['5'] = "M.5 0H.1L.06 .45C.3 .32 .55 .45 .54 .68C.54 1.02 .18 1.08 .02 .88",
        ['6'] = "M.45 .03C.15 .1 .02 .45 .03 .68C.05 1.1 .54 1.1 .54 .7C.54 .36 .1 .36 .03 .68",
        ['7'] = "M.02 0H.55L.2 1",
        ['8'] = "M.27 .47C-.03 .4 .02 0 .27 0S.57 .4 .27 .47C-.1 .55 -.03 1 .27 1S.65 .55 .27 .47Z",
        ['9'] = "M.1 .97C.4 .9 .53 .55 .52 .32C.5 -.1 .01 -.1 .01 .3C.01 .64 .45 .64 .52 .32",
        ['%'] = "M.52 0L.03 1M.12 .08A.1 .1 0 1 1 .11 .08ZM.44 .72A.1 .1 0 1 1 .43 .72Z",
        ['.'] = "M.2 .97V1",
        ['-'] = "M.08 .5H.46",
        ['?'] = "M.05 .2C.1 -.1 .5 -.06 .5 .24C.5 .45 .27 .45 .27 .7M.27 .95V1",
    };

    internal static void Draw(SKBitmap bitmap, IReadOnlyList<DigitLabel> labels, double scaleX, double scaleY)
    {
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = s_colour, IsAntialias = true, Style = SKPaintStyle.Stroke };
        paint.StrokeJoin = SKStrokeJoin.Round;
        paint.StrokeCap = SKStrokeCap.Round;
        var line = Math.Max(2, LineShare * Math.Max(bitmap.Width, bitmap.Height));
        foreach (var label in labels)
        {
            var box = label.Box.Scale(scaleX, scaleY);
            paint.StrokeWidth = line;
            canvas.DrawRect(box.X, box.Y, box.Width, box.Height, paint);
            DrawText(canvas, paint, box, label.Text, line);
            if (label.Note.Length > 0)
                DrawNote(canvas, paint, box, label.Note, line, bitmap.Height);
        }
    }

    /// <summary>Above the box, or inside it where there is no room above.</summary>
    private static void DrawText(SKCanvas canvas, SKPaint paint, PixelBox box, string text, float line)
    {
        var height = Math.Max(SmallestText, TextShareOfBox * box.Height);
        var top = box.Y - height - (3 * line);
        DrawSigns(canvas, paint, text, box, top >= 0 ? top : box.Y + (3 * line), height, line);
    }

    /// <summary>Below the box, or inside it where there is no room below; no wider than digits of that height stand apart.</summary>
    private static void DrawNote(SKCanvas canvas, SKPaint paint, PixelBox box, string note, float line, int bottom)
    {
        var room = Math.Max(box.Width, NoteShareOfBox * box.Height);
        var height = Math.Max(SmallestNote, Math.Min(TallestNote * box.Height, room / WidthOf(note)));
        var top = box.Bottom + (3 * line);
        DrawSigns(canvas, paint, note, box, top + height <= bottom ? top : box.Bottom - height - (3 * line), height, line);
    }

    /// <summary>In heights of a sign.</summary>
    private static float WidthOf(string text) => (Advance * (text.Length - 1)) + SignWidth;

    private static void DrawSigns(SKCanvas canvas, SKPaint paint, string text, PixelBox box, float y, float height, float line)
    {
        var x = Math.Max(line, box.X + ((box.Width - (height * WidthOf(text))) / 2));
        foreach (var sign in text)
        {
            if (s_signs.TryGetValue(sign, out var outline))
                DrawSign(canvas, paint, outline, x, y, height);
            x += Advance * height;
        }
    }

    private static void DrawSign(SKCanvas canvas, SKPaint paint, string outline, float x, float y, float height)
    {
        using var path = SKPath.ParseSvgPathData(outline);
        path.Transform(SKMatrix.CreateScaleTranslation(height, height, x, y));

        // A white edge keeps the text readable on ink.
        var colour = paint.Color;
        paint.Color = SKColors.White;
        paint.StrokeWidth = height * 0.26f;
        canvas.DrawPath(path, paint);
        paint.Color = colour;
        paint.StrokeWidth = height * 0.12f;
        canvas.DrawPath(path, paint);
    }
}

namespace MnistPS.Data;

/// <summary>Draws images with characters. A character is about twice as high as wide, so it holds two pixels.</summary>
public static class ImageText
{
    private const int PixelsPerCharacter = 2;

    // Below the middle, since strokes of MNIST have soft edges: thin ones would break at 128.
    private const int InkThreshold = 96;
    private const string HalfBlocks = " ▀▄█";
    private const string Shades = " ░▒▓█";
    private const string AsciiShades = " .:-=+*#%@";

    /// <summary>Draws an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="style">With which characters.</param>
    /// <returns>Lines of as many characters as the image is pixels wide, half as many as it is high.</returns>
    public static IReadOnlyList<string> Draw(DigitImage image, ImageTextStyle style = ImageTextStyle.Block)
    {
        var lines = new string[(image.Height + 1) / PixelsPerCharacter];
        for (var i = 0; i < lines.Length; i++)
        {
            var upper = i * PixelsPerCharacter;
            lines[i] = string.Create(image.Width, (image, upper, style), static (line, state) =>
            {
                for (var column = 0; column < line.Length; column++)
                    line[column] = Character(state.image, state.upper, column, state.style);
            });
        }

        return lines;
    }

    private static char Character(DigitImage image, int upper, int column, ImageTextStyle style)
    {
        var above = image.Pixels[(upper * image.Width) + column];
        var below = upper + 1 < image.Height ? image.Pixels[((upper + 1) * image.Width) + column] : (byte)0;
        return style switch
        {
            ImageTextStyle.Block => HalfBlocks[(above >= InkThreshold ? 1 : 0) + (below >= InkThreshold ? 2 : 0)],
            ImageTextStyle.Shade => Shade(Shades, above, below),
            _ => Shade(AsciiShades, above, below),
        };
    }

    private static char Shade(string shades, byte above, byte below)
    {
        var mean = (above + below) / (2d * byte.MaxValue);
        return shades[(int)Math.Round(mean * (shades.Length - 1))];
    }
}

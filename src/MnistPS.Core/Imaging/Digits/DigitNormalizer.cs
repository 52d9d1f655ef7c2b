using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>Brings a digit, cut out, to MNIST's form.</summary>
internal static class DigitNormalizer
{
    /// <summary>The longer side of a digit in MNIST.</summary>
    internal const int DigitSide = 20;

    /// <summary>The sides of an image in MNIST.</summary>
    internal const int ImageSide = 28;

    /// <summary>The pixel on which MNIST puts the centre of mass, counted from 0.</summary>
    internal const int Centre = 14;

    // Outlines are worked on with this length, eight times the final one.
    private const int WorkingSide = 160;

    private const double ThinnestWorkingStroke = 2.5;

    private const float Outline = 0.5f;

    // One-pixel diagonals, scaled up, sink below one half between two pixels.
    private const float OutlineScaledUp = 0.42f;
    private const double ScaledUp = 1.5;

    // MNIST's strokes per longest side, measured by StrokePerSide: median 0.129, a tenth below 0.097 and above 0.179.
    private const double ThinnestStroke = 0.10;
    private const double ThinStrokeTarget = 0.12;
    private const double ThickestStroke = 0.19;
    private const double ThickStrokeTarget = 0.17;

    // Never take away more of a stroke than this share of its width, so that its weak places survive.
    private const double MostThinning = 0.35;

    /// <summary>All stages at once.</summary>
    /// <param name="soft">The digit alone: 0 ground to 1 ink, 0.5 on its outline, with a margin.</param>
    /// <param name="normalizeStroke">Whether strokes become as wide as MNIST's.</param>
    /// <returns>28×28 bytes, 0 ground, 255 ink.</returns>
    internal static byte[] Normalize(GrayImage soft, bool normalizeStroke) =>
        CentreByMass(Scale(AdjustStroke(soft, normalizeStroke).Drawn));

    /// <summary>Makes strokes that are thinner or thicker than MNIST's as wide as some of MNIST's.</summary>
    /// <param name="soft">The digit alone: 0 ground to 1 ink, 0.5 on its outline, with a margin.</param>
    /// <param name="normalizeStroke">Whether it is done; else only measured.</param>
    /// <returns>The digit anew; its strokes' width before, and by how much it grew, in pixels of the final size.</returns>
    internal static (GrayImage Drawn, double Stroke, double Growth) AdjustStroke(GrayImage soft, bool normalizeStroke)
    {
        var large = ToWorkingSize(soft, out var outline);
        var mask = Array.ConvertAll(large.Pixels, v => v > outline);
        var inside = DistanceTransform.Signed(mask, large.Width, large.Height);
        var stroke = StrokePerSide(inside, WorkingSide);
        var growth = normalizeStroke ? Growth(stroke) : 0;
        var drawn = Draw(inside, large.Width, large.Height, growth);
        return (drawn, stroke * DigitSide, 2 * growth / WorkingSide * DigitSide);
    }

    internal static GrayImage ToWorkingSize(GrayImage soft, out float outline)
    {
        var scale = (double)WorkingSide / soft.LongestSide;
        var width = Math.Max(3, (int)Math.Round(soft.Width * scale));
        var height = Math.Max(3, (int)Math.Round(soft.Height * scale));
        outline = scale > ScaledUp ? OutlineScaledUp : Outline;
        var large = scale <= 1
            ? Resampling.Area(Thicken(soft, scale), width, height)
            : Plane.BoxBlur(Resampling.Bilinear(soft, width, height), (int)(scale / 3));
        var margin = WorkingSide / 8;
        return Pad(large, margin);
    }

    /// <summary>Strokes of a pixel or two would fade away when scaled down, so they are made wider before.</summary>
    private static GrayImage Thicken(GrayImage soft, double scale)
    {
        var parts = InkParts.Find(Array.ConvertAll(soft.Pixels, v => v >= Outline), soft);
        var lacking = (ThinnestWorkingStroke / scale) - parts.TypicalStroke();
        return lacking > 0 ? Plane.Dilate(soft, (int)Math.Ceiling(lacking / 2)) : soft;
    }

    /// <summary>A band of width w lies w/4 from its edges in the mean.</summary>
    internal static double StrokePerSide(float[] signedDistance, int side)
    {
        double sum = 0;
        var count = 0;
        foreach (var distance in signedDistance)
        {
            if (distance > 0)
            {
                sum += distance;
                count++;
            }
        }

        return count == 0 ? 0 : 4 * sum / count / side;
    }

    /// <summary>By how many working pixels the outline moves outwards; negative inwards.</summary>
    private static double Growth(double stroke)
    {
        if (stroke < ThinnestStroke)
            return GrowthTo(ThinStrokeTarget, stroke);
        return stroke <= ThickestStroke
            ? 0
            : Math.Max(GrowthTo(ThickStrokeTarget, stroke), -MostThinning * stroke * WorkingSide / 2);
    }

    /// <summary>The longer side grows with the stroke: (w + 2r) / (side + 2r) = target.</summary>
    private static double GrowthTo(double target, double stroke) =>
        WorkingSide * (target - stroke) / (2 * (1 - target));

    private static GrayImage Draw(float[] inside, int width, int height, double growth)
    {
        var drawn = new GrayImage(width, height);
        for (var i = 0; i < inside.Length; i++)
            drawn.Pixels[i] = Math.Clamp((float)(inside[i] + growth + 0.5), 0f, 1f);
        return drawn;
    }

    /// <summary>Crops to the ink and scales the longer side to MNIST's.</summary>
    internal static GrayImage Scale(GrayImage drawn)
    {
        var box = InkBox(drawn);
        var scale = (double)DigitSide / box.LongestSide;
        var width = Math.Max(1, (int)Math.Round(box.Width * scale));
        var height = Math.Max(1, (int)Math.Round(box.Height * scale));
        return Resampling.Area(Plane.Crop(drawn, box), width, height);
    }

    private static PixelBox InkBox(GrayImage image)
    {
        PixelBox? box = null;
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                if (image[x, y] > Outline)
                {
                    var pixel = new PixelBox(x, y, 1, 1);
                    box = box?.Union(pixel) ?? pixel;
                }
            }
        }

        return box ?? new PixelBox(0, 0, image.Width, image.Height);
    }

    /// <summary>Puts the centre of mass into the middle of 28×28 pixels.</summary>
    internal static byte[] CentreByMass(GrayImage digit)
    {
        double mass = 0, sumX = 0, sumY = 0;
        float peak = 0;
        for (var i = 0; i < digit.Pixels.Length; i++)
        {
            var value = digit.Pixels[i];
            mass += value;
            sumX += value * (i % digit.Width);
            sumY += value * (i / digit.Width);
            peak = Math.Max(peak, value);
        }

        var left = Shift(sumX / mass, digit.Width);
        var top = Shift(sumY / mass, digit.Height);
        var pixels = new byte[ImageSide * ImageSide];
        for (var i = 0; i < digit.Pixels.Length; i++)
        {
            int x = left + (i % digit.Width), y = top + (i / digit.Width);
            pixels[(y * ImageSide) + x] = (byte)MathF.Round(digit.Pixels[i] / peak * 255f);
        }

        return pixels;
    }

    /// <summary>Whole pixels, as MNIST; a lopsided digit stays inside.</summary>
    private static int Shift(double centre, int length) =>
        Math.Clamp((int)Math.Round(Centre - centre), 0, ImageSide - length);

    private static GrayImage Pad(GrayImage image, int margin)
    {
        var result = new GrayImage(image.Width + (2 * margin), image.Height + (2 * margin));
        for (var y = 0; y < image.Height; y++)
            image.Row(y).CopyTo(result.Row(y + margin)[margin..]);
        return result;
    }
}

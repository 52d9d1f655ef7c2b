using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Structure;

/// <summary>Finds a sheet that lies on something of quite another tone: paper on a dark table, a blackboard on a white wall.</summary>
/// <remarks>What lies around it is painted over with the sheet's own tone, so that its outline is not taken for ink.</remarks>
internal static class SheetFinder
{
    private const int WorkingSide = 128;
    private const double SmallestSheet = 0.2;
    private const double SmallestSurrounding = 0.03;

    private const double BorderContact = 0.2;
    private const int FewestCorners = 2;

    // A shadow leaves more of the light than this; a dark table does not.
    private const double DarkestShare = 0.42;

    // How much of a sheet is ink at most.
    private const double MostInk = 0.35;
    private const int InkSide = 400;
    private const double InkWindow = 0.1;
    private const float FaintestInk = 0.15f;
    private const double SmallestDigit = 0.03;

    // Across the edge of a sheet the tone changes at once, across that of a shadow slowly.
    private const double SharpEdge = 0.75;
    private const int EdgeReach = 2;

    // A sheet fills its tightest rectangle at any angle so far; a 0 drawn broadly fills π/4.
    private const double Rectangular = 0.82;
    private const int Angles = 30;

    // Pixels of the small picture that are left out along the sheet's edge, where tones mix.
    private const int EdgeWidth = 3;

    /// <summary>The picture with only the sheet left, or null where there is no such sheet.</summary>
    internal static GrayImage? Isolate(GrayImage image)
    {
        var small = Resampling.ShrinkTo(image, WorkingSide);
        var sheet = Find(small, light: true) ?? Find(small, light: false);
        if (sheet is null)
            return null;
        var alone = PaintAround(image, small, sheet);
        return HoldsInk(alone) ? alone : null;
    }

    /// <summary>A broad white stroke on black looks like a sheet, but like an empty one.</summary>
    private static bool HoldsInk(GrayImage alone)
    {
        var small = Resampling.ShrinkTo(alone, InkSide);
        return HoldsDarkInk(small) || HoldsDarkInk(Plane.Invert(small));
    }

    private static bool HoldsDarkInk(GrayImage image)
    {
        var strength = LightEvening.InkStrength(image, InkWindow * image.LongestSide);
        if (InkThreshold.Find(strength) is not float threshold || InkThreshold.Darkest(strength) < FaintestInk)
            return false;
        var parts = InkParts.Find(InkThreshold.Apply(strength, threshold), strength);
        var digit = SmallestDigit * image.LongestSide;
        return parts.All.Exists(part => part.BorderContact == 0 && part.Box.LongestSide >= digit);
    }

    private static bool[]? Find(GrayImage small, bool light)
    {
        var split = Otsu.Split(small.Pixels);
        var tone = Array.ConvertAll(small.Pixels, v => v > split == light);
        var parts = InkParts.Find(tone, small);
        var largest = parts.All.MaxBy(part => part.Area);
        if (largest is null || largest.Area < SmallestSheet * tone.Length)
            return null;
        var region = Array.ConvertAll(parts.Labels, label => label == largest.Label);
        var filled = Holes.Fill(region, small.Width, small.Height);
        return IsSheet(small, region, filled, light) ? filled : null;
    }

    private static bool IsSheet(GrayImage small, bool[] region, bool[] filled, bool light)
    {
        var total = filled.Length;
        int size = filled.Count(f => f), ink = size - region.Count(r => r);
        var around = (double)(total - size) / total;
        var inked = (double)ink / size;
        if (around < SmallestSurrounding || inked > MostInk)
            return false;
        if (!SurroundsReachBorder(filled, small.Width, small.Height))
            return false;
        double inside = Mean(small, region, true), outside = Mean(small, filled, false);
        var contrast = light ? outside / Math.Max(inside, 1e-3) : inside / Math.Max(outside, 1e-3);
        return contrast < DarkestShare && EdgeStep(small, filled) > SharpEdge * Math.Abs(inside - outside) && size >= Rectangular * TightestRectangle(filled, small.Width, small.Height);
    }

    /// <summary>A table shows along a side of the picture and in its corners; digits that touch the border do not.</summary>
    private static bool SurroundsReachBorder(bool[] filled, int width, int height)
    {
        int[] corners = [0, width - 1, (height - 1) * width, (height * width) - 1];
        var contact = 0;
        for (var i = 0; i < filled.Length; i++)
        {
            int x = i % width, y = i / width;
            var border = x == 0 || y == 0 || x == width - 1 || y == height - 1;
            contact += border && !filled[i] ? 1 : 0;
        }

        return corners.Count(i => !filled[i]) >= FewestCorners && contact >= BorderContact * 2 * (width + height);
    }

    /// <summary>The median change of tone across the outline, from two pixels inside to two pixels outside.</summary>
    private static double EdgeStep(GrayImage image, bool[] filled)
    {
        var steps = new List<float>();
        void Compare(int x, int y, int stepX, int stepY)
        {
            int inX = x - (EdgeReach * stepX), inY = y - (EdgeReach * stepY);
            int outX = x + ((EdgeReach + 1) * stepX), outY = y + ((EdgeReach + 1) * stepY);
            if (filled[(y * image.Width) + x] != filled[((y + stepY) * image.Width) + x + stepX]
                && inX >= 0 && inY >= 0 && outX < image.Width && outY < image.Height)
            {
                steps.Add(Math.Abs(image[inX, inY] - image[outX, outY]));
            }
        }

        for (var y = 0; y < image.Height - 1; y++)
        {
            for (var x = 0; x < image.Width - 1; x++)
            {
                Compare(x, y, 1, 0);
                Compare(x, y, 0, 1);
            }
        }

        return steps.Count == 0 ? 0 : steps.Order().ElementAt(steps.Count / 2);
    }

    private static double Mean(GrayImage image, bool[] mask, bool value)
    {
        double sum = 0;
        var count = 0;
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] == value)
            {
                sum += image.Pixels[i];
                count++;
            }
        }

        return sum / Math.Max(1, count);
    }

    private static double TightestRectangle(bool[] mask, int width, int height)
    {
        var best = (double)width * height;
        for (var a = 0; a < Angles; a++)
        {
            var angle = Math.PI / 2 * a / Angles;
            best = Math.Min(best, RectangleAt(mask, width, Math.Cos(angle), Math.Sin(angle)));
        }

        return best;
    }

    private static double RectangleAt(bool[] mask, int width, double cos, double sin)
    {
        double left = double.MaxValue, right = double.MinValue, top = double.MaxValue, bottom = double.MinValue;
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i])
            {
                int x = i % width, y = i / width;
                double u = (cos * x) + (sin * y), v = (cos * y) - (sin * x);
                left = Math.Min(left, u);
                right = Math.Max(right, u);
                top = Math.Min(top, v);
                bottom = Math.Max(bottom, v);
            }
        }

        return (right - left + 1) * (bottom - top + 1);
    }

    private static GrayImage PaintAround(GrayImage image, GrayImage small, bool[] sheet)
    {
        // The border of the picture is no edge of the sheet: only the surroundings eat into it.
        var outside = Plane.Dilate(Plane.FromMask(Array.ConvertAll(sheet, s => !s), small.Width, small.Height), EdgeWidth);
        var tone = LightEvening.MeanWhere(small, Array.ConvertAll(outside.Pixels, v => v > 0.5f));
        var paint = Resampling.Bilinear(tone, image.Width, image.Height);
        var cover = Resampling.Bilinear(outside, image.Width, image.Height);
        var pixels = new float[image.Pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = image.Pixels[i] + (cover.Pixels[i] * (paint.Pixels[i] - image.Pixels[i]));
        return image.WithPixels(image.Width, image.Height, pixels);
    }
}

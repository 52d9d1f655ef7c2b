using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Structure;

/// <summary>Erases the box of a form where a digit touches it, so that box and digit are one piece of ink.</summary>
internal static class FrameEraser
{
    // What is left inside must be a digit's size, or the "frame" is an angular 0.
    private const double DigitLength = 0.2;

    private const int SmallestSide = 12;

    /// <summary>Erases all frames that hold something of a digit's size.</summary>
    /// <param name="mask">Ink or ground, pixel by pixel.</param>
    /// <param name="strength">0 ground, 1 black.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The mask without frames; the same mask where there are none.</returns>
    internal static bool[] Erase(bool[] mask, GrayImage strength, CancellationToken cancellation)
    {
        var parts = InkParts.Find(mask, strength);
        var erased = mask;
        foreach (var part in parts.All.Where(p => p.Box.Width >= SmallestSide && p.Box.Height >= SmallestSide))
        {
            cancellation.ThrowIfCancellationRequested();
            if (FindOutline(parts, part) is not { } outline)
                continue;
            erased = erased == mask ? (bool[])mask.Clone() : erased;
            outline.ForEach(pixel => erased[pixel] = false);
            if (!HoldsDigit(erased, strength, part.Box))
                outline.ForEach(pixel => erased[pixel] = true);
        }

        return erased;
    }

    // The pixels of all four sides of a frame; null where the part is none.
    private static List<int>? FindOutline(InkParts parts, InkPart part)
    {
        var outline = new List<int>();
        foreach (var across in new[] { false, true })
        {
            foreach (var far in new[] { false, true })
            {
                if (!new FrameSide(parts, part, across, far).TryAddTo(outline))
                    return null;
            }
        }

        return outline;
    }

    // Only what lies inside the box counts: the box is looked at with a border of one pixel, which what sticks out touches.
    private static bool HoldsDigit(bool[] mask, GrayImage strength, PixelBox box)
    {
        var around = box.Grow(1, strength.Width, strength.Height);
        var inside = new bool[around.Width * around.Height];
        for (var y = 0; y < around.Height; y++)
            mask.AsSpan(((around.Y + y) * strength.Width) + around.X, around.Width).CopyTo(inside.AsSpan(y * around.Width));
        var parts = InkParts.Find(inside, new GrayImage(around.Width, around.Height));
        return parts.All.Exists(part => part.Box.LongestSide >= DigitLength * Math.Min(box.Width, box.Height)
            && part.Box.X + around.X >= box.X && part.Box.Y + around.Y >= box.Y
            && part.Box.Right + around.X <= box.Right && part.Box.Bottom + around.Y <= box.Bottom);
    }
}

using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Ink;

/// <summary>Tells what cannot be a digit: specks, frames, and what reaches in from beyond the border (a table, a finger).</summary>
internal static class Clutter
{
    /// <summary>A part is a speck where it is shorter than this share of the longest part.</summary>
    private const double SpeckLength = 0.08;
    private const double SpeckArea = 0.012;

    /// <summary>A digit that was cut off touches the border with a stroke or two, not with so much of the picture's outline.</summary>
    private const double BorderShare = 0.12;

    private const double AlongSide = 0.7;
    private const double PieceArea = 0.1;
    private const double PaleShare = 0.7;
    private const double VeryPaleShare = 0.55;
    private const double BroadFactor = 1.8;
    private const double BroadContact = 2.5;

    /// <summary>Smaller than this share of the picture's longest side, a part is no reason to think the others clutter.</summary>
    private const double DigitLength = 0.05;

    /// <summary>So much of a frame's ink lies along its bounding box.</summary>
    private const double FrameShare = 0.8;
    private const double FrameBand = 0.08;

    public static InkParts Remove(InkParts parts)
    {
        InkParts inside = WithoutBorderClutter(parts);
        InkParts unframed = WithoutFrames(inside);
        return WithoutSpecks(unframed);
    }

    private static InkParts WithoutBorderClutter(InkParts parts)
    {
        double digit = DigitLength * Math.Max(parts.Width, parts.Height);
        var inside = parts.All.FindAll(part =>
            part.BorderContact == 0 && part.Box.LongestSide >= digit && part.Area > Math.Max(12, part.Box.LongestSide));
        if (inside.Count > 0)
        {
            double largest = inside.Max(part => part.Area);
            inside.RemoveAll(part => part.Area < PieceArea * largest);
            double stroke = inside.Average(part => part.StrokeWidth);
            double strength = inside.Average(part => part.MeanStrength);
            double side = Math.Min(parts.Width, parts.Height);
            return parts.Keep(part => !ReachesIn(part, stroke, strength) && part.BorderContact < AlongSide * side);
        }

        double outline = 2.0 * (parts.Width + parts.Height);
        bool ReachesFar(InkPart part) => part.BorderContact > BorderShare * outline;
        var others = parts.All.FindAll(part => !ReachesFar(part) && part.Box.LongestSide >= digit
            && part.BorderContact <= BroadContact * part.StrokeWidth);
        double thickest = others.Count == 0 ? double.MaxValue : others.Max(part => part.StrokeWidth);
        return parts.Keep(part => !ReachesFar(part) || part.StrokeWidth < BroadFactor * thickest);
    }

    /// <summary>A shadow or a thing at the border: paler or broader than the ink inside, and not just a stroke that was cut off.</summary>
    private static bool ReachesIn(InkPart part, double stroke, double strength)
    {
        bool pale = part.MeanStrength < PaleShare * strength;
        bool broad = part.StrokeWidth > BroadFactor * stroke;
        return part.BorderContact > 0
            && (part.MeanStrength < VeryPaleShare * strength || (part.BorderContact > BroadContact * stroke && (pale || broad)));
    }

    private static InkParts WithoutFrames(InkParts parts)
    {
        var frames = parts.All.Where(part => IsFrame(part, parts)).ToHashSet();
        return frames.Count == 0 || frames.Count == parts.All.Count ? parts : parts.Keep(part => !frames.Contains(part));
    }

    /// <summary>A hollow rectangle with something of size in it.</summary>
    private static bool IsFrame(InkPart part, InkParts parts)
    {
        PixelBox box = part.Box;
        bool holdsSomething = parts.All.Exists(other => other != part && Contains(box, other.Box)
            && other.Box.LongestSide > 0.2 * Math.Min(box.Width, box.Height) && other.Area > 2 * other.StrokeWidth * other.StrokeWidth);
        if (!holdsSomething)
        {
            return false;
        }

        int band = Math.Max(2, (int)(FrameBand * Math.Min(box.Width, box.Height)));
        int along = 0;
        for (int y = box.Y; y < box.Bottom; y++)
        {
            for (int x = box.X; x < box.Right; x++)
            {
                bool atEdge = Math.Min(Math.Min(x - box.X, box.Right - 1 - x), Math.Min(y - box.Y, box.Bottom - 1 - y)) < band;
                along += atEdge && parts.Labels[(y * parts.Width) + x] == part.Label ? 1 : 0;
            }
        }

        return along > FrameShare * part.Area;
    }

    private static bool Contains(PixelBox outer, PixelBox inner) =>
        inner.X >= outer.X && inner.Y >= outer.Y && inner.Right <= outer.Right && inner.Bottom <= outer.Bottom;

    private static InkParts WithoutSpecks(InkParts parts)
    {
        if (parts.All.Count == 0)
        {
            return parts;
        }

        double longest = parts.All.Max(part => part.Box.LongestSide);
        double largest = parts.All.Max(part => part.Area);
        return parts.Keep(part => part.Box.LongestSide >= SpeckLength * longest && part.Area >= SpeckArea * largest);
    }
}

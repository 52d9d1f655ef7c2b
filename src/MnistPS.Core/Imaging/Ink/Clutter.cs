using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Ink;

/// <summary>Tells what cannot be a digit: specks, frames, and what reaches in from beyond the border (a table, a finger).</summary>
internal static class Clutter
{
    // A part is a speck where it is shorter than this share of the longest part.
    private const double SpeckLength = 0.08;
    private const double SpeckArea = 0.012;

    // A digit that was cut off touches the border with a stroke or two, not with so much of the picture's outline.
    private const double BorderShare = 0.12;

    private const double AlongSide = 0.7;
    private const double PieceArea = 0.1;
    private const double PaleShare = 0.7;
    private const double VeryPaleShare = 0.55;
    private const double BroadFactor = 1.8;
    private const double BroadContact = 2.5;

    // Smaller than this share of the picture's longest side, a part is no reason to think the others clutter.
    private const double DigitLength = 0.05;

    // So much of a frame's ink lies along its bounding box.
    private const double FrameShare = 0.8;
    private const double FrameBand = 0.08;

    /// <summary>Leaves what may be digits.</summary>
    /// <param name="parts">All pieces of ink.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What is left.</returns>
    internal static InkParts Remove(InkParts parts, CancellationToken cancellation)
    {
        var inside = WithoutBorderClutter(parts);
        var unframed = WithoutFrames(inside, cancellation);
        return WithoutSpecks(unframed);
    }

    private static InkParts WithoutBorderClutter(InkParts parts)
    {
        var digit = DigitLength * Math.Max(parts.Width, parts.Height);
        var inside = parts.All.FindAll(part =>
            part.BorderContact == 0 && part.Box.LongestSide >= digit && part.Area > Math.Max(12, part.Box.LongestSide));
        if (inside.Count > 0)
        {
            double largest = inside.Max(part => part.Area);
            inside.RemoveAll(part => part.Area < PieceArea * largest);
            var stroke = inside.Average(part => part.StrokeWidth);
            double strength = inside.Average(part => part.MeanStrength);
            double side = Math.Min(parts.Width, parts.Height);
            return parts.Keep(part => !ReachesIn(part, stroke, strength) && part.BorderContact < AlongSide * side);
        }

        var outline = 2.0 * (parts.Width + parts.Height);
        bool ReachesFar(InkPart part) => part.BorderContact > BorderShare * outline;
        var others = parts.All.FindAll(part => !ReachesFar(part) && part.Box.LongestSide >= digit
            && part.BorderContact <= BroadContact * part.StrokeWidth);
        var thickest = others.Count == 0 ? double.MaxValue : others.Max(part => part.StrokeWidth);
        return parts.Keep(part => !ReachesFar(part) || part.StrokeWidth < BroadFactor * thickest);
    }

    /// <summary>A shadow or a thing at the border: paler or broader than the ink inside, and not just a stroke that was cut off.</summary>
    private static bool ReachesIn(InkPart part, double stroke, double strength)
    {
        var pale = part.MeanStrength < PaleShare * strength;
        var broad = part.StrokeWidth > BroadFactor * stroke;
        return part.BorderContact > 0
            && (part.MeanStrength < VeryPaleShare * strength || (part.BorderContact > BroadContact * stroke && (pale || broad)));
    }

    private static InkParts WithoutFrames(InkParts parts, CancellationToken cancellation)
    {
        var all = parts.All.ToDictionary(part => part.Label);
        var frames = new HashSet<InkPart>();
        foreach (var part in parts.All)
        {
            cancellation.ThrowIfCancellationRequested();
            if (InkAlongBox(part, parts) > FrameShare * part.Area && HoldsSomething(part, parts, all))
                frames.Add(part);
        }

        return frames.Count == 0 || frames.Count == parts.All.Count ? parts : parts.Keep(part => !frames.Contains(part));
    }

    // How much of a part's ink lies along its bounding box.
    private static int InkAlongBox(InkPart part, InkParts parts)
    {
        var box = part.Box;
        var band = Math.Max(2, (int)(FrameBand * Math.Min(box.Width, box.Height)));
        var along = 0;
        for (var y = box.Y; y < box.Bottom; y++)
        {
            // Rows near the upper and lower edge count whole, the others near their ends.
            var whole = Math.Min(y - box.Y, box.Bottom - 1 - y) < band || box.Width <= 2 * band;
            along += whole
                ? InkIn(box.X, box.Right, y, part, parts)
                : InkIn(box.X, box.X + band, y, part, parts) + InkIn(box.Right - band, box.Right, y, part, parts);
        }

        return along;
    }

    private static int InkIn(int left, int right, int y, InkPart part, InkParts parts) =>
        parts.Labels.AsSpan((y * parts.Width) + left, right - left).Count(part.Label);

    // Whether another part of size lies in the box of a part. All that lie in it have pixels there: nothing else is looked at.
    private static bool HoldsSomething(InkPart part, InkParts parts, Dictionary<int, InkPart> all)
    {
        var box = part.Box;
        var seen = 0;
        for (var y = box.Y; y < box.Bottom; y++)
        {
            foreach (var label in parts.Labels.AsSpan((y * parts.Width) + box.X, box.Width))
            {
                if (label == 0 || label == part.Label || label == seen)
                    continue;
                seen = label;
                if (IsOfSize(all[label], box))
                    return true;
            }
        }

        return false;
    }

    private static bool IsOfSize(InkPart part, PixelBox box) => Contains(box, part.Box)
        && part.Box.LongestSide > 0.2 * Math.Min(box.Width, box.Height)
        && part.Area > 2 * part.StrokeWidth * part.StrokeWidth;

    private static bool Contains(PixelBox outer, PixelBox inner) =>
        inner.X >= outer.X && inner.Y >= outer.Y && inner.Right <= outer.Right && inner.Bottom <= outer.Bottom;

    private static InkParts WithoutSpecks(InkParts parts)
    {
        if (parts.All.Count == 0)
            return parts;
        double longest = parts.All.Max(part => part.Box.LongestSide);
        double largest = parts.All.Max(part => part.Area);
        return parts.Keep(part => part.Box.LongestSide >= SpeckLength * longest && part.Area >= SpeckArea * largest);
    }
}

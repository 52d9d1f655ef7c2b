using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Structure;

/// <summary>Erases the box of a form where a digit touches it, so that box and digit are one piece of ink.</summary>
internal static class FrameEraser
{
    /// <summary>So much of each of the four sides of the bounding box is ink in a frame.</summary>
    private const double SideCover = 0.85;
    private const double DeepestSide = 0.04;
    private const double CrossingFactor = 1.8;

    /// <summary>What is left inside must be a digit's size, or the "frame" is an angular 0.</summary>
    private const double DigitLength = 0.2;

    /// <summary>The mask without frames; the same mask where there are none.</summary>
    public static bool[] Erase(bool[] mask, GrayImage strength)
    {
        InkParts parts = InkParts.Find(mask, strength);
        bool[] current = mask;
        foreach (InkPart part in parts.All.Where(p => p.Box.Width >= 12 && p.Box.Height >= 12))
        {
            bool[]? without = EraseFrom(current, parts, part);
            if (without is not null && HoldsDigit(without, strength, part.Box))
            {
                current = without;
            }
        }

        return current;
    }

    private static bool[]? EraseFrom(bool[] mask, InkParts parts, InkPart part)
    {
        var erased = (bool[])mask.Clone();
        foreach (bool across in new[] { false, true })
        {
            foreach (bool far in new[] { false, true })
            {
                if (!EraseSide(erased, parts, part, across, far))
                {
                    return null;
                }
            }
        }

        return erased;
    }

    private static bool EraseSide(bool[] erased, InkParts parts, InkPart part, bool across, bool far)
    {
        PixelBox box = part.Box;
        int length = across ? box.Height : box.Width, depth = across ? box.Width : box.Height;
        int reach = Math.Max(2, (int)(DeepestSide * depth));
        int Index(int along, int inward)
        {
            int step = far ? depth - 1 - inward : inward;
            return across ? ((box.Y + along) * parts.Width) + box.X + step : ((box.Y + step) * parts.Width) + box.X + along;
        }

        bool IsInk(int along, int inward) => parts.Labels[Index(along, inward)] == part.Label;
        var runs = new List<(int Along, int Start, int End)>();
        for (int along = 0; along < length; along++)
        {
            int start = Enumerable.Range(0, Math.Min(reach, depth)).FirstOrDefault(inward => IsInk(along, inward), -1);
            if (start >= 0)
            {
                int end = start;
                while (end < depth && IsInk(along, end))
                {
                    end++;
                }

                runs.Add((along, start, end));
            }
        }

        if (runs.Count < SideCover * length)
        {
            return false;
        }

        int thickness = runs.Select(run => run.End - run.Start).Order().ElementAt(runs.Count / 2);
        foreach ((int along, int start, int end) in runs)
        {
            int stop = end - start <= CrossingFactor * thickness ? end : start + thickness;
            for (int inward = start; inward < stop; inward++)
            {
                erased[Index(along, inward)] = false;
            }
        }

        return true;
    }

    private static bool HoldsDigit(bool[] mask, GrayImage strength, PixelBox box)
    {
        InkParts parts = InkParts.Find(mask, strength);
        return parts.All.Exists(part => part.Box.LongestSide >= DigitLength * Math.Min(box.Width, box.Height)
            && part.Box.X >= box.X && part.Box.Y >= box.Y && part.Box.Right <= box.Right && part.Box.Bottom <= box.Bottom);
    }
}

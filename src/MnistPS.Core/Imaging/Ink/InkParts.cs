using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Ink;

/// <summary>Connected pieces of a mask (8 neighbours).</summary>
internal sealed class InkParts
{
    private InkParts(int width, int height, int[] labels, List<InkPart> all)
    {
        Width = width;
        Height = height;
        Labels = labels;
        All = all;
    }

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>Per pixel the label of its part; 0 for the ground.</summary>
    internal int[] Labels { get; }

    internal List<InkPart> All { get; }

    internal static InkParts Find(bool[] mask, GrayImage strength)
    {
        int width = strength.Width, height = strength.Height;
        var labels = new int[mask.Length];
        var parents = new List<int> { 0 };
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var i = (y * width) + x;
                if (mask[i])
                    labels[i] = LabelFromNeighbours(labels, parents, x, y, width);
            }
        }

        return new InkParts(width, height, labels, Collect(labels, parents, mask, strength));
    }

    /// <summary>The same pixels with fewer parts; the labels of the others are ground from now on.</summary>
    internal InkParts Keep(Func<InkPart, bool> wanted)
    {
        var kept = All.Where(wanted).ToList();
        var keep = new bool[All.Count == 0 ? 1 : All.Max(part => part.Label) + 1];
        kept.ForEach(part => keep[part.Label] = true);
        return new InkParts(Width, Height, Array.ConvertAll(Labels, l => l > 0 && l < keep.Length && keep[l] ? l : 0), kept);
    }

    /// <summary>Gives the pixels of a part that lie right of a seam to a new part.</summary>
    /// <param name="part">The part to divide.</param>
    /// <param name="seam">Per row of the part's box the last column that stays.</param>
    internal void Split(InkPart part, int[] seam)
    {
        var label = All.Max(p => p.Label) + 1;
        var box = part.Box;
        for (var y = box.Y; y < box.Bottom; y++)
        {
            for (var x = seam[y - box.Y] + 1; x < box.Right; x++)
            {
                var i = (y * Width) + x;
                Labels[i] = Labels[i] == part.Label ? label : Labels[i];
            }
        }

        All.Remove(part);
        Measure(part.Label, box, part);
        Measure(label, box, part);
    }

    /// <summary>Adds the part that has this label inside the box; its strokes are as wide as those of the part that it came from.</summary>
    private void Measure(int label, PixelBox box, InkPart origin)
    {
        PixelBox? tight = null;
        int area = 0, contact = 0;
        for (var y = box.Y; y < box.Bottom; y++)
        {
            for (var x = box.X; x < box.Right; x++)
            {
                if (Labels[(y * Width) + x] == label)
                {
                    var pixel = new PixelBox(x, y, 1, 1);
                    tight = tight?.Union(pixel) ?? pixel;
                    area++;
                    contact += x == 0 || y == 0 || x == Width - 1 || y == Height - 1 ? 1 : 0;
                }
            }
        }

        if (tight is PixelBox found)
        {
            var perimeter = Math.Max(1, (int)((long)origin.Perimeter * area / origin.Area));
            All.Add(new InkPart { Label = label, Box = found, Area = area, Perimeter = perimeter, BorderContact = contact, Strength = origin.MeanStrength * area });
        }
    }

    /// <summary>Ink white, ground black.</summary>
    internal GrayImage Picture() => Plane.FromMask(Array.ConvertAll(Labels, label => label != 0), Width, Height);

    /// <summary>The stroke width that half of the ink is thinner than, in pixels.</summary>
    internal double TypicalStroke()
    {
        var half = All.Sum(part => (long)part.Area) / 2;
        foreach (var part in All.OrderBy(part => part.StrokeWidth))
        {
            half -= part.Area;
            if (half <= 0)
                return part.StrokeWidth;
        }

        return 0;
    }

    private static int LabelFromNeighbours(int[] labels, List<int> parents, int x, int y, int width)
    {
        var i = (y * width) + x;
        var label = x > 0 ? labels[i - 1] : 0;
        if (y > 0)
        {
            var first = x > 0 ? i - width - 1 : i - width;
            var last = x < width - 1 ? i - width + 1 : i - width;
            for (var above = first; above <= last; above++)
                label = Join(parents, label, labels[above]);
        }

        if (label != 0)
            return label;
        parents.Add(parents.Count);
        return parents.Count - 1;
    }

    private static int Join(List<int> parents, int a, int b)
    {
        if (a == 0 || b == 0 || a == b)
            return Math.Max(a, b);
        int rootA = Root(parents, a), rootB = Root(parents, b);
        var root = Math.Min(rootA, rootB);
        parents[rootA] = root;
        parents[rootB] = root;
        return root;
    }

    private static int Root(List<int> parents, int label)
    {
        while (parents[label] != label)
        {
            parents[label] = parents[parents[label]];
            label = parents[label];
        }

        return label;
    }

    private static List<InkPart> Collect(int[] labels, List<int> parents, bool[] mask, GrayImage strength)
    {
        var compact = new int[parents.Count];
        var all = new List<InkPart>();
        int width = strength.Width, height = strength.Height;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == 0)
                continue;
            var root = Root(parents, labels[i]);
            int x = i % width, y = i / width;
            if (compact[root] == 0)
            {
                all.Add(new InkPart { Label = all.Count + 1, Box = new PixelBox(x, y, 1, 1) });
                compact[root] = all.Count;
            }

            labels[i] = compact[root];
            var part = all[labels[i] - 1];
            part.Area++;
            part.Strength += strength.Pixels[i];
            part.Perimeter += Edges(mask, x, y, width, height);
            part.BorderContact += x == 0 || y == 0 || x == width - 1 || y == height - 1 ? 1 : 0;
            part.Box = part.Box.Union(new PixelBox(x, y, 1, 1));
        }

        return all;
    }

    private static int Edges(bool[] mask, int x, int y, int width, int height)
    {
        var i = (y * width) + x;
        var edges = 0;
        edges += x == 0 || !mask[i - 1] ? 1 : 0;
        edges += x == width - 1 || !mask[i + 1] ? 1 : 0;
        edges += y == 0 || !mask[i - width] ? 1 : 0;
        edges += y == height - 1 || !mask[i + width] ? 1 : 0;
        return edges;
    }
}

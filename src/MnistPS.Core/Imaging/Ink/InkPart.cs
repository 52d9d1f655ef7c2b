using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Ink;

/// <summary>A connected piece of ink.</summary>
internal sealed class InkPart
{
    internal required int Label { get; init; }

    internal PixelBox Box { get; set; }

    /// <summary>Pixels of ink.</summary>
    internal int Area { get; set; }

    /// <summary>Edges between ink and ground.</summary>
    internal int Perimeter { get; set; }

    /// <summary>Pixels on the border of the picture.</summary>
    internal int BorderContact { get; set; }

    /// <summary>Sum of the ink's strength.</summary>
    internal double Strength { get; set; }

    internal float MeanStrength => (float)(Strength / Area);

    /// <summary>Mean width of its strokes: for a long band, area = length × width and the perimeter is twice the length.</summary>
    internal double StrokeWidth => EdgesPerLength * Area / Perimeter;

    /// <summary>How much this looks like the digit that a picture shows: long, thin, dark, clear of the border.</summary>
    internal double Prominence
    {
        get
        {
            var thinness = Math.Max(0.1, 1 - (StrokeWidth / (BlobWidth * Box.LongestSide)));
            return Box.LongestSide * MeanStrength * MeanStrength * thinness * (BorderContact > 0 ? BorderDiscount : 1);
        }
    }

    // Pieces whose strokes are this wide, compared with their length, are blobs.
    private const double BlobWidth = 0.6;
    private const double BorderDiscount = 0.5;

    // A line in a random direction crosses 4/π times as many pixel edges as it is long, and a band has two of them.
    private const double EdgesPerLength = 2 * 4 / Math.PI;
}

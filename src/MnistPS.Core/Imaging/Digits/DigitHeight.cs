using MnistPS.Imaging.Ink;

namespace MnistPS.Imaging.Digits;

/// <summary>How tall the digits of a picture are.</summary>
internal static class DigitHeight
{
    // Parts shorter than this share of the tallest are pieces of digits.
    private const double PieceShare = 0.4;

    /// <summary>The median height of the parts that are whole digits.</summary>
    internal static double Typical(InkParts parts)
    {
        double tallest = parts.All.Max(part => part.Box.Height);
        var heights = parts.All.Select(part => part.Box.Height).Where(h => h >= PieceShare * tallest).Order().ToList();
        return heights[heights.Count / 2];
    }
}

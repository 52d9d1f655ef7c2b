using MnistPS.Imaging.Ink;

namespace MnistPS.Imaging.Digits;

/// <summary>How tall the digits of a picture are.</summary>
internal static class DigitHeight
{
    /// <summary>Parts shorter than this share of the tallest are pieces of digits.</summary>
    private const double PieceShare = 0.4;

    /// <summary>The median height of the parts that are whole digits.</summary>
    public static double Typical(InkParts parts)
    {
        double tallest = parts.All.Max(part => part.Box.Height);
        List<int> heights = parts.All.Select(part => part.Box.Height).Where(h => h >= PieceShare * tallest).Order().ToList();
        return heights[heights.Count / 2];
    }
}

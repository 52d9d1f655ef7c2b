using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Ink;

/// <summary>Closes what a shape encloses.</summary>
internal static class Holes
{
    /// <summary>What cannot be reached from the border without crossing the shape belongs to it.</summary>
    internal static bool[] Fill(bool[] shape, int width, int height)
    {
        var outside = Array.ConvertAll(shape, inside => !inside);
        var parts = InkParts.Find(outside, new GrayImage(width, height));
        var open = parts.All.Where(part => part.BorderContact > 0).Select(part => part.Label).ToHashSet();
        return Array.ConvertAll(parts.Labels, label => label == 0 || !open.Contains(label));
    }
}

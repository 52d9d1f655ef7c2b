using MnistPS.Data.Drawing;

namespace MnistPS.Tests.Data.Drawing;

/// <summary>Drawn digits and what the tests measure in them.</summary>
internal sealed class DrawnSet
{
    private DrawnSet(int count)
    {
        Images = new byte[count * DigitDrawer.ImageSize];
        Labels = new byte[count];
    }

    internal byte[] Images { get; }

    internal byte[] Labels { get; }

    internal static DrawnSet Draw(
        int count, int seed = 1, long firstIndex = 0, DrawingOptions? options = null, int threads = 1)
    {
        var set = new DrawnSet(count);
        DigitDrawer.DrawRange(seed, firstIndex, set.Images, set.Labels, options, threads);
        return set;
    }

    internal ReadOnlySpan<byte> Image(int index) =>
        Images.AsSpan(index * DigitDrawer.ImageSize, DigitDrawer.ImageSize);
}

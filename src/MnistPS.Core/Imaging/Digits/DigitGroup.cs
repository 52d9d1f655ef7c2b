using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>Parts that make up one digit.</summary>
internal sealed class DigitGroup(InkPart first)
{
    internal List<InkPart> Parts { get; } = [first];

    internal PixelBox Box { get; private set; } = first.Box;

    internal void Take(DigitGroup other)
    {
        Parts.AddRange(other.Parts);
        Box = Box.Union(other.Box);
    }
}

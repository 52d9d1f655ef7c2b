using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>Parts that make up one digit.</summary>
internal sealed class DigitGroup(InkPart first)
{
    public List<InkPart> Parts { get; } = [first];

    public PixelBox Box { get; private set; } = first.Box;

    public void Take(DigitGroup other)
    {
        Parts.AddRange(other.Parts);
        Box = Box.Union(other.Box);
    }
}

using MnistPS.Data;
using MnistPS.Imaging.Digits;
using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging;

/// <summary>
/// A digit brought to MNIST's form: 28×28 bytes, 0 ground, 255 ink, the longer side 20, centre of mass in the middle.
/// </summary>
public sealed class PreparedImage : DigitImage
{
    /// <summary>Pixels per side.</summary>
    public const int Side = DigitNormalizer.ImageSide;

    internal PreparedImage(byte[] pixels)
        : base(pixels, Side, Side)
    {
    }

    /// <summary>Where the digit lies in the original picture (upright), in pixels of it.</summary>
    public PixelBox BoundingBox { get; init; }

    /// <summary>Which of the two, ink or ground, is darker in the original.</summary>
    public InkPolarity Polarity { get; init; }

    /// <summary>The stages of the preparation; empty unless they were asked for.</summary>
    public IReadOnlyList<PreparationStep> Steps { get; init; } = [];

    /// <summary>What may make the answer wrong, one sentence each; empty where nothing was noticed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

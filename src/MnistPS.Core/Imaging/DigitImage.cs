namespace MnistPS.Imaging;

/// <summary>A digit as MNIST has them: 28×28 bytes, 0 ground, 255 ink, the longer side 20, centre of mass in the middle.</summary>
public sealed record DigitImage
{
    /// <summary>Pixels per side.</summary>
    public const int Side = 28;

    /// <summary>784 bytes, row by row from the top: 0 ground, 255 ink.</summary>
    public required byte[] Pixels { get; init; }

#pragma warning disable CA1822 // Instance members, so that PowerShell shows them.
    /// <summary>Width, 28 pixels.</summary>
    public int Width => Side;

    /// <summary>Height, 28 pixels.</summary>
    public int Height => Side;
#pragma warning restore CA1822

    /// <summary>The file that the digit was read from; null for a picture made in memory.</summary>
    public string? Path { get; init; }

    /// <summary>Where the digit lies in the original picture (upright), in pixels of it.</summary>
    public PixelBox BoundingBox { get; init; }

    /// <summary>Which of the two, ink or ground, is darker in the original.</summary>
    public InkPolarity Polarity { get; init; }

    /// <summary>The stages of the preparation; empty unless they were asked for.</summary>
    public IReadOnlyList<PreparationStep> Steps { get; init; } = [];

    /// <summary>What may make the answer wrong, one sentence each; empty where nothing was noticed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

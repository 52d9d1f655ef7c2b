using MnistPS.Imaging.Light;

namespace MnistPS.Imaging;

/// <summary>How a picture is prepared; what is not said is found out.</summary>
public sealed record PreparationOptions
{
    /// <summary>Whether the ink is darker or lighter than the ground.</summary>
    public InkPolarity Polarity { get; init; } = InkPolarity.Auto;

    /// <summary>Bring strokes that are thinner or thicker than MNIST's to a width that MNIST has.</summary>
    public bool NormalizeStroke { get; init; } = true;

    /// <summary>Look for the lines of lined and graph paper and take them out.</summary>
    public bool RemoveRuling { get; init; } = true;

    /// <summary>Hand on a picture of 28×28 pixels, light on dark, as it is.</summary>
    public bool KeepPrepared { get; init; } = true;

    /// <summary>Keep the pictures of every stage in <see cref="PreparedImage.Steps"/>.</summary>
    public bool KeepSteps { get; init; }
}

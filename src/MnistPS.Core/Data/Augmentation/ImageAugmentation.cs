namespace MnistPS.Data.Augmentation;

/// <summary>
/// How training images are varied, so that a network sees each in another guise in every epoch. Every variation is drawn
/// anew, evenly from −range to +range. All zero: images stay as they are.
/// </summary>
public sealed record ImageAugmentation
{
    /// <summary>What suits 28×28 digits: ±1.5 px, ±10°, ±10 %, ±0.15, ±2 px.</summary>
    public static readonly ImageAugmentation Digits =
        new() { Shift = 1.5f, Rotation = 10, Scale = 0.1f, Shear = 0.15f, Elastic = 2 };

    /// <summary>Half of that: what a digit to be read may be varied by, and stay what it is.</summary>
    public static readonly ImageAugmentation Slight =
        new() { Shift = 0.75f, Rotation = 5, Scale = 0.05f, Shear = 0.075f, Elastic = 1 };

    /// <summary>Shift along each axis, in pixels. Range: 0 to 1000. Default: 0.</summary>
    public float Shift { get; init; }

    /// <summary>Rotation about the middle, in degrees. Range: 0 to 180. Default: 0.</summary>
    public float Rotation { get; init; }

    /// <summary>Change of size: 0.1 is from 90 to 110 %. Range: 0 to below 1. Default: 0.</summary>
    public float Scale { get; init; }

    /// <summary>Slant: columns moved per row away from the middle. Range: 0 to 10. Default: 0.</summary>
    public float Shear { get; init; }

    /// <summary>
    /// Largest displacement, in pixels, of the points of a coarse 4×4 grid; the pixels between them follow smoothly.
    /// A cheap relative of the elastic distortions of Simard et al. 2003. Range: 0 to 1000. Default: 0.
    /// </summary>
    public float Elastic { get; init; }

    /// <summary>Whether anything is varied.</summary>
    internal bool IsActive => Shift > 0 || Rotation > 0 || Scale > 0 || Shear > 0 || Elastic > 0;

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="MnistPSException">A range is not allowed (<c>AugmentationOutOfRange</c>).</exception>
    internal void Check()
    {
        Check(Shift is >= 0 and <= 1000, nameof(Shift), Shift, "from 0 to 1000 pixels");
        Check(Rotation is >= 0 and <= 180, nameof(Rotation), Rotation, "from 0 to 180 degrees");
        Check(Scale is >= 0 and < 1, nameof(Scale), Scale, "at least 0 and below 1");
        Check(Shear is >= 0 and <= 10, nameof(Shear), Shear, "from 0 to 10");
        Check(Elastic is >= 0 and <= 1000, nameof(Elastic), Elastic, "from 0 to 1000 pixels");
    }

    private static void Check(bool fits, string name, float value, string range)
    {
        if (!fits)
            throw new MnistPSException(
                "AugmentationOutOfRange", ErrorKind.InvalidArgument, $"{name}Range must be {range}; {value} was given.");
    }
}

using MnistPS.Settings;

namespace MnistPS.Data.Augmentation;

/// <summary>
/// How training images are varied, so that a network sees each in another guise in every epoch. Every variation is drawn
/// anew, evenly from −range to +range. All zero: images stay as they are.
/// </summary>
[Configurable("augmentation")]
public sealed record ImageAugmentation
{
    private const string OutOfRange = "AugmentationOutOfRange";

    /// <summary>What suits 28×28 digits: ±1.5 px, ±10°, ±10 %, ±0.15, ±2 px.</summary>
    public static readonly ImageAugmentation Digits =
        new() { ShiftRange = 1.5f, RotationRange = 10, ScaleRange = 0.1f, ShearRange = 0.15f, ElasticRange = 2 };

    /// <summary>Half of that: what a digit to be read may be varied by, and stay what it is.</summary>
    public static readonly ImageAugmentation Slight =
        new() { ShiftRange = 0.75f, RotationRange = 5, ScaleRange = 0.05f, ShearRange = 0.075f, ElasticRange = 1 };

    /// <summary>Shift along each axis, in pixels. Range: 0 to 1000. Default: 0.</summary>
    [Setting("Shift", AtLeast = 0, AtMost = 1000, OutOfRange = OutOfRange)]
    public float ShiftRange { get; init; }

    /// <summary>Rotation about the middle, in degrees. Range: 0 to 180. Default: 0.</summary>
    [Setting("Rotation", AtLeast = 0, AtMost = 180, OutOfRange = OutOfRange)]
    public float RotationRange { get; init; }

    /// <summary>Change of size: 0.1 is from 90 to 110 %. Range: 0 to below 1. Default: 0.</summary>
    [Setting("Scale", AtLeast = 0, Below = 1, OutOfRange = OutOfRange)]
    public float ScaleRange { get; init; }

    /// <summary>Slant: columns moved per row away from the middle. Range: 0 to 10. Default: 0.</summary>
    [Setting("Shear", AtLeast = 0, AtMost = 10, OutOfRange = OutOfRange)]
    public float ShearRange { get; init; }

    /// <summary>
    /// Largest displacement, in pixels, of the points of a coarse 4×4 grid; the pixels between them follow smoothly.
    /// A cheap relative of the elastic distortions of Simard et al. 2003. Range: 0 to 1000. Default: 0.
    /// </summary>
    [Setting("Elastic", AtLeast = 0, AtMost = 1000, OutOfRange = OutOfRange)]
    public float ElasticRange { get; init; }

    /// <summary>Whether anything is varied.</summary>
    internal bool IsActive => ShiftRange > 0 || RotationRange > 0 || ScaleRange > 0 || ShearRange > 0 || ElasticRange > 0;
}

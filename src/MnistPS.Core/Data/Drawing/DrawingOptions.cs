namespace MnistPS.Data.Drawing;

/// <summary>How much drawn digits differ from each other: each takes its own value from every range.</summary>
public sealed record DrawingOptions
{
    /// <summary>The limits of <see cref="Slant"/>.</summary>
    public static readonly ValueRange SlantLimits = new(-1.5f, 1.5f);

    /// <summary>The limits of <see cref="Rotation"/>, in degrees.</summary>
    public static readonly ValueRange RotationLimits = new(-45f, 45f);

    /// <summary>The limits of <see cref="Aspect"/>.</summary>
    public static readonly ValueRange AspectLimits = new(0.3f, 3f);

    /// <summary>The limits of <see cref="StrokeWidth"/>, in pixels.</summary>
    public static readonly ValueRange StrokeWidthLimits = new(0.5f, 8f);

    /// <summary>The limits of <see cref="Wobble"/>.</summary>
    public static readonly ValueRange WobbleLimits = new(0f, 0.2f);

    /// <summary>The limits of <see cref="Bend"/>.</summary>
    public static readonly ValueRange BendLimits = new(0f, 0.5f);

    /// <summary>The limits of <see cref="Pressure"/>.</summary>
    public static readonly ValueRange PressureLimits = new(0f, 0.8f);

    /// <summary>The limits of <see cref="Haste"/>.</summary>
    public static readonly ValueRange HasteLimits = new(0f, 1f);

    /// <summary>The limits of <see cref="Noise"/>, in pixels.</summary>
    public static readonly ValueRange NoiseLimits = new(0f, 0.3f);

    /// <summary>The defaults, which were chosen to look like MNIST.</summary>
    public static DrawingOptions Default { get; } = new();

    /// <summary>
    /// The slant: pixels to the right per pixel upwards, within ±1.5. Default −0.7 to 0.9: most hands lean right.
    /// </summary>
    public ValueRange Slant { get; init; } = new(-0.7f, 0.9f);

    /// <summary>The rotation in degrees, clockwise, within ±45. Default −20 to 20.</summary>
    public ValueRange Rotation { get; init; } = new(-20f, 20f);

    /// <summary>The width relative to that of the style, 0.3 to 3. Default 0.6 to 1.7.</summary>
    public ValueRange Aspect { get; init; } = new(0.6f, 1.7f);

    /// <summary>The width of the pen in pixels of the finished image, 0.5 to 8. Default 1 to 5.1.</summary>
    public ValueRange StrokeWidth { get; init; } = new(1f, 5.1f);

    /// <summary>
    /// How far each point of the path strays from the style (one standard deviation, as a fraction of the digit's
    /// height), 0 to 0.2. Default 0 to 0.09.
    /// </summary>
    public ValueRange Wobble { get; init; } = new(0f, 0.09f);

    /// <summary>
    /// How far the whole digit is bent (one standard deviation, as a fraction of half its height), 0 to 0.5.
    /// Default 0 to 0.22.
    /// </summary>
    public ValueRange Bend { get; init; } = new(0f, 0.22f);

    /// <summary>
    /// How far the width of the pen changes along a stroke (one standard deviation, as a fraction of the width),
    /// 0 to 0.8. Default 0 to 0.55.
    /// </summary>
    public ValueRange Pressure { get; init; } = new(0f, 0.55f);

    /// <summary>How far corners are rounded by a quick hand, 0 (sharp) to 1. Default 0 to 0.7.</summary>
    public ValueRange Haste { get; init; } = new(0f, 0.7f);

    /// <summary>How rough the edge of the ink is, in pixels, 0 to 0.3. Default 0 to 0.25.</summary>
    public ValueRange Noise { get; init; } = new(0f, 0.25f);

    /// <summary>Checks every range against its limits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A range leaves its limits or is upside down.</exception>
    internal void Validate()
    {
        Check(Slant, SlantLimits, nameof(Slant));
        Check(Rotation, RotationLimits, nameof(Rotation));
        Check(Aspect, AspectLimits, nameof(Aspect));
        Check(StrokeWidth, StrokeWidthLimits, nameof(StrokeWidth));
        Check(Wobble, WobbleLimits, nameof(Wobble));
        Check(Bend, BendLimits, nameof(Bend));
        Check(Pressure, PressureLimits, nameof(Pressure));
        Check(Haste, HasteLimits, nameof(Haste));
        Check(Noise, NoiseLimits, nameof(Noise));
    }

    private static void Check(ValueRange range, ValueRange limits, string name)
    {
        // Written so that not-a-number fails too.
        var valid = range.Minimum >= limits.Minimum
            && range.Maximum <= limits.Maximum
            && range.Minimum <= range.Maximum;
        if (!valid)
        {
            throw new ArgumentOutOfRangeException(
                name, range, $"{name} is {range}; it must be a range from low to high within {limits}.");
        }
    }
}

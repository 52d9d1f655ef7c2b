namespace MnistPS.Charts;

/// <summary>How large a chart is, and what stands above it.</summary>
public sealed record ChartOptions
{
    /// <summary>The smallest allowed width and height.</summary>
    public const int MinimumSize = 200;

    /// <summary>The largest allowed width and height.</summary>
    public const int MaximumSize = 8192;

    /// <summary>Width in pixels. Range: 200 to 8192.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels. Range: 200 to 8192.</summary>
    public required int Height { get; init; }

    /// <summary>The title; null for one that tells what is shown.</summary>
    public string? Title { get; init; }

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="MnistPSException">One is out of range (<c>ChartSizeOutOfRange</c>).</exception>
    internal void Check()
    {
        foreach (var (name, value) in new[] { (nameof(Width), Width), (nameof(Height), Height) })
        {
            if (value is < MinimumSize or > MaximumSize)
                throw new MnistPSException(
                    "ChartSizeOutOfRange",
                    ErrorKind.InvalidArgument,
                    $"{name}, in pixels, must be from {MinimumSize} to {MaximumSize}; {value} was given.");
        }
    }
}

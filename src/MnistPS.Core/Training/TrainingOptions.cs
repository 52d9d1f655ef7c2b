using MnistPS.Data;

namespace MnistPS.Training;

/// <summary>How to train. The defaults are Keras's.</summary>
public sealed record TrainingOptions
{
    /// <summary>How many times all samples are gone through. Range: at least 1. Default: 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Samples per step. Range: 1 to 65,536. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Whether samples come in a new random order in each epoch. Default: true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Where the order and all other chance come from; a random one if null.</summary>
    public int? Seed { get; init; }

    /// <summary>The last share of the samples that is kept apart to measure on. Range: 0 to below 1. Default: 0.</summary>
    public double ValidationSplit { get; init; }

    /// <summary>Samples to measure on after each epoch, instead of a share of the training samples.</summary>
    public SampleSet? Validation { get; init; }

    /// <summary>
    /// Shares into which each batch is taken apart, one for each thread. Range: 1 to 1024. Default: the number of
    /// processors, 4 at the most. Weights are repeatable bit for bit with the same number.
    /// </summary>
    public int? ThreadCount { get; init; }

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="MnistPSException">A setting is out of range; the message names it.</exception>
    public void Check()
    {
        Check(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Check(BatchSize is >= 1 and <= 1 << 16, nameof(BatchSize), BatchSize, "from 1 to 65,536");
        Check(ValidationSplit is >= 0 and < 1, nameof(ValidationSplit), ValidationSplit, "at least 0 and below 1");
    }

    private static void Check(bool fits, string name, double value, string range)
    {
        if (!fits)
            throw new MnistPSException(
                "TrainingSettingOutOfRange", ErrorKind.InvalidArgument, $"{name} must be {range}; {value} was given.");
    }
}

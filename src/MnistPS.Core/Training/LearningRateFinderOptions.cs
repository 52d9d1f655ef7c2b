using MnistPS.Settings;

namespace MnistPS.Training;

/// <summary>Settings of a learning-rate range test. The defaults are fastai's.</summary>
[Configurable("range test", OutOfRange = "TrainingSettingOutOfRange")]
public sealed record LearningRateFinderOptions
{
    /// <summary>The first rate. Range: above 0. Default: 1e-7.</summary>
    [Setting(nameof(Minimum), Above = 0)]
    public double Minimum { get; init; } = 1e-7;

    /// <summary>The last rate. Range: above <see cref="Minimum"/>. Default: 10.</summary>
    [Setting(nameof(Maximum), Above = 0)]
    public double Maximum { get; init; } = 10;

    /// <summary>Steps from the first rate to the last. Range: 3 to 100,000. Default: 100.</summary>
    [Setting(nameof(Steps), AtLeast = 3, AtMost = 100_000)]
    public int Steps { get; init; } = 100;

    /// <summary>The memory of the smoothed loss. Range: 0 to below 1. Default: 0.98.</summary>
    [Setting(nameof(Smoothing), AtLeast = 0, Below = 1)]
    public double Smoothing { get; init; } = 0.98;

    /// <summary>The test ends when the smoothed loss is so many times the best one. Range: above 1. Default: 4.</summary>
    [Setting(nameof(Divergence), Above = 1)]
    public double Divergence { get; init; } = 4;

    /// <summary>Samples per step; more than there are is all of them. Range: at least 1. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Where the order of the samples comes from; a random one if null.</summary>
    public int? Seed { get; init; }

    /// <summary>How training images are varied. Default: not at all.</summary>
    public Data.Augmentation.ImageAugmentation? Augmentation { get; init; }

    /// <summary>Shares into which each batch is taken apart. Default: as for a training.</summary>
    public int? ThreadCount { get; init; }

    /// <summary>The rate of a step: from the first to the last by the same factor from step to step.</summary>
    internal double RateAt(int step) => Minimum * Math.Pow(Maximum / Minimum, (double)step / (Steps - 1));

    internal void Check()
    {
        SettingList.Check(this);
        TrainingOptions.Check(Maximum > Minimum, nameof(Maximum), Maximum, $"above {Minimum}");
    }

    internal TrainingOptions ToTrainingOptions() =>
        new() { BatchSize = BatchSize, Seed = Seed, Augmentation = Augmentation, ThreadCount = ThreadCount };
}

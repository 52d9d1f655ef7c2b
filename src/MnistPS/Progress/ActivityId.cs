namespace MnistPS.Progress;

/// <summary>The number of each progress bar: two that are shown at a time must differ.</summary>
internal enum ActivityId
{
    Training = 784,
    Downloading,
    Drawing,
    Importing,
    FindingLearningRate,
}

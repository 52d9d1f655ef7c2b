namespace MnistPS.Benchmarks.Parts;

/// <summary>Sizes that the parts are measured at: the tutorial's.</summary>
internal static class Sizes
{
    /// <summary>Images in a batch.</summary>
    internal const int Batch = 128;

    /// <summary>Units of the hidden layer.</summary>
    internal const int Hidden = 128;

    /// <summary>Values of all weights of 784-128-10, brought up to a multiple of 16 as the engine does.</summary>
    internal const int Weights = 101_776;
}

namespace MnistPS.Data;

/// <summary>Which parts of MNIST.</summary>
[Flags]
public enum MnistSplits
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>The 60,000 images to train with.</summary>
    Train = 1,

    /// <summary>The 10,000 images to test with.</summary>
    Test = 2,

    /// <summary>Both, training images first.</summary>
    All = Train | Test,
}

namespace MnistPS.Models;

/// <summary>What the numbers of an output are.</summary>
public enum OutputScale
{
    /// <summary>Nobody knows: the output of a regression, or logits of a model that was not compiled as such.</summary>
    Unknown,

    /// <summary>Probabilities: the output ends in a softmax or a sigmoid.</summary>
    Probabilities,

    /// <summary>Logits of classes of which one is right: a softmax makes probabilities of them.</summary>
    Logits,

    /// <summary>Logits of independent yes-or-no answers: a sigmoid makes probabilities of them.</summary>
    BinaryLogits,
}

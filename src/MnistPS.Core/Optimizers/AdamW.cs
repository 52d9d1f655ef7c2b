namespace MnistPS.Optimizers;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019): before each step w −= rate·decay·w. The decay is 0.004
/// unless said otherwise, as in Keras.
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>The default of <see cref="Optimizer.WeightDecay"/>.</summary>
    public const float DefaultWeightDecay = 0.004f;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Size of a step. Range: above 0. Default: 0.001.</param>
    /// <param name="beta1">β₁, the memory of the mean. Range: 0 to below 1. Default: 0.9.</param>
    /// <param name="beta2">β₂, the memory of the mean square. Range: 0 to below 1. Default: 0.999.</param>
    /// <param name="amsGrad">Whether to divide by the largest mean square so far. Default: false.</param>
    /// <exception cref="MnistPSException">A setting is out of range (<c>OptimizerSettingOutOfRange</c>).</exception>
    public AdamW(
        float learningRate = DefaultLearningRate,
        float beta1 = DefaultBeta1,
        float beta2 = DefaultBeta2,
        bool amsGrad = false)
        : base(learningRate, beta1, beta2, amsGrad) => WeightDecay = DefaultWeightDecay;

    /// <inheritdoc/>
    public override string Name => "adamw";
}

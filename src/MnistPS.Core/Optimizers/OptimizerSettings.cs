namespace MnistPS.Optimizers;

/// <summary>Settings of an optimizer; null stands for the optimizer's own default.</summary>
public sealed record OptimizerSettings
{
    /// <summary>Size of a step. Range: above 0.</summary>
    public float? LearningRate { get; init; }

    /// <summary>The share of the last step that goes on. Range: 0 to below 1.</summary>
    public float? Momentum { get; init; }

    /// <summary>Whether SGD looks ahead.</summary>
    public bool? Nesterov { get; init; }

    /// <summary>The memory of RMSprop's mean square. Range: 0 to below 1.</summary>
    public float? Rho { get; init; }

    /// <summary>Whether RMSprop divides by the variance instead of the mean square.</summary>
    public bool? Centered { get; init; }

    /// <summary>The memory of the mean gradient. Range: 0 to below 1.</summary>
    public float? Beta1 { get; init; }

    /// <summary>The memory of the mean square. Range: 0 to below 1.</summary>
    public float? Beta2 { get; init; }

    /// <summary>Whether Adam divides by the largest mean square so far.</summary>
    public bool? AMSGrad { get; init; }

    /// <summary>Adagrad's sum of squares before the first step. Range: at least 0.</summary>
    public float? InitialAccumulator { get; init; }

    /// <summary>Decoupled weight decay. Range: at least 0.</summary>
    public float? WeightDecay { get; init; }

    /// <summary>The longest allowed gradient of one parameter. Range: above 0.</summary>
    public float? ClipNorm { get; init; }

    /// <summary>The longest allowed gradient of all parameters together. Range: above 0.</summary>
    public float? GlobalClipNorm { get; init; }

    /// <summary>The largest allowed number in a gradient. Range: above 0.</summary>
    public float? ClipValue { get; init; }

    /// <summary>Names of the settings that have been given.</summary>
    internal IEnumerable<string> Given =>
        from property in typeof(OptimizerSettings).GetProperties()
        where property.GetValue(this) is not null
        select property.Name;

    /// <summary>The limits of gradients; null without any.</summary>
    internal Clipping? Clipping => ClipNorm is null && GlobalClipNorm is null && ClipValue is null
        ? null
        : new Clipping { Norm = ClipNorm, GlobalNorm = GlobalClipNorm, Value = ClipValue };
}

namespace MnistPS.Optimizers;

/// <summary>Which optimizers there are, which settings each of them has, and how it is made.</summary>
public static class OptimizerCatalog
{
    private const string Beta1 = nameof(OptimizerSettings.Beta1);
    private const string Beta2 = nameof(OptimizerSettings.Beta2);
    private const string AMSGrad = nameof(OptimizerSettings.AMSGrad);
    private const string Momentum = nameof(OptimizerSettings.Momentum);
    private const string Nesterov = nameof(OptimizerSettings.Nesterov);
    private const string Rho = nameof(OptimizerSettings.Rho);
    private const string Centered = nameof(OptimizerSettings.Centered);
    private const string InitialAccumulator = nameof(OptimizerSettings.InitialAccumulator);

    private static readonly string[] s_common =
    [
        nameof(OptimizerSettings.LearningRate), nameof(OptimizerSettings.WeightDecay), nameof(OptimizerSettings.ClipNorm),
        nameof(OptimizerSettings.GlobalClipNorm), nameof(OptimizerSettings.ClipValue),
    ];

    private static readonly Dictionary<OptimizerKind, Entry> s_entries = new()
    {
        [OptimizerKind.SGD] = new([Momentum, Nesterov], s => new SGD(
            s.LearningRate ?? SGD.DefaultLearningRate, s.Momentum ?? 0, s.Nesterov ?? false)
        { WeightDecay = s.WeightDecay ?? 0, Clipping = s.Clipping }),
        [OptimizerKind.Adam] = new([Beta1, Beta2, AMSGrad], s => new Adam(
            s.LearningRate ?? Adam.DefaultLearningRate, s.Beta1 ?? Adam.DefaultBeta1, s.Beta2 ?? Adam.DefaultBeta2, s.AMSGrad ?? false)
        { WeightDecay = s.WeightDecay ?? 0, Clipping = s.Clipping }),
        [OptimizerKind.AdamW] = new([Beta1, Beta2, AMSGrad], s => new AdamW(
            s.LearningRate ?? Adam.DefaultLearningRate, s.Beta1 ?? Adam.DefaultBeta1, s.Beta2 ?? Adam.DefaultBeta2, s.AMSGrad ?? false)
        { WeightDecay = s.WeightDecay ?? AdamW.DefaultWeightDecay, Clipping = s.Clipping }),
        [OptimizerKind.Nadam] = new([Beta1, Beta2], s => new Nadam(
            s.LearningRate ?? Adam.DefaultLearningRate, s.Beta1 ?? Adam.DefaultBeta1, s.Beta2 ?? Adam.DefaultBeta2)
        { WeightDecay = s.WeightDecay ?? 0, Clipping = s.Clipping }),
        [OptimizerKind.Adamax] = new([Beta1, Beta2], s => new Adamax(
            s.LearningRate ?? Adam.DefaultLearningRate, s.Beta1 ?? Adam.DefaultBeta1, s.Beta2 ?? Adam.DefaultBeta2)
        { WeightDecay = s.WeightDecay ?? 0, Clipping = s.Clipping }),
        [OptimizerKind.RMSprop] = new([Rho, Momentum, Centered], s => new RMSprop(
            s.LearningRate ?? RMSprop.DefaultLearningRate, s.Rho ?? RMSprop.DefaultRho, s.Momentum ?? 0, s.Centered ?? false)
        { WeightDecay = s.WeightDecay ?? 0, Clipping = s.Clipping }),
        [OptimizerKind.Adagrad] = new([InitialAccumulator], s => new Adagrad(
            s.LearningRate ?? Adagrad.DefaultLearningRate, s.InitialAccumulator ?? Adagrad.DefaultInitialAccumulator)
        { WeightDecay = s.WeightDecay ?? 0, Clipping = s.Clipping }),
        [OptimizerKind.Lion] = new([Beta1, Beta2], s => new Lion(
            s.LearningRate ?? Lion.DefaultLearningRate, s.Beta1 ?? Lion.DefaultBeta1, s.Beta2 ?? Lion.DefaultBeta2)
        { WeightDecay = s.WeightDecay ?? 0, Clipping = s.Clipping }),
    };

    /// <summary>Makes an optimizer.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="settings">Its settings; the defaults if null.</param>
    /// <returns>The optimizer.</returns>
    /// <exception cref="MnistPSException">
    /// A setting was given that this optimizer does not have (<c>OptimizerParameterNotApplicable</c>), one is out of range
    /// (<c>OptimizerSettingOutOfRange</c>), or several limits of gradients were given (<c>ClippingAmbiguous</c>).
    /// </exception>
    public static Optimizer Create(OptimizerKind kind, OptimizerSettings? settings = null)
    {
        settings ??= new OptimizerSettings();
        var allowed = AllowedSettings(kind);
        if (settings.Given.FirstOrDefault(name => !allowed.Contains(name)) is { } refused)
            throw new MnistPSException(
                "OptimizerParameterNotApplicable",
                ErrorKind.InvalidArgument,
                $"{refused} is no setting of the optimizer {kind}. Its settings are: {string.Join(", ", allowed)}.");
        return s_entries[kind].Create(settings);
    }

    /// <summary>The names of the settings that an optimizer has.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Names of properties of <see cref="OptimizerSettings"/>.</returns>
    public static IReadOnlyList<string> AllowedSettings(OptimizerKind kind) => [.. s_entries[kind].Settings, .. s_common];

    /// <summary>The kind of a name as it is saved, which is that of the kind in small letters; null if there is none.</summary>
    internal static OptimizerKind? Find(string name)
    {
        foreach (var kind in s_entries.Keys)
        {
            if (string.Equals(kind.ToString(), name, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return null;
    }

    private sealed record Entry(string[] Settings, Func<OptimizerSettings, Optimizer> Create);
}

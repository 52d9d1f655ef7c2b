namespace MnistPS.Losses;

/// <summary>Which losses there are, which settings each of them has, and how it is made.</summary>
public static class LossCatalog
{
    private const string Smoothing = nameof(LossSettings.LabelSmoothing);
    private const string Logits = nameof(LossSettings.FromLogits);
    private const string Delta = nameof(LossSettings.Delta);

    private static readonly Dictionary<LossKind, Entry> s_entries = new()
    {
        [LossKind.CategoricalCrossentropy] = new(
            [Smoothing, Logits], s => new CategoricalCrossentropy(s.LabelSmoothing ?? 0, s.FromLogits ?? false)),
        [LossKind.SparseCategoricalCrossentropy] = new(
            [Logits], s => new SparseCategoricalCrossentropy(s.FromLogits ?? false)),
        [LossKind.BinaryCrossentropy] = new(
            [Smoothing, Logits], s => new BinaryCrossentropy(s.LabelSmoothing ?? 0, s.FromLogits ?? false)),
        [LossKind.MeanSquaredError] = new([], _ => new MeanSquaredError()),
        [LossKind.Huber] = new([Delta], s => new Huber(s.Delta ?? 1)),
    };

    /// <summary>Makes a loss.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="settings">Its settings; the defaults if null.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="MnistPSException">
    /// A setting was given that this loss does not have (<c>LossParameterNotApplicable</c>), or one is out of range.
    /// </exception>
    public static Loss Create(LossKind kind, LossSettings? settings = null)
    {
        settings ??= new LossSettings();
        if (settings.Given.FirstOrDefault(name => !AllowedSettings(kind).Contains(name)) is { } refused)
            throw new MnistPSException(
                "LossParameterNotApplicable",
                ErrorKind.InvalidArgument,
                $"{refused} is no setting of the loss {kind}. Its settings are: {Join(AllowedSettings(kind))}.");
        return s_entries[kind].Create(settings);
    }

    /// <summary>The names of the settings that a loss has.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Names of properties of <see cref="LossSettings"/>.</returns>
    public static IReadOnlyList<string> AllowedSettings(LossKind kind) => s_entries[kind].Settings;

    /// <summary>The kind of a name as it is saved; null if there is none.</summary>
    internal static LossKind? Find(string name)
    {
        foreach (var (kind, entry) in s_entries)
        {
            if (entry.Create(new LossSettings()).Name == name)
                return kind;
        }

        return null;
    }

    private static string Join(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private sealed record Entry(string[] Settings, Func<LossSettings, Loss> Create);
}

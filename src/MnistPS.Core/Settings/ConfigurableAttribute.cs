namespace MnistPS.Settings;

/// <summary>Declares a class, and those that derive from it, as configured by settings. See <see cref="SettingAttribute"/>.</summary>
/// <param name="noun">What it is called in messages: <c>optimizer</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConfigurableAttribute(string noun) : Attribute
{
    /// <summary>What it is called in messages.</summary>
    public string Noun { get; } = noun;

    /// <summary>The id of the error for a value that is out of range.</summary>
    public string OutOfRange { get; init; } = "SettingOutOfRange";

    /// <summary>The id of the error for a setting that it does not have.</summary>
    public string NotApplicable { get; init; } = "SettingNotApplicable";

    /// <summary>Whether a file may leave a setting out, which then has its default. Default: no.</summary>
    public bool MayBeLeftOut { get; init; }
}

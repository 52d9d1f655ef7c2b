namespace MnistPS.Settings;

/// <summary>Where values of settings come from: a command line, a file.</summary>
internal interface ISettingSource
{
    /// <summary>Looks for a value.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">Its value, of its type.</param>
    /// <returns>Whether there is one; the default stands otherwise.</returns>
    bool TryRead(Setting setting, out object? value);
}

/// <summary>Values by the settings' names in code.</summary>
/// <param name="values">The values.</param>
internal sealed class GivenSettings(IReadOnlyDictionary<string, object?> values) : ISettingSource
{
    /// <inheritdoc/>
    public bool TryRead(Setting setting, out object? value) => values.TryGetValue(setting.Name, out value);
}

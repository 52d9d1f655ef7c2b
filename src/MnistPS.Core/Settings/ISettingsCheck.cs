namespace MnistPS.Settings;

/// <summary>Something whose settings must fit one another.</summary>
internal interface ISettingsCheck
{
    /// <summary>Refuses settings that do not fit one another; each is in its range already.</summary>
    /// <exception cref="MnistPSException">They do not.</exception>
    void CheckSettings();
}

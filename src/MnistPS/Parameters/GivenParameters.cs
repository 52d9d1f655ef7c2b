using System.Management.Automation;
using MnistPS.Settings;

namespace MnistPS.Parameters;

/// <summary>Parameters of a cmdlet that are settings of what it makes, by their common name.</summary>
internal static class GivenParameters
{
    /// <summary>The parameters that were given and are settings of some member of a family.</summary>
    /// <typeparam name="T">What is configured, such as an optimizer.</typeparam>
    /// <param name="invocation">The cmdlet's call.</param>
    /// <returns>Values by name.</returns>
    internal static IReadOnlyDictionary<string, object?> Of<T>(InvocationInfo invocation)
        where T : class, INamed => Of(invocation, Catalog<T>.HasSetting);

    /// <summary>The parameters that were given and are settings.</summary>
    /// <param name="invocation">The cmdlet's call.</param>
    /// <param name="isSetting">Whether a name is that of a setting.</param>
    /// <returns>Values by name; a switch that is off counts as not given.</returns>
    internal static IReadOnlyDictionary<string, object?> Of(InvocationInfo invocation, Func<string, bool> isSetting) =>
        invocation.BoundParameters
            .Where(parameter => isSetting(parameter.Key) && parameter.Value is not SwitchParameter { IsPresent: false })
            .ToDictionary(
                parameter => parameter.Key,
                parameter => parameter.Value is SwitchParameter ? true : (object?)parameter.Value);
}

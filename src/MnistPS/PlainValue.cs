using System.Collections;
using System.Management.Automation;

namespace MnistPS;

/// <summary>Takes PowerShell's wrappers off a value and off what is in its arrays, for the engine knows none.</summary>
internal static class PlainValue
{
    /// <summary>Unwraps.</summary>
    /// <param name="value">The value as a parameter got it.</param>
    /// <returns>The value; arrays of objects are copied.</returns>
    internal static object? Of(object? value)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain is object?[] or ArrayList or List<object?>
            ? ((IList)plain).Cast<object?>().Select(Of).ToArray()
            : plain;
    }
}

namespace MnistPS.Views;

/// <summary>Gives the views of the module the engine's <see cref="DisplayText"/>, which PowerShell cannot see from there.</summary>
public static class ShownText
{
    /// <summary>Text that others have written, with control characters escaped.</summary>
    /// <param name="text">The text; null is empty.</param>
    /// <returns>A text of one line.</returns>
    public static string Of(string? text) => DisplayText.Of(text);
}

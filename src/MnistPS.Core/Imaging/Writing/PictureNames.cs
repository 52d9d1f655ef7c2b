using System.Globalization;
using MnistPS.Data;

namespace MnistPS.Imaging.Writing;

/// <summary>What pictures are called in the folder that they are written into.</summary>
public static class PictureNames
{
    private const string Extension = ".png";
    private const string Unknown = "picture";

    /// <summary>The name of a digit: that of the file that it was prepared from, or its number and label.</summary>
    /// <param name="image">The digit.</param>
    /// <param name="number">The number of one that has none.</param>
    /// <returns>A file name.</returns>
    public static string Of(DigitImage image, int number)
    {
        if (image is PreparedImage { Source: not null })
            return Of(image.Source, "digit");
        var text = (image.Index ?? number).ToString("D5", CultureInfo.InvariantCulture);
        return image.Label is { } label ? $"{text}-{label}{Extension}" : text + Extension;
    }

    /// <summary>The name of a stage of a preparation.</summary>
    /// <param name="step">The stage.</param>
    /// <returns>A file name.</returns>
    public static string Of(PreparationStep step) =>
        Of(step.Source, string.Create(CultureInfo.InvariantCulture, $"{step.Number}-{step.Name}"));

    /// <summary>The name of a picture that was made of another.</summary>
    /// <param name="source">The file of the other; null if there is none.</param>
    /// <param name="what">What was made of it.</param>
    /// <returns>A file name.</returns>
    public static string Of(string? source, string what) =>
        $"{Path.GetFileNameWithoutExtension(source) ?? Unknown}-{what}{Extension}";
}

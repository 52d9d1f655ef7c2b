using System.Globalization;
using MnistPS.Files;
using MnistPS.Imaging.Writing;

namespace MnistPS.Prediction;

/// <summary>Writes pictures with what was read in them.</summary>
public static class NumberAnnotation
{
    /// <summary>Writes a copy of a picture with a box around each digit and what was read above it; doubtful ones get a question mark.</summary>
    /// <param name="number">What was read in a file.</param>
    /// <param name="path">Full path of the copy, ending in .png, .jpg, .jpeg or .webp; a file there is replaced.</param>
    /// <param name="showConfidence">Whether the confidence stands below each digit.</param>
    /// <param name="options">What may happen to a file that is there. Default: it is replaced unless it is read-only.</param>
    /// <param name="cancellation">Stops the reading of the picture.</param>
    /// <exception cref="MnistPSException">
    /// The copy would replace the picture itself (<c>PictureWouldBeReplaced</c>), the number was not read from a file
    /// (<c>PictureUnknown</c>), or the ending is unknown.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Write(
        NumberPrediction number,
        string path,
        bool showConfidence = false,
        FileWriteOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (number.Path is not { } source)
            throw new MnistPSException(
                "PictureUnknown", ErrorKind.InvalidArgument, "The number was not read from a file, so there is no picture to draw on.");
        PictureFiles.RefuseReplacing(path, source);
        ImageWriter.WriteAnnotated(source, path, [.. number.Digits.Select(digit => Label(digit, showConfidence))], options, cancellation);
    }

    private static DigitLabel Label(LocatedDigit digit, bool showConfidence)
    {
        var text = digit.Doubtful ? $"{digit.Name}?" : digit.Name;
        var note = digit.Confidence is { } confidence ? string.Create(CultureInfo.InvariantCulture, $"{confidence * 100:F0}%") : string.Empty;
        return new DigitLabel(digit.BoundingBox ?? default, text, showConfidence ? note : string.Empty);
    }
}

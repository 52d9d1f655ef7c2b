using MnistPS.Imaging;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;
using MnistPS.Models;

namespace MnistPS.Prediction;

/// <summary>Lets a model read pictures of several digits.</summary>
public static class NumberReader
{
    /// <summary>Finds the digits of a picture and reads each of them.</summary>
    /// <param name="model">The model. It also helps to tell one wide digit from two that touch.</param>
    /// <param name="picture">A picture of any number of digits in lines, about equally large.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellation">Stops the search and the reading.</param>
    /// <returns>The digits in reading order.</returns>
    /// <exception cref="ImageFormatException">The picture is too small, blank or speckled.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="MnistPSException">The model does not read 28×28 pixels (<c>InputShapeMismatch</c>).</exception>
    public static NumberPrediction Read(
        DenseModel model, GrayImage picture, NumberOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new NumberOptions();
        DigitReader.RequireSize(model, PreparedImage.Side, PreparedImage.Side);
        var found = DigitFinder.Find(
            picture, options.Preparation, pixels => Confidence(model, pixels), cancellation);
        return new NumberPrediction([.. found.Select(ReadDigit)], options.MaskDoubtful)
        {
            Path = picture.Path,
        };

        LocatedDigit ReadDigit(FoundDigit digit)
        {
            cancellation.ThrowIfCancellationRequested();
            return Read(model, digit, options);
        }
    }

    private static float Confidence(DenseModel model, byte[] pixels) =>
        new DigitPrediction(DigitReader.Read(model, new PreparedImage(pixels))).Confidence ?? 0;

    private static LocatedDigit Read(DenseModel model, FoundDigit digit, NumberOptions options) =>
        new(DigitReader.Read(model, digit.Image, options.Copies), digit)
        {
            Path = digit.Image.Source,
            BoundingBox = digit.Box,
            Warnings = digit.Image.Warnings,
            MinimumConfidence = options.MinimumConfidence,
        };
}

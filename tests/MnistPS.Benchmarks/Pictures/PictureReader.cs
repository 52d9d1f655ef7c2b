using System.Numerics.Tensors;
using MnistPS.Evaluation;
using MnistPS.Imaging;
using MnistPS.Models;

namespace MnistPS.Benchmarks.Pictures;

/// <summary>Reads encoded pictures as Get-DigitPrediction does.</summary>
/// <param name="model">The model that reads.</param>
internal sealed class PictureReader(DenseModel model)
{
    /// <summary>Reads a picture of one digit.</summary>
    internal string ReadDigit(Stream picture) => $"{Digit(DigitImagePreparation.Prepare(ImageReader.Read(picture)).Pixels)}";

    /// <summary>Reads a picture of several, line by line, from left to right.</summary>
    internal string ReadNumber(Stream picture) => string.Concat(
        DigitFinder.Find(ImageReader.Read(picture), judge: pixels => Probabilities(pixels).Max())
            .Select(found => Digit(found.Image.Pixels)));

    private int Digit(byte[] pixels) => TensorPrimitives.IndexOfMax<float>(Probabilities(pixels));

    private float[] Probabilities(byte[] pixels) =>
        DigitReader.Read(model, new Data.DigitImage(pixels, MnistPS.Imaging.DigitImage.Side, MnistPS.Imaging.DigitImage.Side));
}

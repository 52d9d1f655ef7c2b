using MnistPS.Imaging;
using MnistPS.Imaging.Reading;
using MnistPS.Models;
using MnistPS.Prediction;

namespace MnistPS.Benchmarks.Pictures;

/// <summary>Reads encoded pictures as Get-DigitPrediction does.</summary>
/// <param name="model">The model that reads.</param>
internal sealed class PictureReader(DenseModel model)
{
    /// <summary>Reads a picture of one digit.</summary>
    internal string ReadDigit(Stream picture) =>
        new DigitPrediction(DigitReader.Read(model, DigitImagePreparation.Prepare(ImageReader.Read(picture)))).Name;

    /// <summary>Reads a picture of several, line by line, from left to right.</summary>
    internal string ReadNumber(Stream picture) => string.Concat(NumberReader.Read(model, ImageReader.Read(picture)).Lines);
}

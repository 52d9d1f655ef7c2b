using MnistPS.Data;
using MnistPS.Imaging;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;
using MnistPS.Models;

namespace MnistPS.Prediction;

/// <summary>Lets a model read digits in whatever holds them: files, images, datasets, arrays of pixels.</summary>
/// <param name="model">The model.</param>
/// <param name="options">How pictures are prepared, and which digits are doubtful.</param>
public sealed class DigitPredictor(DenseModel model, NumberOptions options)
{
    /// <summary>Reads the digit in a picture.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="cancellation">Stops reading and preparation.</param>
    /// <returns>What the model reads.</returns>
    /// <exception cref="MnistPSException">The file holds no picture of a digit.</exception>
    public DigitPrediction ReadFile(string path, CancellationToken cancellation = default) => Read(
        DigitImagePreparation.Prepare(ImageReader.Read(path, cancellation: cancellation), options.Preparation, cancellation));

    /// <summary>Reads all digits in a picture.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="cancellation">Stops reading and preparation.</param>
    /// <returns>What the model reads, in reading order.</returns>
    /// <exception cref="MnistPSException">The file holds no picture of digits.</exception>
    public NumberPrediction ReadNumber(string path, CancellationToken cancellation = default) =>
        NumberReader.Read(model, ImageReader.Read(path, cancellation: cancellation), options, cancellation);

    /// <summary>Reads an image as it is.</summary>
    /// <param name="image">An image of a dataset, or one that was prepared.</param>
    /// <returns>What the model reads, and where the image comes from.</returns>
    public DigitPrediction Read(DigitImage image)
    {
        var prepared = image as PreparedImage;
        return new DigitPrediction(DigitReader.Read(model, image, options.Copies))
        {
            Path = image.Source,
            Index = image.Index,
            Label = image.Label,
            BoundingBox = prepared?.BoundingBox,
            Warnings = prepared?.Warnings ?? [],
            MinimumConfidence = options.MinimumConfidence,
        };
    }

    /// <summary>Reads all images of a dataset, in their order, a batch at a time.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>What the model reads in each.</returns>
    public IEnumerable<DigitPrediction> Read(DigitDataset dataset, CancellationToken cancellation = default) =>
        DigitReader.Stream(model, dataset, options.Copies, cancellation).Select((answer, index) => new DigitPrediction(answer)
        {
            Path = dataset.Source,
            Index = index,
            Label = dataset.Labels.Span[index],
            MinimumConfidence = options.MinimumConfidence,
        });

    /// <summary>Reads an array of pixels, and says what keeps it from MNIST's form.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <returns>What the model reads.</returns>
    public DigitPrediction Read(PixelArray pixels) => new(DigitReader.Read(model, pixels))
    {
        Warnings = DigitImagePreparation.Examine(GrayImage.FromPixels(pixels)),
        MinimumConfidence = options.MinimumConfidence,
    };
}

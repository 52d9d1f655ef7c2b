using MnistPS.Data;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Evaluation;

/// <summary>Lets a model read images.</summary>
public static class DigitReader
{
    /// <summary>Reads one image.</summary>
    /// <param name="model">The model; its first input is read into, its first output is the answer.</param>
    /// <param name="image">The image, as many pixels as the model has inputs.</param>
    /// <param name="copies">Varied copies of the image that are read too, so that the mean of the answers counts. Range: 0 to 1000.</param>
    /// <returns>The probability of each class.</returns>
    /// <exception cref="MnistPSException">The image does not fit the model (<c>InputShapeMismatch</c>).</exception>
    public static float[] Read(DenseModel model, DigitImage image, int copies = 0)
    {
        CheckShape(model, image.Shape.Size, image.Shape);
        if (copies > 0)
            return Read(model, new DigitDataset(image.Pixels, new byte[1], image.Shape[0], image.Shape[1]), copies)[0];
        float[] answer = [];
        model.Predict(
            rows: 1,
            pass => PixelScaling.ToUnitRange(image.Pixels, pass.Inputs[0].Span),
            pass => answer = pass.Outputs[0].Output.Span.ToArray());
        return answer;
    }

    /// <summary>Reads all images of a dataset.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="copies">Varied copies of each image that are read too, so that the mean of the answers counts. Range: 0 to 1000.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The probability of each class, image by image.</returns>
    /// <exception cref="MnistPSException">The images do not fit the model (<c>InputShapeMismatch</c>).</exception>
    public static IReadOnlyList<float[]> Read(
        DenseModel model, DigitDataset dataset, int copies = 0, CancellationToken cancellation = default)
    {
        CheckShape(model, dataset.ImageShape.Size, dataset.ImageShape);
        var answers = new List<float[]>(dataset.Count);
        var samples = new SampleSet([.. model.Inputs.Select(_ => dataset)], [dataset]);
        ModelRunner.Run(model, samples, (pass, _) => AddRows(pass.Outputs[0].Output, answers), copies, cancellation);
        return answers;
    }

    private static void AddRows(Matrix output, List<float[]> answers)
    {
        for (var row = 0; row < output.Rows; row++)
            answers.Add(output.Row(row).ToArray());
    }

    private static void CheckShape(DenseModel model, int size, Shape shape)
    {
        var input = model.Inputs[0];
        if (model.Inputs.Any(layer => layer.OutputShape.Size != size))
            throw new MnistPSException(
                "InputShapeMismatch",
                ErrorKind.InvalidArgument,
                $"The model '{model.Name}' reads {input.OutputShape.Size} values; the image {shape} has {size}.");
    }
}

using MnistPS.Data;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Prediction;

/// <summary>Lets a model read images.</summary>
public static class DigitReader
{
    /// <summary>Reads one image.</summary>
    /// <param name="model">The model; each of its inputs gets the image, its first output is the answer.</param>
    /// <param name="image">The image, as many pixels as the model has inputs.</param>
    /// <param name="copies">Number of varied copies of the image over which the probabilities are averaged. Range: 0 to 1000.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="MnistPSException">The image does not fit the model (<c>InputShapeMismatch</c>).</exception>
    public static ModelAnswer Read(DenseModel model, DigitImage image, int copies = 0)
    {
        RequireSize(model, image.Height, image.Width);
        if (copies > 0)
            return Read(model, new DigitDataset(image.Pixels, new byte[1], image.Height, image.Width), copies)[0];
        return ReadOne(model, input => PixelScaling.ToUnitRange(image.Pixels, input));
    }

    /// <summary>Reads one image that is an array of numbers, as it is.</summary>
    /// <param name="model">The model; each of its inputs gets the image, its first output is the answer.</param>
    /// <param name="image">The image, as many pixels as the model has inputs.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="MnistPSException">The image does not fit the model (<c>InputShapeMismatch</c>).</exception>
    public static ModelAnswer Read(DenseModel model, PixelArray image)
    {
        RequireSize(model, image.Height, image.Width);
        return ReadOne(model, image.Values.CopyTo);
    }

    /// <summary>Reads all images of a dataset.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="copies">Number of varied copies of each image over which the probabilities are averaged. Range: 0 to 1000.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The answers, image by image.</returns>
    /// <exception cref="MnistPSException">The images do not fit the model (<c>InputShapeMismatch</c>).</exception>
    public static IReadOnlyList<ModelAnswer> Read(
        DenseModel model, DigitDataset dataset, int copies = 0, CancellationToken cancellation = default) =>
        [.. Stream(model, dataset, copies, cancellation)];

    /// <summary>Reads all images of a dataset, batch by batch as the answers are taken.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="copies">Number of varied copies of each image over which the probabilities are averaged. Range: 0 to 1000.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The answers, image by image.</returns>
    /// <exception cref="MnistPSException">The images do not fit the model (<c>InputShapeMismatch</c>).</exception>
    public static IEnumerable<ModelAnswer> Stream(
        DenseModel model, DigitDataset dataset, int copies = 0, CancellationToken cancellation = default)
    {
        CheckShape(model, dataset.ImageShape.Size, dataset.ImageShape);
        var reading = OutputReading.Of(model);
        var samples = new SampleSet([.. model.Inputs.Select(_ => dataset)], [dataset]);
        return ModelRunner.Stream(
            model, samples, (workspace, _) => ReadRows(reading, workspace.Outputs[0].Output), copies, cancellation).SelectMany(batch => batch);
    }

    /// <summary>Makes sure that a model reads images of a size.</summary>
    /// <param name="model">The model.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Columns of pixels.</param>
    /// <exception cref="MnistPSException">It does not (<c>InputShapeMismatch</c>).</exception>
    internal static void RequireSize(DenseModel model, int height, int width) =>
        CheckShape(model, height * width, new Shape(height, width));

    private static ModelAnswer ReadOne(DenseModel model, FillRow fill)
    {
        var reading = OutputReading.Of(model);
        ModelAnswer? answer = null;
        model.Predict(
            rows: 1,
            workspace =>
            {
                foreach (var input in workspace.Inputs)
                    fill(input.Span);
            },
            workspace => answer = ModelAnswer.Read(reading, workspace.Outputs[0].Output.Span));
        return answer!;
    }

    private delegate void FillRow(Span<float> input);

    private static ModelAnswer[] ReadRows(OutputReading reading, Matrix output)
    {
        var answers = new ModelAnswer[output.Rows];
        for (var row = 0; row < answers.Length; row++)
            answers[row] = ModelAnswer.Read(reading, output.Row(row));
        return answers;
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

using System.Numerics.Tensors;
using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Prediction;

/// <summary>
/// Test-time augmentation (Krizhevsky et al. 2012): a model reads each image as it is and in some slightly varied copies,
/// and the mean of the probabilities is its answer. What it gets wrong by a hair in one copy it gets right in most.
/// </summary>
internal sealed class TestTimeAugmenter
{
    /// <summary>The largest allowed number of copies.</summary>
    internal const int MaximumCopies = 1000;

    private readonly int _copies;
    private readonly ImageAugmenter[] _augmenters;
    private readonly OutputReading[] _readings;

    private TestTimeAugmenter(DenseModel model, SampleSet samples, int copies)
    {
        _copies = copies;
        _readings = [.. model.Outputs.Select((_, output) => OutputReading.Of(model, output))];
        _augmenters = [.. samples.Inputs.Select(dataset => new ImageAugmenter(dataset, ImageAugmentation.Slight, seed: 0))];
    }

    /// <summary>Puts mean answers in the place of the answers to the images as they are: the mean of the probabilities.</summary>
    /// <param name="workspace">A batch that has gone forward.</param>
    /// <param name="indices">The images of the batch.</param>
    /// <param name="cancellation">Stops between two copies.</param>
    internal void Average(ModelWorkspace workspace, int[] indices, CancellationToken cancellation)
    {
        var sums = workspace.Outputs.Select(output => new Matrix(output.Output.Rows, output.Output.Columns)).ToArray();
        AddProbabilities(workspace, sums);
        for (var copy = 1; copy <= _copies; copy++)
        {
            cancellation.ThrowIfCancellationRequested();
            ImageSources.Load(_augmenters, indices, copy, workspace.Inputs, workspace.WorkerPool);
            workspace.Forward();
            AddProbabilities(workspace, sums);
        }

        for (var i = 0; i < sums.Length; i++)
        {
            var mean = workspace.Outputs[i].Output;
            TensorPrimitives.Divide(sums[i].Span, _copies + 1, mean.Span);
            for (var row = 0; row < mean.Rows; row++)
                _readings[i].FromProbabilities(mean.Row(row));
        }
    }

    /// <summary>Prepares.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">The images.</param>
    /// <param name="copies">Varied copies of each image. Range: 0 to 1000.</param>
    /// <returns>The augmenter; null for no copies.</returns>
    /// <exception cref="MnistPSException">The copies are out of range (<c>TestTimeAugmentationOutOfRange</c>).</exception>
    internal static TestTimeAugmenter? Create(DenseModel model, SampleSet samples, int copies)
    {
        if (copies is < 0 or > MaximumCopies)
            throw new MnistPSException(
                "TestTimeAugmentationOutOfRange",
                ErrorKind.InvalidArgument,
                $"TestTimeAugmentation, the number of varied copies of each image, must be from 0 to {MaximumCopies}; {copies} was given.");
        return copies == 0 ? null : new TestTimeAugmenter(model, samples, copies);
    }

    // The mean of probabilities is taken, never that of logits, among which one sure copy would outweigh many.
    private void AddProbabilities(ModelWorkspace workspace, Matrix[] sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            var answers = workspace.Outputs[i].Output.Clone();
            for (var row = 0; row < answers.Rows; row++)
                _readings[i].ToProbabilities(answers.Row(row));
            TensorPrimitives.Add(sums[i].Span, answers.Span, sums[i].Span);
        }
    }
}

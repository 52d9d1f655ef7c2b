using System.Numerics.Tensors;
using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Models;

namespace MnistPS.Prediction;

/// <summary>
/// Test-time augmentation (Krizhevsky et al. 2012): a model reads each image as it is and in some slightly varied copies,
/// and the mean of its answers counts. What it gets wrong by a hair in one copy it gets right in most.
/// </summary>
internal sealed class TestTimeAugmenter
{
    /// <summary>The largest allowed number of copies.</summary>
    internal const int MaximumCopies = 1000;

    private readonly int _copies;
    private readonly ImageAugmenter[] _augmenters;

    /// <summary>Prepares.</summary>
    /// <param name="samples">The images.</param>
    /// <param name="copies">Varied copies of each image. Range: 1 to 1000.</param>
    internal TestTimeAugmenter(SampleSet samples, int copies)
    {
        _copies = copies;
        _augmenters = [.. samples.Inputs.Select(dataset => new ImageAugmenter(dataset, ImageAugmentation.Slight, seed: 0))];
    }

    /// <summary>Puts mean answers in the place of the answers to the images as they are.</summary>
    /// <param name="workspace">A batch that has gone forward.</param>
    /// <param name="indices">The images of the batch.</param>
    /// <param name="cancellation">Stops between two copies.</param>
    internal void Average(ModelWorkspace workspace, int[] indices, CancellationToken cancellation)
    {
        var sums = workspace.Outputs.Select(output => output.Output.Clone()).ToArray();
        for (var copy = 1; copy <= _copies; copy++)
        {
            cancellation.ThrowIfCancellationRequested();
            Load(workspace, indices, copy);
            workspace.Forward();
            for (var i = 0; i < sums.Length; i++)
                TensorPrimitives.Add(sums[i].Span, workspace.Outputs[i].Output.Span, sums[i].Span);
        }

        for (var i = 0; i < sums.Length; i++)
            TensorPrimitives.Divide(sums[i].Span, _copies + 1, workspace.Outputs[i].Output.Span);
    }

    /// <summary>Refuses a number of copies that is out of range.</summary>
    /// <param name="copies">The number.</param>
    /// <exception cref="MnistPSException">It is below 0 or above 1000 (<c>TestTimeAugmentationOutOfRange</c>).</exception>
    internal static void Check(int copies)
    {
        if (copies is < 0 or > MaximumCopies)
            throw new MnistPSException(
                "TestTimeAugmentationOutOfRange",
                ErrorKind.InvalidArgument,
                $"TestTimeAugmentation, the number of varied copies of each image, must be from 0 to {MaximumCopies}; {copies} was given.");
    }

    private void Load(ModelWorkspace workspace, int[] indices, int copy)
    {
        for (var i = 0; i < _augmenters.Length; i++)
        {
            workspace.WorkerPool.ParallelFor(
                (Augmenter: _augmenters[i], indices, copy, Batch: workspace.Inputs[i]),
                indices.Length,
                ModelRunner.FewestImages,
                static (load, first, end) => load.Augmenter.CopyImages(load.indices, load.copy, load.Batch, first..end));
        }
    }
}

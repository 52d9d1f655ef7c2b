using MnistPS.Data;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Prediction;

/// <summary>Runs samples through a model batch by batch, as in use.</summary>
public static class ModelRunner
{
    /// <summary>Samples in a batch: enough to keep all threads busy, few enough for the cache.</summary>
    public const int BatchSize = 512;

    /// <summary>Fewer images than this are not worth handing over: one is a matter of some hundred nanoseconds.</summary>
    internal const int FewestImages = 16;

    /// <summary>Runs all samples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="visit">Is called for each batch, with the pass and the number of its first sample.</param>
    /// <param name="copies">
    /// Varied copies of each image that are read too, so that the mean of the answers counts. Range: 0 to 1000. Default: 0.
    /// </param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="MnistPSException">The copies are out of range (<c>TestTimeAugmentationOutOfRange</c>).</exception>
    public static void Run(
        DenseModel model,
        SampleSet samples,
        Action<ModelWorkspace, int> visit,
        int copies = 0,
        CancellationToken cancellation = default)
    {
        TestTimeAugmenter.Check(copies);
        using var pool = new WorkerPool(samples.Count * (copies + 1) > BatchSize ? WorkerPool.DefaultSize : 1);
        Run(model, samples, visit, pool, cancellation, copies > 0 ? new TestTimeAugmenter(model, samples, copies) : null);
    }

    /// <summary>Runs all samples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="visit">Is called for each batch, with the pass and the number of its first sample.</param>
    /// <param name="pool">Who shares the work.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <param name="varied">Averages the answers over varied copies; null for the images as they are.</param>
    internal static void Run(
        DenseModel model,
        SampleSet samples,
        Action<ModelWorkspace, int> visit,
        WorkerPool pool,
        CancellationToken cancellation,
        TestTimeAugmenter? varied = null)
    {
        Span<int> indices = stackalloc int[BatchSize];
        for (var start = 0; start < samples.Count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = indices[..Math.Min(BatchSize, samples.Count - start)];
            for (var i = 0; i < batch.Length; i++)
                batch[i] = start + i;
            var rows = batch.ToArray();
            var first = start;
            model.Predict(rows.Length, workspace => Fill(workspace, samples, rows), workspace => Read(workspace, rows, first), pool);
        }

        void Read(ModelWorkspace workspace, int[] rows, int first)
        {
            varied?.Average(workspace, rows, cancellation);
            visit(workspace, first);
        }
    }

    private static void Fill(ModelWorkspace workspace, SampleSet samples, int[] indices)
    {
        for (var i = 0; i < workspace.Inputs.Count; i++)
        {
            workspace.WorkerPool.ParallelFor(
                (Dataset: samples.Inputs[i], indices, Batch: workspace.Inputs[i]),
                indices.Length,
                FewestImages,
                static (fill, first, end) => fill.Dataset.CopyImages(fill.indices, fill.Batch, first..end));
        }
    }

    /// <summary>The labels of a batch, as an output layer should give them.</summary>
    /// <param name="dataset">Where the labels are.</param>
    /// <param name="output">The output layer.</param>
    /// <param name="start">Number of the first sample.</param>
    /// <param name="rows">Samples in the batch.</param>
    /// <returns>(rows, units).</returns>
    public static Matrix Targets(DigitDataset dataset, Layer output, int start, int rows)
    {
        var targets = new Matrix(rows, output.OutputShape.Size);
        dataset.CopyLabels([.. Enumerable.Range(start, rows)], targets);
        return targets;
    }
}

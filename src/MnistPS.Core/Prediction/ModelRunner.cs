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
        var varied = TestTimeAugmenter.Create(model, samples, copies);
        Run(model, samples, visit, WorkerPool.Shared, cancellation, varied);
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
        var job = new Job(model, samples, pool, varied, cancellation);
        for (var start = 0; start < samples.Count; start += BatchSize)
            job.RunBatch(start, visit);
    }

    /// <summary>Runs all samples, batch by batch as the results are taken: none is computed before it is wanted.</summary>
    /// <typeparam name="T">What is read of a batch.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="read">Is called for each batch, with the pass and the number of its first sample.</param>
    /// <param name="copies">Varied copies of each image that are read too. Range: 0 to 1000.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>What was read of each batch.</returns>
    /// <exception cref="MnistPSException">The copies are out of range (<c>TestTimeAugmentationOutOfRange</c>).</exception>
    internal static IEnumerable<T> Stream<T>(
        DenseModel model,
        SampleSet samples,
        Func<ModelWorkspace, int, T> read,
        int copies = 0,
        CancellationToken cancellation = default)
    {
        var varied = TestTimeAugmenter.Create(model, samples, copies);
        return Stream(new Job(model, samples, WorkerPool.Shared, varied, cancellation), read);
    }

    private static IEnumerable<T> Stream<T>(Job job, Func<ModelWorkspace, int, T> read)
    {
        for (var start = 0; start < job.Samples.Count; start += BatchSize)
        {
            T? result = default;
            job.RunBatch(start, (workspace, first) => result = read(workspace, first));
            yield return result!;
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

    private sealed record Job(
        DenseModel Model, SampleSet Samples, WorkerPool Pool, TestTimeAugmenter? Varied, CancellationToken Cancellation)
    {
        internal void RunBatch(int start, Action<ModelWorkspace, int> visit)
        {
            Cancellation.ThrowIfCancellationRequested();
            int[] indices = [.. Enumerable.Range(start, Math.Min(BatchSize, Samples.Count - start))];
            Model.Predict(indices.Length, workspace => Load(workspace, indices), workspace => Read(workspace, indices, visit), Pool);
        }

        private void Load(ModelWorkspace workspace, int[] indices) =>
            ImageSources.Load(Samples.Inputs, indices, variation: 0, workspace.Inputs, workspace.WorkerPool);

        private void Read(ModelWorkspace workspace, int[] indices, Action<ModelWorkspace, int> visit)
        {
            Varied?.Average(workspace, indices, Cancellation);
            visit(workspace, indices[0]);
        }
    }
}

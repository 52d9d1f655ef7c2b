using System.Runtime.InteropServices;
using MnistPS.Numerics;
using MnistPS.Training;
using static TorchSharp.torch;

namespace MnistPS.Torch;

/// <summary>
/// One step of training by autograd: a batch forward, its loss, backward, and the optimizer's change of the weights, which are
/// the model's own.
/// </summary>
internal sealed class TorchStep : ITrainingStep
{
    private readonly StepContext _context;
    private readonly TorchParameters _parameters;
    private readonly TorchNetwork _network;
    private readonly TorchOptimizer _optimizer;
    private readonly RandomStream _random = new(seed: 0);

    // Two sizes at the most: full batches, and the rest at the end of an epoch.
    private readonly Dictionary<int, TorchBatch> _batches = [];
    private int _epoch;

    internal TorchStep(StepContext context)
    {
        _context = context;
        _parameters = new TorchParameters(context.Model);
        _network = new TorchNetwork(context.Model, _parameters);
        _optimizer = new TorchOptimizer(context.Compilation.Optimizer, _parameters);
    }

    /// <inheritdoc/>
    public void Begin(int epoch)
    {
        // OpenMP keeps the number by thread: it is asked for by the one that computes.
        set_num_threads(_context.WorkerPool.Size);
        _epoch = epoch;
        _random.State = EpochRandomStreams.Layers(_context.Seed, epoch).State;
    }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<int> indices)
    {
        try
        {
            using var scope = NewDisposeScope();
            var batch = Load(indices);
            var outputs = _network.Forward(batch.InputTensors, layer => batch.Draw(layer, _random));
            var loss = ComputeLoss(batch, outputs);
            _parameters.Gradients.zero_();
            loss.backward();
            _optimizer.Step(++_context.Compilation.Optimizer.Iterations);
        }
        catch (ExternalException error)
        {
            // The lines that follow are a stack of C++.
            throw new MnistPSException(
                "TorchFailed", ErrorKind.InvalidOperation, $"libtorch says: {error.Message.Split('\n')[0]}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var batch in _batches.Values)
            batch.Dispose();
        _optimizer.Dispose();
        _parameters.Dispose();
    }

    private TorchBatch Load(ReadOnlySpan<int> indices)
    {
        if (!_batches.TryGetValue(indices.Length, out var batch))
            _batches[indices.Length] = batch = new TorchBatch(_context, indices.Length);
        _context.Loader.Load(batch.Inputs, batch.Targets, batch.SampleWeights, indices, _epoch, _context.WorkerPool);
        return batch;
    }

    // Each output has a loss: what is minimised is their sum, plus the penalty on large weights.
    private Tensor ComputeLoss(TorchBatch batch, TorchOutput[] outputs)
    {
        var total = _network.Penalty();
        _context.Metrics.AddPenalty(total?.item<float>() ?? 0, batch.Rows);
        for (var i = 0; i < outputs.Length; i++)
        {
            var loss = _context.Compilation.OutputLosses[i];
            var (output, predictions) = (outputs[i].Output, loss.WorksOnLogits ? outputs[i].PreActivation : outputs[i].Output);
            var losses = TorchLoss.OfSamples(loss.Loss, predictions, loss.WorksOnLogits, batch.TargetTensors[i]);
            if (batch.SampleWeights[i].Length > 0)
                losses = losses * tensor(batch.SampleWeights[i]);
            var sum = losses.sum();
            batch.Report(_context.Metrics.Outputs[i], i, output, sum.item<float>());
            var mean = sum * ((double)loss.Factor / batch.Rows);
            total = total is null ? mean : total + mean;
        }

        return total!;
    }
}

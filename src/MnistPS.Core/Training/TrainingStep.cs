using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>How a network learns, on one page: a batch forward, its loss, the gradient backward, a small change of the weights.</summary>
/// <remarks>
/// A pool of workers shares the work on each layer: samples, units or weights, whatever does not depend on one another.
/// </remarks>
internal sealed class TrainingStep : ITrainingStep
{
    private readonly StepContext _context;
    private readonly DenseModel _model;
    private readonly GradientBuffer _gradients;
    private readonly RandomStream _random = new(seed: 0);

    // Two sizes at the most: full batches, and the rest at the end of an epoch.
    private readonly Dictionary<int, StepMemory> _memory = [];
    private int _epoch;

    internal TrainingStep(StepContext context)
    {
        (_context, _model) = (context, context.Model);
        _gradients = _model.Store.CreateGradients();
    }

    /// <inheritdoc/>
    public void Begin(int epoch)
    {
        _epoch = epoch;
        _random.State = EpochRandomStreams.Layers(_context.Seed, epoch).State;
    }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<int> indices)
    {
        var batch = Memory(indices.Length);
        Load(batch, indices);                 // x: pixels from 0 to 1; y: a 1 at the label's place, 0 elsewhere.
        batch.Workspace.Forward();            // Layer by layer: z = x·W + b, a = f(z); the last a is the answer, p.
        ComputeLoss(batch);                   // L = −Σ y·log p / n (cross-entropy) and its gradient: ∂L/∂z = (p − y) / n.
        Backpropagate(batch);                 // The chain rule, layer by layer: ∂L/∂W = xᵀ·∂L/∂z, ∂L/∂x = ∂L/∂z·Wᵀ.
        UpdateWeights();                      // Gradient descent: W ← W − η·∂L/∂W, as the optimizer refines it.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // All memory is the garbage collector's; other engines hold memory of their own.
    }

    private void Load(StepMemory batch, ReadOnlySpan<int> indices) => _context.Loader.Load(
        batch.Workspace.Inputs, batch.Targets, batch.SampleWeights, indices, _epoch, _context.WorkerPool);

    // Each output has a loss: what is minimised is their sum, plus the penalty on large weights.
    private void ComputeLoss(StepMemory batch)
    {
        var (workspace, targets, sampleWeights) = batch;
        workspace.ResetGradients();
        for (var i = 0; i < workspace.Outputs.Count; i++)
        {
            var output = workspace.Outputs[i];
            var loss = _context.Compilation.OutputLosses[i].EvaluateWithGradient(output, targets[i], sampleWeights[i]);
            _context.Metrics.Outputs[i].Add(output.Output, targets[i], loss);
        }

        _context.Metrics.AddPenalty(WeightPenalty.Of(_model), workspace.Rows);
    }

    // Backpropagation (Rumelhart, Hinton and Williams 1986): from the last layer to the first, each receives the gradient of
    // the loss by its output, and multiplies it by its own derivatives to get those by its weights and by its inputs. A layer
    // that several read from gets the sum of what they hand back.
    private void Backpropagate(StepMemory batch)
    {
        batch.Workspace.Backward();
        WeightPenalty.AddGradient(_model, _gradients);
    }

    private void UpdateWeights() =>
        _context.Compilation.Optimizer.Step(_model.Store.Values, _gradients.All, _gradients.Each, _context.WorkerPool);

    private StepMemory Memory(int rows)
    {
        if (!_memory.TryGetValue(rows, out var memory))
            _memory[rows] = memory = StepMemory.Create(_context, rows, _random, _gradients);
        return memory;
    }
}

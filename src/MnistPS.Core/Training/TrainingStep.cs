using MnistPS.Data;
using MnistPS.Evaluation;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>One step of training: a batch forward, its loss, backward, and the optimizer's change of the weights.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly DenseModel _model;
    private readonly Compilation _compilation;
    private readonly OutputScore[] _scores;
    private readonly SampleSet _samples;
    private readonly RandomSource _chance;
    private readonly ParameterStore _store;
    private readonly Parameter[] _regularized;

    // Two sizes of batches at the most: the full one and the rest at the end of an epoch.
    private readonly Dictionary<int, (ModelPass Pass, Matrix[] Targets)> _memory = [];

    internal TrainingStep(
        DenseModel model, Compilation compilation, OutputScore[] scores, SampleSet samples, RandomSource chance)
    {
        (_model, _compilation, _scores, _samples, _chance) = (model, compilation, scores, samples, chance);
        _store = model.Store;
        _regularized = [.. _store.Parameters.Where(parameter => parameter.Regularizer is not null)];
    }

    internal void Run(ReadOnlySpan<int> indices)
    {
        var (pass, targets) = Memory(indices.Length);
        for (var i = 0; i < pass.Inputs.Count; i++)
            _samples.Inputs[i].CopyImages(indices, pass.Inputs[i]);
        for (var i = 0; i < targets.Length; i++)
            _samples.Targets[i].CopyLabels(indices, targets[i]);

        pass.Forward();
        pass.ResetGradients();
        for (var i = 0; i < _scores.Length; i++)
            _scores[i].Add(pass.Outputs[i], targets[i], default, _compilation.LossWeights?[i] ?? 1);
        pass.Backward();
        foreach (var parameter in _regularized)
            parameter.Regularizer!.AddGradient(parameter.Value.Span, parameter.Gradient!.Span);
        _compilation.Optimizer.Step(_store.Values, _store.Gradients, _store.GradientOfEach);
    }

    public void Dispose()
    {
        foreach (var (pass, _) in _memory.Values)
            pass.Dispose();
    }

    private (ModelPass Pass, Matrix[] Targets) Memory(int rows)
    {
        if (_memory.TryGetValue(rows, out var memory))
            return memory;
        memory = (
            new ModelPass(_model, rows, training: true, random: _chance),
            [.. _model.Outputs.Select(layer => new Matrix(rows, layer.OutputShape.Size))]);
        return _memory[rows] = memory;
    }
}

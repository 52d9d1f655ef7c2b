using MnistPS.Layers;
using MnistPS.Models;

namespace MnistPS.Training;

/// <summary>One step of training: a batch forward, its loss, backward, and the optimizer's change of the weights.</summary>
internal sealed class TrainingStep
{
    private readonly Compilation _compilation;
    private readonly EpochScore _score;
    private readonly ParameterStore _store;
    private readonly Parameter[] _regularized;

    internal TrainingStep(DenseModel model, Compilation compilation, EpochScore score)
    {
        (_compilation, _score) = (compilation, score);
        _store = model.Store;
        _regularized = [.. _store.Parameters.Where(parameter => parameter.Regularizer is not null)];
    }

    internal void Run(TrainingBatch batch)
    {
        var pass = batch.Pass;
        pass.Forward();
        pass.ResetGradients();
        for (var i = 0; i < batch.Targets.Length; i++)
            _score.Outputs[i].Add(pass.Outputs[i], batch.Targets[i], batch.Weights[i], _score.LossWeight(i));
        pass.Backward();
        if (_regularized.Length > 0)
            Regularize();
        _compilation.Optimizer.Step(_store.Values, _store.Gradients);
    }

    /// <summary>The penalty on large weights, as they are now.</summary>
    internal double Penalty()
    {
        var sum = 0.0;
        foreach (var parameter in _regularized)
            sum += parameter.Regularizer!.Penalty(parameter.Value.Span);
        return sum;
    }

    private void Regularize()
    {
        _score.AddPenalty(Penalty());
        foreach (var parameter in _regularized)
            parameter.Regularizer!.AddGradient(parameter.Value.Span, parameter.Gradient!.Span);
    }
}

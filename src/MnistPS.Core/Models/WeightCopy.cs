using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Models;

/// <summary>Another set of numbers for all parameters of a model, moving statistics included.</summary>
internal sealed class WeightCopy
{
    // Fewer numbers than this are not worth handing over.
    private const int FewestNumbers = 1 << 14;

    private readonly Matrix[] _model;

    /// <summary>Copies the numbers that the model has.</summary>
    /// <param name="model">The model.</param>
    internal WeightCopy(DenseModel model)
    {
        _model = [
            model.Store.Values,
            .. model.Parameters.Where(parameter => !parameter.Trainable).Select(parameter => parameter.Value)];
        Values = [.. _model.Select(matrix => matrix.Clone())];
    }

    /// <summary>The numbers of this copy: all trainable parameters in one, then each of the others.</summary>
    internal IReadOnlyList<Matrix> Values { get; }

    /// <summary>Copies the numbers that the model has now.</summary>
    internal void Take()
    {
        for (var i = 0; i < _model.Length; i++)
            Values[i].CopyFrom(_model[i]);
    }

    /// <summary>Gives the model the numbers of this copy.</summary>
    internal void Restore()
    {
        for (var i = 0; i < _model.Length; i++)
            _model[i].CopyFrom(Values[i]);
    }

    /// <summary>Exchanges the numbers of the model and of this copy.</summary>
    internal void Exchange()
    {
        for (var i = 0; i < _model.Length; i++)
            Exchange(_model[i].Span, Values[i].Span);
    }

    /// <summary>Moves this copy towards the model: copy += share·(model − copy).</summary>
    /// <param name="share">From 0, nothing, to 1, all the way.</param>
    /// <param name="pool">Who shares the work.</param>
    internal void Approach(float share, WorkerPool pool)
    {
        for (var i = 0; i < _model.Length; i++)
        {
            pool.ParallelFor((To: _model[i], Copy: Values[i], share), _model[i].Length, FewestNumbers, static (move, first, end) =>
            {
                var copy = move.Copy.Span[first..end];
                TensorPrimitives.Lerp(copy, move.To.Span[first..end], move.share, copy);
            });
        }
    }

    private static void Exchange(Span<float> one, Span<float> other)
    {
        for (var i = 0; i < one.Length; i++)
            (one[i], other[i]) = (other[i], one[i]);
    }
}

using MnistPS.Layers;
using MnistPS.Models;
using static TorchSharp.torch;

namespace MnistPS.Torch;

/// <summary>
/// The parameters of a model as tensors: all trainable ones in one piece, so that an optimizer's step is a handful of
/// operations, and each on its own, as autograd needs it, in the same memory.
/// </summary>
internal sealed class TorchParameters : IDisposable
{
    private readonly Dictionary<Parameter, Tensor> _byParameter = [];
    private readonly List<Tensor> _gradients = [];

    /// <summary>Makes the tensors.</summary>
    /// <param name="model">The model.</param>
    /// <param name="type">
    /// Float32 to work in the model's own memory, so that it is trained by every step; Float64 for a copy of it.
    /// </param>
    internal TorchParameters(DenseModel model, ScalarType type = ScalarType.Float32)
    {
        using var shared = TorchMemory.Share(model.Store.Values, type);
        Values = shared.flatten().DetachFromDisposeScope();
        Gradients = zeros_like(Values).DetachFromDisposeScope();
        foreach (var (parameter, start) in model.Store.Layout)
            Add(parameter, start);
        foreach (var parameter in model.Parameters.Where(parameter => !parameter.Trainable))
            _byParameter[parameter] = Shaped(TorchMemory.Share(parameter.Value, type), parameter);
    }

    /// <summary>All trainable parameters, one after the other.</summary>
    internal Tensor Values { get; }

    /// <summary>Their gradients, in the same order.</summary>
    internal Tensor Gradients { get; }

    /// <summary>The gradient of each trainable parameter, in the same memory.</summary>
    internal IReadOnlyList<Tensor> EachGradient => _gradients;

    /// <summary>A parameter, of its own shape: (inputs, units) for a kernel.</summary>
    internal Tensor this[Parameter parameter] => _byParameter[parameter];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _byParameter.Values.Concat(_gradients).Append(Values).Append(Gradients))
            tensor.Dispose();
    }

    // Autograd adds to a gradient that is there already, and so writes into the memory of all.
    private void Add(Parameter parameter, int start)
    {
        using var value = Values.narrow(0, start, parameter.Count);
        using var gradient = Gradients.narrow(0, start, parameter.Count);
        var leaf = Shaped(value.detach(), parameter).requires_grad_();
        _gradients.Add(Shaped(gradient.alias(), parameter));
        leaf.grad = _gradients[^1];
        _byParameter[parameter] = leaf;
    }

    private static Tensor Shaped(Tensor values, Parameter parameter)
    {
        using (values)
            return values.view([.. parameter.Shape.ToArray().Select(axis => (long)axis)]).DetachFromDisposeScope();
    }
}

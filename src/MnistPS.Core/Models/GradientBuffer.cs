using MnistPS.Layers;
using MnistPS.Numerics;

namespace MnistPS.Models;

/// <summary>The gradients of all trainable parameters in one buffer, in the order of their <see cref="ParameterStore"/>.</summary>
/// <param name="all">The whole buffer.</param>
/// <param name="byParameter">The view of each parameter.</param>
public sealed class GradientBuffer(Matrix all, IReadOnlyDictionary<Parameter, Matrix> byParameter)
{
    /// <summary>The whole buffer.</summary>
    public Matrix All { get; } = all;

    /// <summary>The view of each parameter, of the parameter's shape.</summary>
    public IReadOnlyDictionary<Parameter, Matrix> ByParameter { get; } = byParameter;

    /// <summary>The views, parameter after parameter.</summary>
    public IReadOnlyList<Matrix> Each { get; } = [.. byParameter.Values];
}

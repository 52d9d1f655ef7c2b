using System.Numerics.Tensors;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>While training, adds normal noise to each number: samples never look the same twice. In use nothing is added.</summary>
public sealed class GaussianNoiseLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inbound">The layer that it reads from.</param>
    /// <param name="standardDeviation">The noise's standard deviation. Range: at least 0.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    /// <exception cref="MnistPSException">The deviation is out of range (<c>NoiseOutOfRange</c>).</exception>
    public GaussianNoiseLayer(Layer inbound, float standardDeviation, string? name = null)
        : base(name, [inbound], inbound.OutputShape)
    {
        StandardDeviation = standardDeviation;
        SettingList.Check(this);
    }

    /// <summary>The noise's standard deviation.</summary>
    [Setting("stddev", AtLeast = 0, OutOfRange = "NoiseOutOfRange")]
    public float StandardDeviation { get; }

    /// <inheritdoc/>
    public override void Forward(LayerWorkspace workspace)
    {
        if (PassesInputOn(workspace.Training))
            return;
        Draw(workspace.Random!, workspace.Output.Span);
        TensorPrimitives.Add(workspace.Output.Span, workspace.Input.Span, workspace.Output.Span);
    }

    /// <inheritdoc/>
    public override void Backward(LayerWorkspace workspace) => workspace.Inbound[0].ReceiveGradient(workspace.OutputGradient!);

    /// <inheritdoc/>
    internal override void Draw(RandomStream random, Span<float> numbers)
    {
        random.FillNormal(numbers);
        TensorPrimitives.Multiply(numbers, StandardDeviation, numbers);
    }

    /// <inheritdoc/>
    internal override bool PassesInputOn(bool training) => !training || StandardDeviation == 0;
}

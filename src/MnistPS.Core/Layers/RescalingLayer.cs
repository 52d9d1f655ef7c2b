using System.Numerics.Tensors;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>scale·x + offset: brings inputs into the range that a network learns best from.</summary>
public sealed class RescalingLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inbound">The layer that it reads from.</param>
    /// <param name="scale">The factor. Range: finite.</param>
    /// <param name="offset">What is added. Range: finite. Default: 0.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    /// <exception cref="MnistPSException">A number is not finite (<c>RescalingOutOfRange</c>).</exception>
    public RescalingLayer(Layer inbound, float scale, float offset = 0, string? name = null)
        : base(name, [inbound], inbound.OutputShape)
    {
        (Scale, Offset) = (scale, offset);
        SettingList.Check(this);
    }

    /// <summary>The factor.</summary>
    [Setting("scale", OutOfRange = "RescalingOutOfRange")]
    public float Scale { get; }

    /// <summary>What is added.</summary>
    [Setting("offset", OutOfRange = "RescalingOutOfRange")]
    public float Offset { get; }

    /// <inheritdoc/>
    public override void Forward(LayerWorkspace workspace)
    {
        TensorPrimitives.Multiply(workspace.Input.Span, Scale, workspace.Output.Span);
        TensorPrimitives.Add(workspace.Output.Span, Offset, workspace.Output.Span);
    }

    /// <inheritdoc/>
    public override void Backward(LayerWorkspace workspace)
    {
        var gradient = workspace.OutputGradient!;
        TensorPrimitives.Multiply(gradient.Span, Scale, gradient.Span);
        workspace.Inbound[0].ReceiveGradient(gradient);
    }
}

using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>Where samples enter the network.</summary>
public sealed class InputLayer : Layer
{
    /// <summary>Makes an input.</summary>
    /// <param name="shape">Shape of one sample: <c>(784)</c> for a flattened digit, <c>(28, 28)</c> for an image.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    public InputLayer(Shape shape, string? name = null)
        : base(name, [], shape)
    {
    }

    /// <summary>Shape of one sample.</summary>
    [Setting("shape")]
    public Shape Shape => OutputShape;

    /// <inheritdoc/>
    public override void Forward(LayerWorkspace workspace)
    {
        // The samples are in the output already: whoever runs the network has put them there.
    }

    /// <inheritdoc/>
    public override void Backward(LayerWorkspace workspace)
    {
        // Nothing lies before an input.
    }
}

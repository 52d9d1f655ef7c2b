using System.Numerics.Tensors;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>
/// While training, drops each number with a probability and multiplies the rest, so that the expected sum stays (Srivastava
/// et al. 2014, "inverted"): no unit can rely on another. In use nothing is dropped.
/// </summary>
public sealed class DropoutLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inbound">The layer that it reads from.</param>
    /// <param name="rate">The probability with which a number becomes 0. Range: 0 to below 1.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    /// <exception cref="MnistPSException">The rate is out of range (<c>DropoutRateOutOfRange</c>).</exception>
    public DropoutLayer(Layer inbound, float rate, string? name = null)
        : base(name, [inbound], inbound.OutputShape)
    {
        Rate = rate;
        SettingList.Check(this);
    }

    /// <summary>The probability with which a number becomes 0.</summary>
    [Setting("rate", AtLeast = 0, Below = 1, OutOfRange = "DropoutRateOutOfRange")]
    public float Rate { get; }

    /// <inheritdoc/>
    public override void Forward(LayerWorkspace workspace)
    {
        if (PassesInputOn(workspace.Training))
            return;
        var mask = Mask(workspace);
        Draw(workspace.Random!, mask.Span);
        TensorPrimitives.Multiply(workspace.Input.Span, mask.Span, workspace.Output.Span);
    }

    /// <inheritdoc/>
    public override void Backward(LayerWorkspace workspace)
    {
        var gradient = workspace.OutputGradient!;
        if (!PassesInputOn(workspace.Training))
            TensorPrimitives.Multiply(gradient.Span, Mask(workspace).Span, gradient.Span);
        workspace.Inbound[0].ReceiveGradient(gradient);
    }

    /// <inheritdoc/>
    internal override void Draw(RandomStream random, Span<float> numbers)
    {
        random.FillUniform(numbers);
        Elementwise.StepAt(Rate, numbers, below: 0, above: 1 / (1 - Rate));
    }

    /// <inheritdoc/>
    internal override bool PassesInputOn(bool training) => !training || Rate == 0;

    // The factor of each number: 0, or 1 / (1 − rate).
    private static Matrix Mask(LayerWorkspace workspace) => workspace.Scratch(0, workspace.Output.Rows, workspace.Output.Columns);
}

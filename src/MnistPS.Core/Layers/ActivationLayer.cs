namespace MnistPS.Layers;

/// <summary>An activation as a layer of its own: f(x).</summary>
public sealed class ActivationLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inbound">The layer that it reads from.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    public ActivationLayer(Layer inbound, Activation activation, string? name = null)
        : base(name, [inbound], inbound.OutputShape) => Activation = activation;

    /// <summary>The activation.</summary>
    public Activation Activation { get; }

    /// <inheritdoc/>
    internal override Activation OutputActivation => Activation;

    /// <inheritdoc/>
    internal override bool ActivatesInput => true;

    /// <inheritdoc/>
    public override void Forward(LayerPass pass) => pass.ShareRows(static (pass, first, end) =>
        pass.Layer.OutputActivation!.Forward(pass.Input.RowsFrom(first, end), pass.Output.RowsFrom(first, end)));

    /// <inheritdoc/>
    public override void Backward(LayerPass pass)
    {
        pass.GoBackThroughActivation();
        pass.Inbound[0].ReceiveGradient(pass.OutputGradient!);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> GetConfiguration() =>
        new Dictionary<string, object?> { ["activation"] = Activation.Name };
}

using System.Text.Json;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>
/// A node of the network's graph. It knows the layers that it reads from (inbound) and those that read from it
/// (outbound), the shape of what it puts out, and how to compute forward and backward.
/// </summary>
/// <remarks>A layer holds its settings and parameters. What a pass over a batch needs besides is a <see cref="LayerWorkspace"/>.</remarks>
[Configurable("layer")]
public abstract class Layer
{
    private readonly Layer[] _inbound;
    private readonly List<Layer> _outbound = [];

    /// <summary>Joins the layer to those that it reads from.</summary>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    /// <param name="inbound">The layers that it reads from.</param>
    /// <param name="outputShape">Shape of one sample of its output.</param>
    private protected Layer(string? name, IReadOnlyList<Layer> inbound, Shape outputShape)
    {
        if (name is not null)
            CheckName(name);
        Name = name;
        OutputShape = outputShape;
        _inbound = [.. inbound];
        foreach (var layer in _inbound)
            layer._outbound.Add(this);
    }

    /// <summary>Its name; null until a model that it is part of has chosen one.</summary>
    public string? Name { get; internal set; }

    /// <summary>Whether a model has chosen the name: another model that has the name already may then choose again.</summary>
    internal bool IsNameAutomatic { get; set; }

    /// <summary>What kind of layer it is: <c>Dense</c>, <c>Dropout</c>, ….</summary>
    public string Kind => GetType().Name[..^nameof(Layer).Length];

    /// <summary>Shape of one sample of its output.</summary>
    public Shape OutputShape { get; }

    /// <summary>The layers that it reads from.</summary>
    public IReadOnlyList<Layer> Inbound => _inbound;

    /// <summary>The layers that read from it.</summary>
    public IReadOnlyList<Layer> Outbound => _outbound;

    /// <summary>Its parameters, trainable ones first.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>Number of values in its parameters.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Count);

    /// <summary>The activation at its end, if it has one: what a loss may want to look behind.</summary>
    internal virtual Activation? OutputActivation => null;

    /// <summary>Whether the layer is nothing but that activation, of what it reads.</summary>
    internal virtual bool ActivatesInput => false;

    /// <summary>Computes <see cref="LayerWorkspace.Output"/> from the outputs of the inbound layers.</summary>
    /// <param name="workspace">The memory of this pass.</param>
    public abstract void Forward(LayerWorkspace workspace);

    /// <summary>
    /// Computes the gradients of the parameters and of the inbound layers' outputs from
    /// <see cref="LayerWorkspace.OutputGradient"/>, which it may overwrite.
    /// </summary>
    /// <param name="workspace">The memory of the pass whose forward computation came before.</param>
    public abstract void Backward(LayerWorkspace workspace);

    /// <summary>Whether the output is the input, unchanged: the two then share memory, and nothing is copied.</summary>
    /// <param name="training">Whether the pass trains.</param>
    /// <returns>Whether there is nothing to compute.</returns>
    internal virtual bool PassesInputOn(bool training) => false;

    /// <summary>Draws the random numbers that the layer needs while training, one for each number of its output.</summary>
    /// <param name="random">Where they come from.</param>
    /// <param name="numbers">Where they go: the factors of a dropout, a noise.</param>
    internal virtual void Draw(RandomStream random, Span<float> numbers) =>
        throw new InvalidOperationException($"The layer {this} needs no random numbers.");

    /// <summary>The settings, of which the layer can be made again, as JSON numbers, strings and booleans.</summary>
    /// <returns>Names as Keras spells them, with values.</returns>
    public IReadOnlyDictionary<string, object?> GetConfiguration() => SettingList.Describe(this);

    /// <inheritdoc/>
    public override string ToString() => Name ?? Kind;

    private static void CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || !DisplayText.IsHarmless(name) || name.Any(c => c is '/' or '*' or '?'))
            throw new MnistPSException(
                "LayerNameInvalid",
                ErrorKind.InvalidArgument,
                $"The layer name '{JsonEncodedText.Encode(name)}' is not allowed: it must not be empty nor hold '/', '*', '?' or control characters.");
    }
}

using System.Globalization;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Numerics;

namespace MnistPS.Models;

/// <summary>
/// A network: the layers on the ways from its inputs to its outputs, found by walking from the outputs back.
/// </summary>
public sealed class DenseModel
{
    private ModelWorkspace? _idlePass;
    private ParameterStore? _store;
    private int _inTraining;

    /// <summary>Makes a model of layers that have been joined before.</summary>
    /// <param name="inputs">Where samples enter.</param>
    /// <param name="outputs">The layers whose outputs are the answer.</param>
    /// <param name="name">Its name. Default: <c>model</c>.</param>
    /// <param name="seed">Where the first weights come from; a random one if null.</param>
    /// <exception cref="MnistPSException">The layers do not form a model; the id says why.</exception>
    public DenseModel(
        IReadOnlyList<InputLayer> inputs, IReadOnlyList<Layer> outputs, string? name = null, int? seed = null)
    {
        // Arrays, since PowerShell takes an item out of those by its number.
        Inputs = inputs.ToArray();
        Outputs = outputs.ToArray();
        Layers = ModelGraph.Walk(Inputs, Outputs).ToArray();
        ModelBudget.Check(Layers);
        ModelGraph.NameLayers(Layers);
        Name = name is null ? "model" : DisplayText.Of(name);
        Seed = seed ?? Random.Shared.Next();
        SeedParameters();
    }

    /// <summary>Makes a model of layers that have been joined before; its inputs are found by walking from the outputs.</summary>
    /// <param name="outputs">The layers whose outputs are the answer.</param>
    /// <param name="name">Its name. Default: <c>model</c>.</param>
    /// <param name="seed">Where the first weights come from; a random one if null.</param>
    public DenseModel(IReadOnlyList<Layer> outputs, string? name = null, int? seed = null)
        : this(ModelGraph.FindInputs(outputs), outputs, name, seed)
    {
    }

    /// <summary>Makes the short kind of model: an input, hidden layers one after the other, and an output of probabilities.</summary>
    /// <param name="inputSize">Values of one sample.</param>
    /// <param name="hiddenUnits">Units of each hidden layer.</param>
    /// <param name="outputUnits">Number of classes.</param>
    /// <param name="activation">The activation of the hidden layers.</param>
    /// <param name="name">Its name. Default: <c>model</c>.</param>
    /// <param name="seed">Where the first weights come from; a random one if null.</param>
    /// <returns>The model.</returns>
    public static DenseModel Create(
        int inputSize,
        IEnumerable<int> hiddenUnits,
        int outputUnits,
        Activation activation,
        string? name = null,
        int? seed = null)
    {
        Layer layer = new InputLayer(new Shape(inputSize));
        foreach (var units in hiddenUnits)
            layer = new DenseLayer(layer, units, new DenseOptions { Activation = activation });
        var options = new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax) };
        return new DenseModel([new DenseLayer(layer, outputUnits, options)], name, seed);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where the first weights came from.</summary>
    public int Seed { get; }

    /// <summary>Where samples enter.</summary>
    public IReadOnlyList<InputLayer> Inputs { get; }

    /// <summary>The layers whose outputs are the answer.</summary>
    public IReadOnlyList<Layer> Outputs { get; }

    /// <summary>All layers, each after those that it reads from.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Loss, optimizer and metrics; null until the model has been compiled.</summary>
    public Compilation? Compilation { get; set; }

    /// <summary>The parameters of all layers.</summary>
    public IEnumerable<Parameter> Parameters => Layers.SelectMany(layer => layer.Parameters);

    /// <summary>Number of values in all parameters.</summary>
    public int ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>The rows of the summary, one per layer.</summary>
    public IReadOnlyList<LayerSummary> Summary => Layers.Select(layer => new LayerSummary(layer)).ToArray();

    /// <summary>The summary as text: layers, shapes, parameters and their total.</summary>
    public string SummaryText => ModelText.Summarize(this);

    /// <summary>All trainable parameters in one buffer; they are moved there when training first needs it.</summary>
    internal ParameterStore Store => _store is { IsCurrent: true } ? _store : _store = ParameterStore.Create(this);

    /// <summary>The layer of a name.</summary>
    /// <param name="name">The name; case does not matter.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="MnistPSException">There is none of that name (<c>LayerNotFound</c>).</exception>
    public Layer GetLayer(string name) =>
        Layers.FirstOrDefault(layer => string.Equals(layer.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new MnistPSException(
            "LayerNotFound",
            ErrorKind.ObjectNotFound,
            $"The model '{Name}' has no layer '{name}'. Its layers are: {string.Join(", ", Layers)}.");

    /// <summary>The output layer of a name.</summary>
    /// <param name="name">The name; case does not matter.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="MnistPSException">None of the outputs has that name (<c>OutputNotFound</c>).</exception>
    public Layer GetOutput(string name) =>
        Outputs.FirstOrDefault(layer => string.Equals(layer.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new MnistPSException(
            "OutputNotFound",
            ErrorKind.ObjectNotFound,
            $"The model '{Name}' has no output '{name}'. Its outputs are: {string.Join(", ", Outputs)}.");

    /// <summary>Runs a batch through the network, as in use: nothing is dropped, nothing is learned.</summary>
    /// <param name="fill">Puts the samples into the inputs.</param>
    /// <param name="rows">Samples in the batch.</param>
    /// <param name="read">Reads the outputs; they are only there meanwhile.</param>
    /// <param name="pool">Who shares the work; the caller alone if null.</param>
    public void Predict(int rows, Action<ModelWorkspace> fill, Action<ModelWorkspace> read, WorkerPool? pool = null)
    {
        // The memory of the last call is taken up again where it fits; several threads may predict at once.
        var workspace = Interlocked.Exchange(ref _idlePass, null);
        if (workspace?.Rows != rows)
            workspace = new ModelWorkspace(this, rows, training: false);
        workspace.WorkerPool = pool ?? WorkerPool.Alone;
        fill(workspace);
        workspace.Forward();
        read(workspace);
        Volatile.Write(ref _idlePass, workspace);
    }

    /// <summary>Says that a training begins: two at a time would overwrite each other's steps.</summary>
    /// <exception cref="MnistPSException">The model is being trained (<c>ModelInTraining</c>).</exception>
    internal void BeginTraining()
    {
        if (Interlocked.Exchange(ref _inTraining, 1) != 0)
            throw new MnistPSException(
                "ModelInTraining",
                ErrorKind.InvalidOperation,
                $"The model '{Name}' is being trained already. Wait for that, or make a model for each training.");
    }

    /// <summary>Says that the training is over.</summary>
    internal void EndTraining() => Volatile.Write(ref _inTraining, 0);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name} ({Layers.Count} layers, {ParameterCount:N0} parameters)");

    private void SeedParameters()
    {
        var number = 0L;
        foreach (var parameter in Parameters)
            parameter.Seed(((long)Seed << 20) + number++);
    }
}

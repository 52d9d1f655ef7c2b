using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>The memory of one layer for passes over batches of one size: its output, and the gradient by it.</summary>
public sealed class LayerWorkspace
{
    // Fewer numbers than this are not worth handing over: some three microseconds.
    private const int FewestNumbers = 1 << 14;

    private readonly IReadOnlyDictionary<Parameter, Matrix>? _gradients;
    private readonly Dictionary<int, Matrix> _scratch = [];
    private GradientState _gradient;

    /// <summary>Makes the memory.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inbound">The passes of the layers that it reads from.</param>
    /// <param name="rows">Samples in a batch.</param>
    /// <param name="training">Whether the pass trains: dropout drops, batch normalization uses the batch's own statistics.</param>
    /// <param name="keepPreActivation">Whether what comes before the activation is wanted afterwards, to look at.</param>
    /// <param name="random">The source of random numbers, for layers that need one while training.</param>
    /// <param name="gradients">Where the gradient of each parameter goes; needed to train.</param>
    public LayerWorkspace(
        Layer layer,
        IReadOnlyList<LayerWorkspace> inbound,
        int rows,
        bool training,
        bool keepPreActivation = false,
        RandomStream? random = null,
        IReadOnlyDictionary<Parameter, Matrix>? gradients = null)
    {
        Layer = layer;
        Inbound = inbound;
        Rows = rows;
        Training = training;
        Random = random;
        _gradients = gradients;
        Output = layer.PassesInputOn(training) ? inbound[0].Output : new Matrix(rows, layer.OutputShape.Size);
        PreActivation = FindPreActivation(keepPreActivation);
        NeedsGradient = training
            && (layer.Parameters.Any(parameter => parameter.Trainable) || inbound.Any(workspace => workspace.NeedsGradient));
        OutputGradient = NeedsGradient ? new Matrix(rows, layer.OutputShape.Size) : null;
    }

    /// <summary>The layer.</summary>
    public Layer Layer { get; }

    /// <summary>The passes of the layers that it reads from.</summary>
    public IReadOnlyList<LayerWorkspace> Inbound { get; }

    /// <summary>Samples in a batch.</summary>
    public int Rows { get; }

    /// <summary>Whether the pass trains.</summary>
    public bool Training { get; }

    /// <summary>The source of random numbers; there while training.</summary>
    public RandomStream? Random { get; }

    /// <summary>Who shares the work. Default: the caller alone.</summary>
    public WorkerPool WorkerPool { get; set; } = WorkerPool.Alone;

    /// <summary>The output of the only inbound layer.</summary>
    public Matrix Input => Inbound[0].Output;

    /// <summary>The output of the layer, (batch, size); the input's own memory where a layer passes it on unchanged.</summary>
    public Matrix Output { get; }

    /// <summary>
    /// What comes before the activation; the very same memory as <see cref="Output"/> where nobody needs both, and the
    /// input's where the layer is nothing but an activation.
    /// </summary>
    public Matrix PreActivation { get; }

    /// <summary>
    /// Gradient of the loss by the output, (batch, size); null where nobody needs it. It becomes the gradient by the
    /// pre-activation in place.
    /// </summary>
    public Matrix? OutputGradient { get; }

    /// <summary>Whether a backward pass goes through this layer.</summary>
    public bool NeedsGradient { get; }

    /// <summary>Where a backward pass puts the gradient of the loss by a parameter.</summary>
    /// <param name="parameter">A trainable parameter of the layer.</param>
    /// <returns>A matrix of the parameter's size, to be overwritten.</returns>
    public Matrix GradientOf(Parameter parameter) => _gradients![parameter];

    /// <summary>Memory of the layer's own, the same for every batch: a mask, the statistics of a batch.</summary>
    /// <param name="index">Number of the memory, from 0: a layer may want several.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <returns>The memory, zero at first.</returns>
    public Matrix Scratch(int index, int rows, int columns) => _scratch.TryGetValue(index, out var memory)
        ? memory
        : _scratch[index] = new Matrix(rows, columns);

    /// <summary>Shares work on the samples of the batch, which does not depend on the other samples.</summary>
    /// <typeparam name="T">The layer, or what else the work needs.</typeparam>
    /// <param name="state">The layer, or what else the work needs.</param>
    /// <param name="body">Does the work for some rows, from a first up to an end.</param>
    public void ParallelForRows<T>(T state, Action<(T State, LayerWorkspace Workspace), int, int> body) =>
        WorkerPool.ParallelFor((state, this), Rows, FewestNumbers / Math.Max(1, Output.Columns), body);

    /// <summary>Shares work on the features of a layer, which does not depend on the other features.</summary>
    /// <typeparam name="T">The layer, or what else the work needs.</typeparam>
    /// <param name="features">Number of features.</param>
    /// <param name="state">The layer, or what else the work needs.</param>
    /// <param name="body">Does the work for some features, from a first up to an end.</param>
    public void ParallelForFeatures<T>(int features, T state, Action<(T State, LayerWorkspace Workspace), int, int> body) =>
        WorkerPool.ParallelFor((state, this), features, FewestNumbers * features / Math.Max(1, Output.Length), body);

    /// <summary>Turns the gradient by the output into the gradient by the pre-activation, unless it already is that.</summary>
    /// <param name="activation">The layer's activation.</param>
    internal void GoBackThrough(Activation activation)
    {
        if (_gradient != GradientState.ByPreActivation)
            ParallelForRows(activation, static (work, first, end) => work.Workspace.GoBackThrough(work.State, first, end));
    }

    /// <summary>Takes a gradient by the output from a layer that reads from this one: the sum of all counts.</summary>
    /// <param name="gradient">(batch, size). Nothing happens where nobody needs it.</param>
    public void ReceiveGradient(Matrix gradient)
    {
        if (OutputGradient is null)
            return;
        var (own, claimed) = (OutputGradient, ClaimGradient());
        WorkerPool.ParallelFor((own, gradient, claimed), own.Length, FewestNumbers, static (sum, first, end) =>
        {
            var own = sum.own.Span[first..end];
            var other = sum.gradient.Span[first..end];
            if (sum.claimed)
                TensorPrimitives.Add(own, other, own);
            else
                other.CopyTo(own);
        });
    }

    /// <summary>Says that a gradient is about to be written into <see cref="OutputGradient"/>.</summary>
    /// <returns>Whether somebody has written before, so that it has to be added.</returns>
    public bool ClaimGradient()
    {
        var claimed = _gradient != GradientState.None;
        _gradient = GradientState.ByOutput;
        return claimed;
    }

    /// <summary>The gradient by the output, for a loss to be the first to write.</summary>
    /// <returns><see cref="OutputGradient"/>, to be overwritten.</returns>
    internal Matrix? BeginOutputGradient() => Begin(GradientState.ByOutput);

    /// <summary>The gradient by the pre-activation, for a loss that looks behind the activation of an output that no layer reads.</summary>
    /// <returns>A matrix (batch, size), to be overwritten; null where nobody needs it.</returns>
    internal Matrix? BeginPreActivationGradient() => Begin(GradientState.ByPreActivation);

    /// <summary>Begins a new batch: no gradient has been written yet.</summary>
    public void ResetGradient() => _gradient = GradientState.None;

    private Matrix? Begin(GradientState gradient)
    {
        _gradient = gradient;
        return OutputGradient;
    }

    private void GoBackThrough(Activation activation, int first, int end) => activation.Backward(
        PreActivation.RowsFrom(first, end), Output.RowsFrom(first, end), OutputGradient!.RowsFrom(first, end));

    // Where the activation's derivative can be told from its output, it is computed in place.
    private Matrix FindPreActivation(bool keep)
    {
        if (Layer.ActivatesInput)
            return Input;
        return Layer.OutputActivation is { } activation && (keep || activation.NeedsPreActivation)
            ? new Matrix(Rows, Layer.OutputShape.Size)
            : Output;
    }

    // What lies in OutputGradient.
    private enum GradientState
    {
        None,
        ByOutput,
        ByPreActivation,
    }
}

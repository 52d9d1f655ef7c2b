using MnistPS.Layers;
using MnistPS.Numerics;

namespace MnistPS.Models;

/// <summary>The memory in which a model computes batches of one size, and the computation: forward and backward.</summary>
public sealed class ModelWorkspace
{
    private readonly LayerWorkspace[] _workspaces;
    private readonly Dictionary<Layer, LayerWorkspace> _byLayer = [];
    private WorkerPool _pool = WorkerPool.Alone;

    /// <summary>Makes the memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Samples in a batch, at least 1.</param>
    /// <param name="training">Whether the pass trains.</param>
    /// <param name="keepPreActivations">Whether pre-activations are wanted afterwards, to look at.</param>
    /// <param name="random">The source of random numbers, for layers that need one while training.</param>
    /// <param name="gradients">Where the gradients of the parameters go; needed to train.</param>
    public ModelWorkspace(
        DenseModel model,
        int rows,
        bool training,
        bool keepPreActivations = false,
        RandomStream? random = null,
        IReadOnlyDictionary<Parameter, Matrix>? gradients = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ModelBudget.CheckBatch(model, rows, training);
        Model = model;
        Rows = rows;
        foreach (var layer in model.Layers)
        {
            LayerWorkspace[] inbound = [.. layer.Inbound.Select(input => _byLayer[input])];
            _byLayer[layer] = new LayerWorkspace(layer, inbound, rows, training, keepPreActivations, random, gradients);
        }

        _workspaces = [.. model.Layers.Select(layer => _byLayer[layer])];
        Inputs = [.. model.Inputs.Select(layer => _byLayer[layer].Output)];
        Outputs = [.. model.Outputs.Select(layer => _byLayer[layer])];
    }

    /// <summary>The model.</summary>
    public DenseModel Model { get; }

    /// <summary>Samples in a batch.</summary>
    public int Rows { get; }

    /// <summary>Who shares the work. Default: the caller alone.</summary>
    public WorkerPool WorkerPool
    {
        get => _pool;
        set
        {
            _pool = value;
            foreach (var workspace in _workspaces)
                workspace.WorkerPool = value;
        }
    }

    /// <summary>Where the samples go, one matrix (batch, size) per input.</summary>
    public IReadOnlyList<Matrix> Inputs { get; }

    /// <summary>The passes of the output layers.</summary>
    public IReadOnlyList<LayerWorkspace> Outputs { get; }

    /// <summary>The pass of a layer.</summary>
    /// <param name="layer">A layer of the model.</param>
    /// <returns>Its pass.</returns>
    public LayerWorkspace this[Layer layer] => _byLayer[layer];

    /// <summary>Computes the outputs from the inputs.</summary>
    public void Forward()
    {
        foreach (var workspace in _workspaces)
            workspace.Layer.Forward(workspace);
    }

    /// <summary>Says that no gradient has been written yet. To be called before a loss writes into the outputs' gradients.</summary>
    public void ResetGradients()
    {
        foreach (var workspace in _workspaces)
            workspace.ResetGradient();
    }

    /// <summary>
    /// Computes the gradients of all parameters from the gradients of the outputs: from the last layer to the first, each turns
    /// the gradient by its output into those by its parameters and by its inputs.
    /// </summary>
    public void Backward()
    {
        for (var i = _workspaces.Length - 1; i >= 0; i--)
        {
            if (_workspaces[i].NeedsGradient)
                _workspaces[i].Layer.Backward(_workspaces[i]);
        }
    }
}

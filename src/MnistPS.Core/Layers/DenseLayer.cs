using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>A layer in which every unit reads every input: activation(x·W + b).</summary>
public sealed class DenseLayer : Layer
{
    /// <summary>The largest allowed number of units.</summary>
    public const int MaximumUnits = 1 << 16;

    private readonly Parameter[] _parameters;

    /// <summary>Makes a dense layer.</summary>
    /// <param name="inbound">The layer that it reads from. Its output is read as one row of numbers per sample.</param>
    /// <param name="units">Number of units. Range: 1 to 65,536.</param>
    /// <param name="options">Activation, initializers and the like; Keras's defaults if null.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    /// <exception cref="MnistPSException">The units are out of range (<c>LayerUnitsOutOfRange</c>).</exception>
    public DenseLayer(Layer inbound, int units, DenseOptions? options = null, string? name = null)
        : base(name, [inbound], CheckUnits(units))
    {
        Options = options ?? new DenseOptions();
        var inputs = inbound.OutputShape.Size;
        Kernel = new Parameter("kernel", inputs, units, Options.KernelInitializer) { Regularizer = Options.KernelRegularizer };
        Bias = Options.UseBias ? new Parameter("bias", 1, units, Options.BiasInitializer, isVector: true) : null;
        _parameters = Bias is null ? [Kernel] : [Kernel, Bias];
        SettingList.Check(this);
    }

    /// <summary>Its settings.</summary>
    public DenseOptions Options { get; }

    /// <summary>The weight matrix W, (inputs, units).</summary>
    public Parameter Kernel { get; }

    /// <summary>The bias vector b, (units); null without one.</summary>
    public Parameter? Bias { get; }

    /// <summary>The activation.</summary>
    public Activation Activation => Options.Activation;

    /// <summary>Number of units. Range: 1 to 65,536.</summary>
    [Setting("units", AtLeast = 1, AtMost = MaximumUnits, OutOfRange = "LayerUnitsOutOfRange")]
    public int Units => OutputShape.Size;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => _parameters;

    /// <inheritdoc/>
    internal override Activation OutputActivation => Activation;

    /// <inheritdoc/>
    public override void Forward(LayerWorkspace workspace)
    {
        MatrixProduct.Multiply(workspace.Input, Kernel.Value, workspace.PreActivation, pool: workspace.WorkerPool);
        workspace.ParallelForRows(this, static (work, first, end) => work.State.Activate(work.Workspace, first, end));
    }

    /// <inheritdoc/>
    public override void Backward(LayerWorkspace workspace)
    {
        var dz = workspace.OutputGradient!;
        workspace.GoBackThrough(Activation);

        MatrixProduct.TransposedMultiply(workspace.Input, dz, workspace.GradientOf(Kernel), pool: workspace.WorkerPool);
        if (Bias is not null)
            workspace.ParallelForFeatures(Units, this, static (work, first, end) => work.State.SumForBias(work.Workspace, first, end));

        var input = workspace.Inbound[0];
        if (input.OutputGradient is { } dx)
            MatrixProduct.MultiplyByTransposed(dz, Kernel.Value, dx, accumulate: input.ClaimGradient(), workspace.WorkerPool);
    }

    // y = f(z + b) for some samples.
    private void Activate(LayerWorkspace workspace, int first, int end)
    {
        var z = workspace.PreActivation.RowsFrom(first, end);
        if (Bias is not null)
            RowVector.AddToRows(Bias.Value.Span, z);
        Activation.Forward(z, workspace.Output == workspace.PreActivation ? z : workspace.Output.RowsFrom(first, end));
    }

    // db = Σ dz over the samples, for some units.
    private void SumForBias(LayerWorkspace workspace, int first, int end) =>
        RowVector.SumRows(workspace.OutputGradient!, workspace.GradientOf(Bias!).Span, first, end);

    private static Shape CheckUnits(int units)
    {
        SettingList.Of(typeof(DenseLayer)).Check(nameof(Units), units);
        return new Shape(units);
    }
}

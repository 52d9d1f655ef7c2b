using System.Numerics.Tensors;
using MnistPS.Layers.Initializers;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>
/// γ·(x − μ)/√(σ² + ε) + β for each feature (Ioffe and Szegedy 2015): every feature gets the mean and the deviation that
/// training finds best. While training, μ and σ² are those of the batch (σ² with the divisor n); in use, moving means of them.
/// </summary>
/// <remarks>Features are the last axis of the input; all others count as samples, as in Keras.</remarks>
public sealed class BatchNormalizationLayer : Layer
{
    private const int NormalizedScratch = 0;
    private const int InverseDeviationScratch = 1;
    private const int MeanScratch = 2;
    private const int VarianceScratch = 3;

    /// <summary>Makes the layer.</summary>
    /// <param name="inbound">The layer that it reads from.</param>
    /// <param name="options">Momentum and ε; Keras's defaults if null.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    /// <exception cref="MnistPSException">A setting is out of range (<c>BatchNormalizationOutOfRange</c>).</exception>
    public BatchNormalizationLayer(Layer inbound, BatchNormalizationOptions? options = null, string? name = null)
        : base(name, [inbound], inbound.OutputShape)
    {
        Options = options ?? new BatchNormalizationOptions();
        SettingList.Check(Options);
        Gamma = Vector("gamma", InitializerCatalog.Ones);
        Beta = Vector("beta", InitializerCatalog.Zeros);
        MovingMean = Vector("moving_mean", InitializerCatalog.Zeros, trainable: false);
        MovingVariance = Vector("moving_variance", InitializerCatalog.Ones, trainable: false);
        Parameters = [Gamma, Beta, MovingMean, MovingVariance];
    }

    /// <summary>Its settings.</summary>
    public BatchNormalizationOptions Options { get; }

    /// <summary>γ, the deviation of each feature after the layer, (features).</summary>
    public Parameter Gamma { get; }

    /// <summary>β, the mean of each feature after the layer, (features).</summary>
    public Parameter Beta { get; }

    /// <summary>The moving mean of the batches' means, (features).</summary>
    public Parameter MovingMean { get; }

    /// <summary>The moving mean of the batches' variances, (features).</summary>
    public Parameter MovingVariance { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; }

    private int Features => OutputShape[^1];

    /// <inheritdoc/>
    public override void Forward(LayerWorkspace workspace)
    {
        if (!workspace.Training)
        {
            NormalizeByMovingMeans(workspace);
            return;
        }

        EnsureScratch(workspace);
        workspace.ParallelForFeatures(
            Features, this, static (work, first, end) => work.State.NormalizeByBatch(work.Workspace, first, end));
        Follow(MovingMean, Mean(workspace));
        Follow(MovingVariance, Variance(workspace));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// With x̂ = (x − μ)/√(σ² + ε) over n samples: dβ = Σ dy, dγ = Σ dy·x̂ and dx = γ/√(σ² + ε)·(dy − dβ/n − x̂·dγ/n).
    /// </remarks>
    public override void Backward(LayerWorkspace workspace)
    {
        workspace.ParallelForFeatures(
            Features, this, static (work, first, end) => work.State.GoBack(work.Workspace, first, end));
        workspace.Inbound[0].ReceiveGradient(workspace.OutputGradient!);
    }

    // Some features, over all samples of the batch.
    private void NormalizeByBatch(LayerWorkspace workspace, int first, int end)
    {
        var (x, y, normalized) = (ByFeature(workspace.Input), ByFeature(workspace.Output), Normalized(workspace));
        var mean = Mean(workspace)[first..end];
        RowVector.SumRows(x, Mean(workspace), first, end);
        TensorPrimitives.Divide(mean, x.Rows, mean);

        var variance = Variance(workspace)[first..end];
        variance.Clear();
        for (var row = 0; row < x.Rows; row++)
        {
            var difference = normalized.Row(row)[first..end];
            TensorPrimitives.Subtract(x.Row(row)[first..end], mean, difference);
            TensorPrimitives.MultiplyAdd(difference, difference, variance, variance);
        }

        TensorPrimitives.Divide(variance, x.Rows, variance);
        var inverseDeviation = InverseDeviation(workspace)[first..end];
        variance.CopyTo(inverseDeviation);
        InvertRoot(inverseDeviation);
        var gamma = Gamma.Value.Span[first..end];
        var beta = Beta.Value.Span[first..end];
        for (var row = 0; row < x.Rows; row++)
        {
            var values = normalized.Row(row)[first..end];
            TensorPrimitives.Multiply(values, inverseDeviation, values);
            TensorPrimitives.MultiplyAdd(values, gamma, beta, y.Row(row)[first..end]);
        }
    }

    // Some features, over all samples of the batch.
    private void GoBack(LayerWorkspace workspace, int first, int end)
    {
        var (gradient, normalized) = (ByFeature(workspace.OutputGradient!), Normalized(workspace));
        var gamma = workspace.GradientOf(Gamma).Span[first..end];
        var beta = workspace.GradientOf(Beta).Span[first..end];
        gamma.Clear();
        beta.Clear();
        for (var row = 0; row < gradient.Rows; row++)
        {
            var slope = gradient.Row(row)[first..end];
            TensorPrimitives.Add(beta, slope, beta);
            TensorPrimitives.MultiplyAdd(slope, normalized.Row(row)[first..end], gamma, gamma);
        }

        if (workspace.Inbound[0].OutputGradient is null)
            return;
        var scale = InverseDeviation(workspace)[first..end];
        TensorPrimitives.Multiply(Gamma.Value.Span[first..end], scale, scale);
        for (var row = 0; row < gradient.Rows; row++)
        {
            var slope = gradient.Row(row)[first..end];
            var explained = normalized.Row(row)[first..end];
            TensorPrimitives.MultiplyAdd(explained, gamma, beta, explained);
            TensorPrimitives.MultiplyAdd(explained, -1f / gradient.Rows, slope, slope);
            TensorPrimitives.Multiply(slope, scale, slope);
        }
    }

    // γ·(x − μ)/√(σ² + ε) + β = scale·x + shift.
    private void NormalizeByMovingMeans(LayerWorkspace workspace)
    {
        var (x, y) = (ByFeature(workspace.Input), ByFeature(workspace.Output));
        var scale = workspace.Scratch(0, 1, Features).Span;
        var shift = workspace.Scratch(1, 1, Features).Span;
        MovingVariance.Value.Span.CopyTo(scale);
        InvertRoot(scale);
        TensorPrimitives.Multiply(scale, Gamma.Value.Span, scale);
        TensorPrimitives.Multiply(MovingMean.Value.Span, scale, shift);
        TensorPrimitives.Subtract(Beta.Value.Span, shift, shift);
        for (var row = 0; row < x.Rows; row++)
            TensorPrimitives.MultiplyAdd(x.Row(row), scale, shift, y.Row(row));
    }

    // 1/√(σ² + ε), in place.
    private void InvertRoot(Span<float> variance)
    {
        TensorPrimitives.Add(variance, Options.Epsilon, variance);
        TensorPrimitives.Sqrt(variance, variance);
        TensorPrimitives.Divide(1f, variance, variance);
    }

    // moving = momentum·moving + (1 − momentum)·batch.
    private void Follow(Parameter moving, ReadOnlySpan<float> batch)
    {
        var values = moving.Value.Span;
        TensorPrimitives.Subtract(values, batch, values);
        TensorPrimitives.MultiplyAdd(values, Options.Momentum, batch, values);
    }

    // All memory is there before several threads ask for it.
    private void EnsureScratch(LayerWorkspace workspace)
    {
        Normalized(workspace);
        InverseDeviation(workspace);
        Mean(workspace);
        Variance(workspace);
    }

    private Matrix Normalized(LayerWorkspace workspace) =>
        workspace.Scratch(NormalizedScratch, workspace.Output.Length / Features, Features);

    private Span<float> InverseDeviation(LayerWorkspace workspace) => workspace.Scratch(InverseDeviationScratch, 1, Features).Span;

    private Span<float> Mean(LayerWorkspace workspace) => workspace.Scratch(MeanScratch, 1, Features).Span;

    private Span<float> Variance(LayerWorkspace workspace) => workspace.Scratch(VarianceScratch, 1, Features).Span;

    private Matrix ByFeature(Matrix matrix) =>
        matrix.Columns == Features ? matrix : matrix.View(0, matrix.Length / Features, Features);

    private Parameter Vector(string name, Initializer initializer, bool trainable = true) =>
        new(name, 1, Features, initializer, isVector: true, trainable);
}

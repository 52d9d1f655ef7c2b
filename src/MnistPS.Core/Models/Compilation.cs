using MnistPS.Losses;
using MnistPS.Optimizers;
using MnistPS.Settings;

namespace MnistPS.Models;

/// <summary>How a model learns: a loss for each output and an optimizer. What Keras's <c>compile</c> takes.</summary>
public sealed class Compilation
{
    private readonly int _classes;
    private readonly int? _topK;
    private readonly DenseModel _model;
    private readonly IReadOnlyList<float>? _lossWeights;
    private OutputLoss[]? _outputLosses;

    /// <summary>Makes it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="losses">A loss for all outputs, or one for each.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <exception cref="MnistPSException">The number of losses does not fit (<c>LossCountMismatch</c>), or a setting is out of range.</exception>
    public Compilation(DenseModel model, IReadOnlyList<Loss> losses, Optimizer optimizer)
    {
        if (losses.Count != 1 && losses.Count != model.Outputs.Count)
            throw new MnistPSException(
                "LossCountMismatch",
                ErrorKind.InvalidArgument,
                $"{losses.Count} losses were given for {model.Outputs.Count} outputs: give one for all, or one for each.");
        foreach (var configured in losses.Append<object>(optimizer))
            SettingList.Check(configured);
        _model = model;
        Losses = losses.Count == model.Outputs.Count ? losses.ToArray() : model.Outputs.Select(_ => losses[0]).ToArray();
        _classes = LargestTopK(model);
        Optimizer = optimizer;
    }

    /// <summary>The loss of each output.</summary>
    public IReadOnlyList<Loss> Losses { get; }

    /// <summary>The loss of each output with its factor, joined to the output: what is minimised is their sum.</summary>
    public IReadOnlyList<OutputLoss> OutputLosses => _outputLosses ??=
    [
        .. _model.Outputs.Select((output, i) => new OutputLoss(
            Losses[i], output, _model.Layers.Any(layer => layer.Inbound.Contains(output)), LossWeights?[i] ?? 1)),
    ];

    /// <summary>The optimizer with its memory.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The factor of each output's loss in the sum that is minimised. Default: 1 each.</summary>
    /// <exception cref="MnistPSException">
    /// They are not one per output, or one is negative or no number (<c>LossWeightInvalid</c>).
    /// </exception>
    public IReadOnlyList<float>? LossWeights
    {
        get => _lossWeights;
        init
        {
            if (value is not null && (value.Count != _model.Outputs.Count || value.Any(weight => !(weight >= 0 && float.IsFinite(weight)))))
                throw new MnistPSException(
                    "LossWeightInvalid",
                    ErrorKind.InvalidArgument,
                    $"LossWeight takes a factor of at least 0 for each of the {_model.Outputs.Count} outputs; "
                    + $"{string.Join(", ", value)} was given.");
            _lossWeights = value;
        }
    }

    /// <summary>
    /// k of the top-k accuracy, which counts an answer as right if it is among the k likeliest; null for none. Range: 1 to
    /// the classes of the smallest output.
    /// </summary>
    /// <exception cref="MnistPSException">It is out of range (<c>TopKOutOfRange</c>).</exception>
    public int? TopK
    {
        get => _topK;
        init => _topK = value is null || (value >= 1 && value <= _classes)
            ? value
            : throw new MnistPSException(
                "TopKOutOfRange",
                ErrorKind.InvalidArgument,
                $"TopK must be from 1 to {_classes}, the number of classes; {value} was given.");
    }

    /// <summary>The largest k of a top-k accuracy: the number of classes of the smallest output.</summary>
    /// <param name="model">The model.</param>
    /// <returns>k.</returns>
    internal static int LargestTopK(DenseModel model) =>
        model.Outputs.Min(output => OutputReading.Of(output, loss: null).ClassCount);

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(", ", Losses.Distinct())}; {Optimizer}";
}

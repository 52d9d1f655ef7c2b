using MnistPS.Losses;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MnistPS.Torch;

/// <summary>Keras's losses in TorchSharp's functions.</summary>
internal static class TorchLoss
{
    /// <summary>The loss of each sample.</summary>
    /// <param name="loss">The loss, for its kind and its settings.</param>
    /// <param name="predictions">(batch, units).</param>
    /// <param name="areLogits">Whether the predictions are what comes before a softmax or a sigmoid.</param>
    /// <param name="targets">(batch, units): what should have come out.</param>
    /// <returns>(batch).</returns>
    internal static Tensor OfSamples(Loss loss, Tensor predictions, bool areLogits, Tensor targets) => loss switch
    {
        CategoricalCrossentropy categorical => -(Smooth(targets, categorical.LabelSmoothing, targets.shape[1])
            * LogProbabilities(predictions, areLogits || categorical.FromLogits)).sum(1),
        BinaryCrossentropy binary => Binary(
            predictions, areLogits || binary.FromLogits, Smooth(targets, binary.LabelSmoothing, 2)),
        MeanSquaredError => (predictions - targets).square().mean([1]),
        Huber huber => F.huber_loss(predictions, targets, huber.Delta, nn.Reduction.None).mean([1]),
        _ => throw TorchEngine.Unsupported($"the loss {loss.Name}"),
    };

    // log p; of probabilities that are normalised and clipped first, as Keras does.
    private static Tensor LogProbabilities(Tensor predictions, bool areLogits) => areLogits
        ? F.log_softmax(predictions, 1)
        : Clip(predictions / predictions.sum(1, keepdim: true)).log();

    // −(y·log p + (1 − y)·log(1 − p)), its mean over the units.
    private static Tensor Binary(Tensor predictions, bool areLogits, Tensor targets)
    {
        if (areLogits)
            return F.binary_cross_entropy_with_logits(predictions, targets, reduction: nn.Reduction.None).mean([1]);
        var clipped = Clip(predictions);
        return -((targets * clipped.log()) + ((1 - targets) * (1 - clipped).log())).mean([1]);
    }

    private static Tensor Clip(Tensor probabilities) => probabilities.clamp((double)Loss.Epsilon, 1 - (double)Loss.Epsilon);

    private static Tensor Smooth(Tensor targets, double smoothing, long classes) =>
        smoothing == 0 ? targets : (targets * (1 - smoothing)) + (smoothing / classes);
}

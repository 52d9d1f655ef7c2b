using MnistPS.Losses;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MnistPS.Tests.Reference;

/// <summary>The losses as PyTorch has them.</summary>
internal static class AutogradLoss
{
    /// <summary>The loss of each sample.</summary>
    /// <param name="loss">The engine's loss, for its kind and its settings.</param>
    /// <param name="output">(batch, units).</param>
    /// <param name="labels">(batch): the number of the right class.</param>
    internal static Tensor OfSamples(Loss loss, Tensor output, Tensor labels) => loss switch
    {
        // The crossentropy of logarithms of probabilities is that of the probabilities: they are normalised already.
        CategoricalCrossentropy categorical => F.cross_entropy(
            categorical.FromLogits ? output : output.log(),
            labels,
            reduction: nn.Reduction.None,
            label_smoothing: categorical.LabelSmoothing),
        BinaryCrossentropy { FromLogits: true } binary => F.binary_cross_entropy_with_logits(
            output, Smooth(output, labels, binary.LabelSmoothing), reduction: nn.Reduction.None).mean([1]),
        BinaryCrossentropy binary => F.binary_cross_entropy(
            output, Smooth(output, labels, binary.LabelSmoothing), reduction: nn.Reduction.None).mean([1]),
        MeanSquaredError => F.mse_loss(output, OneHot(output, labels), nn.Reduction.None).mean([1]),
        Huber huber => F.huber_loss(output, OneHot(output, labels), huber.Delta, nn.Reduction.None).mean([1]),
        _ => throw new NotSupportedException($"The reference has no loss {loss}."),
    };

    private static Tensor OneHot(Tensor output, Tensor labels) =>
        F.one_hot(labels, output.shape[1]).to(ScalarType.Float64);

    private static Tensor Smooth(Tensor output, Tensor labels, double smoothing) =>
        (OneHot(output, labels) * (1 - smoothing)) + (smoothing / 2);
}

using System.Globalization;
using MnistPS.Training;

namespace MnistPS.Commands.Training;

/// <summary>The words for what is found before and after a training.</summary>
internal static class TrainingWarnings
{
    /// <summary>Words a finding.</summary>
    /// <param name="advice">The finding.</param>
    /// <returns>What happens, and what to do.</returns>
    internal static string Of(TrainingAdvice advice) => advice switch
    {
        LabelsNotLearned unseen => string.Create(
            CultureInfo.InvariantCulture,
            $"{unseen.Samples:N0} of the {unseen.ValidationCount:N0} validation samples have labels that no training sample has: "
            + $"{string.Join(", ", unseen.Labels)}. The model cannot learn these. -ValidationSplit takes the last samples: put data "
            + $"that is sorted by label into random order first, for example with Split-DigitDataset -Shuffle."),
        LoneSampleNormalized { EveryBatch: true } lone =>
            $"The layer '{lone.Layer}' normalizes over the batch, and every batch has a single sample: the layer gives the same "
            + "output for every image, and nothing before it learns. Give a -BatchSize of at least 2.",
        LoneSampleNormalized lone =>
            $"The last batch of each epoch has a single sample ({lone.Count} samples in batches of {lone.BatchSize}), over which the "
            + $"layer '{lone.Layer}' cannot normalize: its moving statistics suffer. Give another -BatchSize.",
        PixelsDark dark =>
            $"The largest pixel is {dark.Largest}. Pixels are divided by 255, so that all images are almost black, and the model "
            + "learns slowly. Bring the pixels to 0 to 255 first, or begin the model with New-RescalingLayer.",
        _ => advice.ToString(),
    };

    /// <summary>Says why a training ended whose loss is no number any more.</summary>
    /// <param name="run">The training.</param>
    /// <returns>What happened, and what to do.</returns>
    internal static string LossNotFinite(TrainingRun run)
    {
        var remedy = run.BestWeightsRestored
            ? $"The model has the weights of epoch {run.BestEpoch} again."
            : "Its weights are of no use any more: make the model anew.";
        return $"The loss of epoch {run.Last!.Epoch} is no number, and the training has stopped. {remedy} "
            + "A smaller -LearningRate of Build-DenseModel helps most often; -ClipNorm may, too.";
    }

    /// <summary>Says that a training was finished before.</summary>
    /// <param name="run">The training.</param>
    /// <returns>What happened, and what to do.</returns>
    internal static string Finished(TrainingRun run)
    {
        var weights = run.BestWeightsRestored ? $" The model has the weights of epoch {run.BestEpoch}, the best one." : string.Empty;
        return $"Early stopping had ended this training after epoch {run.Last!.Epoch}: it stays finished, whatever -Epochs says.{weights} "
            + "Leave -ResumeFrom out to train the model further.";
    }
}

using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Training;
using MnistPS.Training.Callbacks;

namespace MnistPS.Tests.Training;

/// <summary>
/// The epoch after which a training ends, by Keras 3's callbacks/early_stopping.py: wait grows with every epoch, and is 0 again
/// after one with monitor_op(value − min_delta, best), compared in 32 bits; it ends when wait has reached the patience.
/// </summary>
public sealed class EarlyStoppingTests
{
    [Theory]
    [InlineData(new[] { 1, 0.9, 0.95, 0.95, 0.8 }, 2, 0, 4)]
    [InlineData(new[] { 1, 0.9, 0.95, 0.8, 0.9, 0.9 }, 2, 0, 6)]
    [InlineData(new[] { 1, 1.1, 1 }, 0, 0, 2)]
    [InlineData(new[] { 0.96, 0.94, 0.94 }, 1, 0.02, 2)] // 0.94 + 0.02 < 0.96 is false.
    [InlineData(new[] { 0.96, 0.93, 0.92 }, 1, 0.02, 3)]
    [InlineData(new[] { 1, 0.99999999, 0.99999998 }, 1, 0, 2)] // Equal in 32 bits.
    [InlineData(new[] { double.NaN, 1, 2 }, 1, 0, 3)]
    [InlineData(new[] { 1, double.NaN, 0.5 }, 1, 0, 2)]
    public void A_falling_loss_is_waited_for(double[] losses, int patience, double delta, int last) =>
        Assert.Equal(last, LastEpoch(new EarlyStopping { Patience = patience, MinimumDelta = delta }, MonitoredMetric.Loss, losses));

    [Theory]
    [InlineData(new[] { 0.94, 0.96, 0.98 }, 0.02, 2)] // 0.96 − 0.02 > 0.94 is false.
    [InlineData(new[] { 0.5, 0.6, 0.6 }, 0.05, 3)]
    [InlineData(new[] { 0.1, 0.2, 0.3, 0.4, 0.4 }, 0.1, 2)] // 0.2 − 0.1 > 0.1 is false.
    public void A_growing_accuracy_is_waited_for(double[] accuracies, double delta, int last) => Assert.Equal(
        last, LastEpoch(new EarlyStopping { Patience = 1, MinimumDelta = delta }, MonitoredMetric.Accuracy, accuracies));

    [Theory]
    [InlineData(3, 5)] // Epochs 1 to 3 are not looked at; 4 is the first value, 5 is worse.
    [InlineData(0, 2)]
    public void Nothing_is_awaited_before_the_epoch_that_it_starts_from(int start, int last) => Assert.Equal(
        last, LastEpoch(new EarlyStopping { Patience = 1, StartFromEpoch = start }, MonitoredMetric.Loss, [1, 2, 3, 4, 5, 6]));

    [Theory]
    [InlineData(0.5, 3)] // Better each time but never than the baseline: no stop while it gets better; wait is 3 after the third.
    [InlineData(0.95, 4)]
    public void A_baseline_has_to_be_improved_on_as_well(double baseline, int last) => Assert.Equal(
        last, LastEpoch(new EarlyStopping { Patience = 2, Baseline = baseline }, MonitoredMetric.Loss, [1, 0.9, 0.9, 0.95, 0.95]));

    private static int LastEpoch(EarlyStopping options, MonitoredMetric metric, double[] values)
    {
        var model = SmallModels.TwoLayers();
        model.Compilation = new Compilation(model, [new MeanSquaredError()], new SGD { LearningRate = 1 });
        var callback = new EarlyStoppingCallback(options, metric);
        var progress = new TrainingProgress(new EpochMetrics(model, model.Compilation), 0, values.Length, batches: 1);
        foreach (var value in values)
        {
            progress.BeginEpoch();
            var (loss, accuracy) = metric == MonitoredMetric.Loss ? (value, 0.0) : (1.0, value);
            callback.EpochEnd(
                progress, new EpochRecord { Epoch = progress.Epoch, Loss = loss, Accuracy = accuracy, LearningRate = 0, Seconds = 0 });
            if (progress.StopReason == StopReason.EarlyStopping)
                return progress.Epoch;
        }

        return values.Length + 1;
    }
}

using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Settings;
using MnistPS.Training;
using MnistPS.Training.Callbacks;
using MnistPS.Training.Schedules;

namespace MnistPS.Tests.Training;

/// <summary>Rates worked out by hand for a compiled rate of 1, 10 steps in an epoch and 40 in the training.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 0.853553390593274)] // (1 + cos(π/4)) / 2
    [InlineData(20, 0.5)]
    [InlineData(30, 0.146446609406726)]
    [InlineData(40, 0)]
    public void Cosine_goes_down_in_half_a_wave(long step, double expected) =>
        AssertRate(new CosineSchedule(), step, expected);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 0.948683298050514)] // √0.9
    [InlineData(10, 0.9)]
    [InlineData(30, 0.729)]
    public void Exponential_shrinks_by_its_rate_in_an_epoch(long step, double expected) =>
        AssertRate(new ExponentialSchedule { DecayRate = 0.9 }, step, expected);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 0.1)]
    [InlineData(39, 0.1)]
    public void Step_falls_every_few_epochs(long step, double expected) =>
        AssertRate(new StepSchedule { DecayEpochs = 2 }, step, expected);

    [Theory]
    [InlineData(0, 0)] // Keras: initial + (target − initial)·step / warmup_steps, from 0.
    [InlineData(3, 0.6)]
    [InlineData(4, 0.8)]
    [InlineData(5, 1)]
    public void A_warm_up_grows_in_equal_steps_from_0_as_in_Keras(long step, double expected) =>
        AssertRate(new ConstantSchedule { WarmupEpochs = 0.5 }, step, expected);

    [Fact]
    public void One_cycle_begins_at_a_25th_is_largest_after_a_quarter_and_ends_at_almost_nothing()
    {
        var schedule = new OneCycleSchedule();

        Assert.Equal(0.04, schedule.RateAt(1, 0, 10, 41), 1e-12);
        Assert.Equal(1, schedule.RateAt(1, 10, 10, 41), 1e-12);
        Assert.Equal(0.52, schedule.RateAt(1, 5, 10, 41), 1e-12); // Halfway up the wave: (0.04 + 1) / 2.
        Assert.Equal(1e-5, schedule.RateAt(1, 40, 10, 41), 1e-12);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0.9)]
    [InlineData(10, 1)]
    [InlineData(25, 0.5)] // Halfway through what is left after an epoch of warming up.
    [InlineData(40, 0)]
    public void A_schedule_begins_after_its_warm_up(long step, double expected) =>
        AssertRate(new CosineSchedule { WarmupEpochs = 1 }, step, expected);

    // 1.95 is no improvement on 2, being less than 0.1 below it: two such epochs halve the rate of the next.
    [Theory]
    [InlineData(0, 0.3, new[] { 3, 2, 1.95, 1.95, 1, 1, 1, 1, 1, 1 }, new[] { 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.3, 0.3, 0.3 })]
    [InlineData(2, 0, new[] { 3.0, 3, 3, 3, 3, 3, 3, 3, 3, 3 }, new[] { 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125 })]
    [InlineData(3, 0, new[] { 3, 3, 3, 2, 2, 2, 2, 2, 1.95, 1 }, new[] { 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25 })]
    [InlineData(0, 5, new[] { 3.0, 3, 3, 3 }, new[] { 1.0, 1, 1, 1 })] // A smallest rate above the compiled one raises nothing.
    public void A_plateau_takes_a_factor_off_as_in_Keras(int cooldown, double smallest, double[] losses, double[] expected)
    {
        var schedule = new ReduceOnPlateauSchedule
        {
            DecayEpochs = 2,
            DecayRate = 0.5,
            MinimumLearningRate = smallest,
            PlateauDelta = 0.1,
            CooldownEpochs = cooldown,
        };
        Assert.Equal(expected, Rates(schedule, losses).Select(rate => Math.Round(rate, 6)));
    }

    [Fact]
    public void An_epoch_whose_loss_is_no_number_is_no_improvement_for_a_plateau()
    {
        var schedule = new ReduceOnPlateauSchedule { DecayEpochs = 1, DecayRate = 0.5 };
        Assert.Equal([1, 1, 0.5, 0.5], Rates(schedule, [1, double.NaN, 0.5, 0.25]));
    }

    [Fact]
    public void A_setting_that_the_schedule_does_not_have_is_refused_with_those_that_it_has()
    {
        var error = Assert.Throws<MnistPSException>(
            () => LearningRateSchedule.Create(ScheduleKind.Exponential, new Dictionary<string, object?> { ["DecayEpochs"] = 2 }));
        Assert.Equal("ScheduleParameterNotApplicable", error.ErrorId);
        Assert.Equal(
            "DecayEpochs is no setting of the schedule Exponential. Its settings are: DecayRate, WarmupEpochs.", error.Message);
    }

    [Fact]
    public void Settings_that_are_not_given_stay_where_the_kind_stays()
    {
        var own = new StepSchedule { DecayRate = 0.3, DecayEpochs = 4, WarmupEpochs = 1.5 };
        Dictionary<string, object?> given = new() { ["DecayEpochs"] = 5 };

        Assert.Equal(own with { DecayEpochs = 5 }, LearningRateSchedule.Create(kind: null, given, own));
        Assert.Equal(own, LearningRateSchedule.Create(ScheduleKind.Step, new Dictionary<string, object?>(), own));
        Assert.Equal(new CosineSchedule(), LearningRateSchedule.Create(ScheduleKind.Cosine, new Dictionary<string, object?>(), own));
        Assert.Null(LearningRateSchedule.Create(ScheduleKind.Constant, new Dictionary<string, object?>(), own));
    }

    [Fact]
    public void There_is_a_schedule_of_each_kind() => Assert.All(
        Enum.GetValues<ScheduleKind>(),
        kind => Assert.Equal(kind, Catalog<LearningRateSchedule>.Create(kind).Kind));

    private static List<double> Rates(LearningRateSchedule schedule, double[] losses)
    {
        var model = SmallModels.TwoLayers();
        var optimizer = new SGD { LearningRate = 1 };
        model.Compilation = new Compilation(model, [new MeanSquaredError()], optimizer);
        var callback = new LearningRateCallback(optimizer, schedule, MonitoredMetric.Loss, stepsPerEpoch: 1, losses.Length);
        var progress = new TrainingProgress(new EpochMetrics(model, model.Compilation), 0, losses.Length, batches: 1);
        var rates = new List<double>();
        foreach (var loss in losses)
        {
            progress.BeginEpoch();
            callback.BatchBegin(progress);
            rates.Add(optimizer.LearningRate);
            callback.EpochEnd(progress, new EpochRecord { Epoch = progress.Epoch, Loss = loss, Accuracy = 0, LearningRate = 0, Seconds = 0 });
        }

        return rates;
    }

    private static void AssertRate(LearningRateSchedule schedule, long step, double expected) =>
        Assert.Equal(expected, schedule.RateAt(rate: 1, step, stepsPerEpoch: 10, steps: 40), 1e-12);
}

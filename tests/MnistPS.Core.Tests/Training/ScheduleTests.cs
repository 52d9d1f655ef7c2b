using MnistPS.Training;

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
        AssertRate(new StepSchedule { StepEpochs = 2 }, step, expected);

    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(3, 0.8)]
    [InlineData(5, 1)]
    public void A_warm_up_grows_in_equal_steps(long step, double expected) =>
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

    private static void AssertRate(LearningRateSchedule schedule, long step, double expected) =>
        Assert.Equal(expected, schedule.RateAt(rate: 1, step, stepsPerEpoch: 10, steps: 40), 1e-12);
}

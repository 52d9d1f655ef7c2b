namespace MnistPS.Training.Schedules;

/// <summary>Makes schedules by kind and settings, and refuses settings that the kind does not have.</summary>
public static class ScheduleCatalog
{
    /// <summary>Makes a schedule.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="settings">Its settings.</param>
    /// <returns>The schedule; null for a rate that never changes.</returns>
    /// <exception cref="MnistPSException">
    /// A setting is none of this schedule's; the message names it (<c>ScheduleParameterNotApplicable</c>).
    /// </exception>
    public static LearningRateSchedule? Create(ScheduleKind kind, ScheduleSettings settings)
    {
        CheckApplicable(kind, settings.DecayRate, nameof(settings.DecayRate));
        CheckApplicable(kind, settings.DecayEpochs, nameof(settings.DecayEpochs));
        CheckApplicable(kind, settings.CooldownEpochs, nameof(settings.CooldownEpochs));
        CheckApplicable(kind, settings.MinimumLearningRate, nameof(settings.MinimumLearningRate));
        CheckApplicable(kind, settings.PlateauDelta, nameof(settings.PlateauDelta));
        LearningRateSchedule schedule = kind switch
        {
            ScheduleKind.Step => Step(new StepSchedule(), settings),
            ScheduleKind.Exponential => Exponential(new ExponentialSchedule(), settings),
            ScheduleKind.Cosine => new CosineSchedule(),
            ScheduleKind.OneCycle => new OneCycleSchedule(),
            ScheduleKind.ReduceOnPlateau => Plateau(new ReduceOnPlateauSchedule(), settings),
            _ => new ConstantSchedule(),
        };
        var warmup = settings.WarmupEpochs ?? 0;
        return kind == ScheduleKind.Constant && warmup == 0 ? null : schedule with { WarmupEpochs = warmup };
    }

    /// <summary>Kind and settings of a schedule: what <see cref="Create"/> makes it of.</summary>
    /// <param name="schedule">The schedule; null for a rate that never changes.</param>
    /// <returns>Kind and settings.</returns>
    public static (ScheduleKind Kind, ScheduleSettings Settings) Describe(LearningRateSchedule? schedule)
    {
        var settings = new ScheduleSettings { WarmupEpochs = schedule?.WarmupEpochs ?? 0 };
        return schedule switch
        {
            StepSchedule step =>
                (ScheduleKind.Step, settings with { DecayRate = step.DecayRate, DecayEpochs = step.StepEpochs }),
            ExponentialSchedule exponential =>
                (ScheduleKind.Exponential, settings with { DecayRate = exponential.DecayRate }),
            CosineSchedule => (ScheduleKind.Cosine, settings),
            OneCycleSchedule => (ScheduleKind.OneCycle, settings),
            ReduceOnPlateauSchedule plateau => (
                ScheduleKind.ReduceOnPlateau,
                settings with
                {
                    DecayRate = plateau.ReductionFactor,
                    DecayEpochs = plateau.Patience,
                    CooldownEpochs = plateau.CooldownEpochs,
                    MinimumLearningRate = plateau.MinimumRate,
                    PlateauDelta = plateau.MinimumDelta,
                }),
            _ => (ScheduleKind.Constant, settings),
        };
    }

    private static StepSchedule Step(StepSchedule schedule, ScheduleSettings settings) => schedule with
    {
        StepEpochs = settings.DecayEpochs ?? schedule.StepEpochs,
        DecayRate = settings.DecayRate ?? schedule.DecayRate,
    };

    private static ExponentialSchedule Exponential(ExponentialSchedule schedule, ScheduleSettings settings) =>
        schedule with { DecayRate = settings.DecayRate ?? schedule.DecayRate };

    private static ReduceOnPlateauSchedule Plateau(ReduceOnPlateauSchedule schedule, ScheduleSettings settings) => schedule with
    {
        Patience = settings.DecayEpochs ?? schedule.Patience,
        ReductionFactor = settings.DecayRate ?? schedule.ReductionFactor,
        CooldownEpochs = settings.CooldownEpochs ?? schedule.CooldownEpochs,
        MinimumRate = settings.MinimumLearningRate ?? schedule.MinimumRate,
        MinimumDelta = settings.PlateauDelta ?? schedule.MinimumDelta,
    };

    private static string[] AllowedSettings(ScheduleKind kind) => kind switch
    {
        ScheduleKind.Step =>
            [nameof(ScheduleSettings.WarmupEpochs), nameof(ScheduleSettings.DecayRate), nameof(ScheduleSettings.DecayEpochs)],
        ScheduleKind.ReduceOnPlateau =>
        [
            nameof(ScheduleSettings.WarmupEpochs),
            nameof(ScheduleSettings.DecayRate),
            nameof(ScheduleSettings.DecayEpochs),
            nameof(ScheduleSettings.CooldownEpochs),
            nameof(ScheduleSettings.MinimumLearningRate),
            nameof(ScheduleSettings.PlateauDelta),
        ],
        ScheduleKind.Exponential => [nameof(ScheduleSettings.WarmupEpochs), nameof(ScheduleSettings.DecayRate)],
        _ => [nameof(ScheduleSettings.WarmupEpochs)],
    };

    private static void CheckApplicable(ScheduleKind kind, object? value, string name)
    {
        if (value is not null && !AllowedSettings(kind).Contains(name))
            throw new MnistPSException(
                "ScheduleParameterNotApplicable",
                ErrorKind.InvalidArgument,
                $"{name} is no setting of the schedule {kind}. Its settings are: {string.Join(", ", AllowedSettings(kind))}.");
    }
}

namespace MnistPS.Training.Schedules;

/// <summary>Settings of schedules, by the names of Invoke-ModelTraining's parameters; null for the schedule's own default.</summary>
public sealed record ScheduleSettings
{
    /// <summary>Epochs over which the rate grows, before the schedule begins. Default: 0.</summary>
    public double? WarmupEpochs { get; init; }

    /// <summary>What the rate is multiplied by, of the schedules Step, Exponential and ReduceOnPlateau.</summary>
    public double? DecayRate { get; init; }

    /// <summary>Epochs between two changes, of Step, or epochs without improvement, of ReduceOnPlateau.</summary>
    public int? DecayEpochs { get; init; }

    /// <summary>Epochs after a reduction in which no plateau is looked for, of ReduceOnPlateau.</summary>
    public int? CooldownEpochs { get; init; }

    /// <summary>The smallest rate, of ReduceOnPlateau.</summary>
    public double? MinimumLearningRate { get; init; }

    /// <summary>A change by less than this is a plateau, of ReduceOnPlateau.</summary>
    public double? PlateauDelta { get; init; }
}

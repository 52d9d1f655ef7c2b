namespace MnistPS.Training.Schedules;

/// <summary>The ways in which the size of a step can change while a model trains.</summary>
public enum ScheduleKind
{
    /// <summary>The compiled rate throughout.</summary>
    Constant,

    /// <summary>The rate falls by a factor every few epochs.</summary>
    Step,

    /// <summary>The rate falls a little with every batch.</summary>
    Exponential,

    /// <summary>Half a wave of the cosine, down to 0 at the end.</summary>
    Cosine,

    /// <summary>Up over the first quarter and down to almost 0 after it.</summary>
    OneCycle,

    /// <summary>The rate falls by a factor when the monitored metric has stopped improving.</summary>
    ReduceOnPlateau,
}

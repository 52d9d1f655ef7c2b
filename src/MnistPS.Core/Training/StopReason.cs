namespace MnistPS.Training;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>The monitored metric had stopped improving.</summary>
    EarlyStopping,

    /// <summary>Whoever watched asked for it.</summary>
    Requested,

    /// <summary>The loss was no longer a number: the rate is too high, or the data hold such numbers.</summary>
    LossNotFinite,
}

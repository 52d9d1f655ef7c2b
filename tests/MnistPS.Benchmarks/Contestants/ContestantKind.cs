namespace MnistPS.Benchmarks.Contestants;

/// <summary>Who is measured.</summary>
internal enum ContestantKind
{
    /// <summary>This module's training.</summary>
    Training,

    /// <summary>Training as a TorchSharp tutorial writes it.</summary>
    PlainTraining,

    /// <summary>Nothing but the matrix products of a training.</summary>
    TrainingProducts,

    /// <summary>This module's prediction of a dataset.</summary>
    Prediction,

    /// <summary>Prediction as a TorchSharp tutorial writes it.</summary>
    PlainPrediction,

    /// <summary>Nothing but the matrix products of a prediction.</summary>
    PredictionProducts,

    /// <summary>This module's prediction of one image.</summary>
    SingleImage,

    /// <summary>This module's training again and again in one process, and the memory after each.</summary>
    RepeatedTraining,
}

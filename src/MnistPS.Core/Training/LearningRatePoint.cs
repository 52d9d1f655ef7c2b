namespace MnistPS.Training;

/// <summary>A step of a learning-rate range test.</summary>
/// <param name="LearningRate">Size of the step.</param>
/// <param name="Loss">Loss of its batch, before the step.</param>
/// <param name="SmoothedLoss">Moving average of the losses so far, without the pull of its beginning.</param>
public sealed record LearningRatePoint(double LearningRate, double Loss, double SmoothedLoss);

namespace MnistPS.Metrics;

/// <summary>The answers whose confidence lies in one range: are as many right as the network believes?</summary>
/// <param name="From">The confidence is above this.</param>
/// <param name="To">The confidence is at most this.</param>
/// <param name="Count">Number of answers.</param>
/// <param name="Confidence">Their mean confidence; not a number if there are none.</param>
/// <param name="Accuracy">Share of them that is right; not a number if there are none.</param>
public sealed record CalibrationBin(double From, double To, int Count, double Confidence, double Accuracy);

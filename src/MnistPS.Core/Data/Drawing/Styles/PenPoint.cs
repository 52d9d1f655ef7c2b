namespace MnistPS.Data.Drawing.Styles;

/// <summary>
/// A point that the pen passes, y downwards: in a style in percent of the digit's height, later in units of it.
/// </summary>
internal readonly record struct PenPoint(float X, float Y);

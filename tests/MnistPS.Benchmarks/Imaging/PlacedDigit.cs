namespace MnistPS.Benchmarks.Imaging;

/// <summary>A digit on the canvas.</summary>
/// <param name="Outline">What it looks like.</param>
/// <param name="X">Middle of its ink, in pixels of the canvas.</param>
/// <param name="Y">Middle of its ink, in pixels of the canvas.</param>
/// <param name="Size">Length of its longer side before it is turned, in pixels of the canvas.</param>
/// <param name="Turn">Angle in radians.</param>
internal sealed record PlacedDigit(DigitOutline Outline, double X, double Y, double Size, double Turn)
{
    public double Scale => Size / Math.Max(Outline.Ink.Width, Outline.Ink.Height);

    /// <summary>Width of its ink on the canvas, turned.</summary>
    public double Width => Scale * ((Outline.Ink.Width * Math.Cos(Turn)) + (Outline.Ink.Height * Math.Abs(Math.Sin(Turn)) * 0.5));

    public float Coverage(double x, double y)
    {
        double cos = Math.Cos(Turn) / Scale, sin = Math.Sin(Turn) / Scale;
        double dx = x - X, dy = y - Y;
        var u = (cos * dx) + (sin * dy) + Outline.Ink.X + (Outline.Ink.Width / 2.0);
        var v = (cos * dy) - (sin * dx) + Outline.Ink.Y + (Outline.Ink.Height / 2.0);
        return Outline.Coverage(u, v, 1 / Scale);
    }
}

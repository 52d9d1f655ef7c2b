namespace MnistPS.Data.Drawing;

/// <summary>Makes the trail of a pen as wide as the pen and the hand that presses it.</summary>
internal static class PenPressure
{
    // The pen's width changes slowly: a new random value every so many points, linear between them.
    private const int PressureInterval = 14;
    private const float ThinnestPressure = 0.3f;
    private const float ThickestPressure = 1.8f;

    /// <summary>Sets the radius of each point.</summary>
    internal static void Press(PenTrail trail, DrawingOptions options, ref DrawingRandom random)
    {
        var radius = PenWidth(options.StrokeWidth, ref random) / 2;
        var pressure = random.Uniform(options.Pressure);
        var radii = trail.Radius;
        float from = 0, to = random.Bell();
        for (var i = 0; i < radii.Length; i++)
        {
            var step = i % PressureInterval;
            if (step == 0)
                (from, to) = (to, random.Bell());
            var change = from + ((to - from) * step / PressureInterval);
            radii[i] = radius * Math.Clamp(1 + (pressure * change), ThinnestPressure, ThickestPressure);
        }
    }

    // Thin pens are commoner than thick ones, but the thinnest are rare: a hump with a long tail, as in MNIST.
    private static float PenWidth(ValueRange range, ref DrawingRandom random)
    {
        var tail = (random.Next() + random.Next()) / 2 * random.Next();
        var hump = (random.Next() + random.Next()) / 2;
        return range.At((tail + hump) / 2);
    }
}

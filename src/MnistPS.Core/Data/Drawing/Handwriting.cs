using MnistPS.Data.Drawing.Styles;

namespace MnistPS.Data.Drawing;

/// <summary>
/// Turns a style into the trail of one hand: blends its masters, lets each point stray, bends and slants it.
/// </summary>
internal static class Handwriting
{
    private const int MaxPoints = 64;
    private const int MaxMasters = 16;

    // Segments between two points of a style: enough that 20 pixels of curve show no edges.
    private const int SegmentsPerSpan = 6;

    // Blends reach this far beyond the masters themselves.
    private const float Extrapolation = 1.6f;

    // Correlation of the errors of neighbouring points; the squares add up to one, so that their size stays the same.
    private const float KeptError = 0.6f;
    private const float FreshError = 0.8f;

    private const float PercentToUnit = 0.01f;
    private const int MaxSmoothing = 5;
    private const float DegreesToRadians = 0.017453292f;

    /// <summary>Writes one digit; positions in units of the digit's height, radius in pixels.</summary>
    internal static void Write(PenStyle style, DrawingOptions options, ref DrawingRandom random, PenTrail trail)
    {
        Span<PenPoint> points = stackalloc PenPoint[MaxPoints];
        points = points[..style.Masters[0].Length];
        Blend(style.Masters, points, ref random);
        Stray(points, random.Uniform(options.Wobble), ref random);
        Trace(style.Pieces, points, trail);
        Round(trail, (int)((random.Uniform(options.Haste) * MaxSmoothing) + 0.5f));
        Bend(trail, random.Uniform(options.Bend), ref random);
        Lean(trail, random.Middle(options.Aspect), random.Middle(options.Slant), random.Middle(options.Rotation));
        PenPressure.Press(trail, options, ref random);
    }

    private static void Blend(PenPoint[][] masters, Span<PenPoint> points, ref DrawingRandom random)
    {
        Span<float> weights = stackalloc float[MaxMasters];
        weights = weights[..masters.Length];
        ChooseWeights(weights, ref random);
        for (var i = 0; i < points.Length; i++)
        {
            float x = 0, y = 0;
            for (var m = 0; m < masters.Length; m++)
            {
                x += weights[m] * masters[m][i].X;
                y += weights[m] * masters[m][i].Y;
            }

            points[i] = new PenPoint(x * PercentToUnit, y * PercentToUnit);
        }
    }

    // Weights add up to one; the cubes let one master often prevail.
    private static void ChooseWeights(Span<float> weights, ref DrawingRandom random)
    {
        float sum = 0;
        for (var m = 0; m < weights.Length; m++)
        {
            var u = random.Next();
            weights[m] = (u * u * u) + 1e-6f;
            sum += weights[m];
        }

        var mean = 1f / weights.Length;
        for (var m = 0; m < weights.Length; m++)
            weights[m] = mean + (((weights[m] / sum) - mean) * Extrapolation);
    }

    // A hand that strays comes back slowly: each point keeps part of the error of the point before.
    private static void Stray(Span<PenPoint> points, float wobble, ref DrawingRandom random)
    {
        float errorX = random.Bell(), errorY = random.Bell();
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new PenPoint(points[i].X + (wobble * errorX), points[i].Y + (wobble * errorY));
            errorX = (KeptError * errorX) + (FreshError * random.Bell());
            errorY = (KeptError * errorY) + (FreshError * random.Bell());
        }
    }

    private static void Trace(PenPiece[] pieces, ReadOnlySpan<PenPoint> points, PenTrail trail)
    {
        trail.Clear();
        foreach (var piece in pieces)
        {
            if (piece.Lifted)
                trail.Add(points[piece.First].X, points[piece.First].Y, lifted: true);
            for (var i = piece.First; i < piece.Last; i++)
            {
                var before = i > piece.First ? points[i - 1] : Mirror(points[i], points[i + 1]);
                var after = i + 2 <= piece.Last ? points[i + 2] : Mirror(points[i + 1], points[i]);
                TraceSpan(before, points[i], points[i + 1], after, trail);
            }
        }
    }

    // Beyond an end the curve runs on straight.
    private static PenPoint Mirror(PenPoint end, PenPoint inner) => new((2 * end.X) - inner.X, (2 * end.Y) - inner.Y);

    // Catmull and Rom 1974: the tangent at a point is half the way between its neighbours.
    private static void TraceSpan(PenPoint p0, PenPoint p1, PenPoint p2, PenPoint p3, PenTrail trail)
    {
        for (var s = 1; s <= SegmentsPerSpan; s++)
        {
            var t = (float)s / SegmentsPerSpan;
            trail.Add(Curve(p0.X, p1.X, p2.X, p3.X, t), Curve(p0.Y, p1.Y, p2.Y, p3.Y, t), lifted: false);
        }
    }

    private static float Curve(float a, float b, float c, float d, float t)
    {
        var linear = c - a;
        var square = (2 * a) - (5 * b) + (4 * c) - d;
        var cube = (3 * (b - c)) + d - a;
        return b + (0.5f * t * (linear + (t * (square + (t * cube)))));
    }

    // A quick hand cuts corners: each round moves every inner point half the way to the middle of its neighbours.
    private static void Round(PenTrail trail, int rounds)
    {
        for (var n = 0; n < rounds; n++)
        {
            RoundOnce(trail.X, trail.Lifted);
            RoundOnce(trail.Y, trail.Lifted);
        }
    }

    private static void RoundOnce(Span<float> values, ReadOnlySpan<bool> lifted)
    {
        var before = values[0];
        for (var i = 1; i < values.Length - 1; i++)
        {
            var here = values[i];
            if (!lifted[i] && !lifted[i + 1])
                values[i] = (0.25f * before) + (0.5f * here) + (0.25f * values[i + 1]);
            before = here;
        }
    }

    // A smooth field of low order moves the whole digit: bows, waists and shoulders wander, keystones and fans appear.
    private static void Bend(PenTrail trail, float bend, ref DrawingRandom random)
    {
        Span<float> c = stackalloc float[8];
        for (var k = 0; k < c.Length; k++)
            c[k] = bend * random.Bell();
        (var left, var top, var right, var bottom) = trail.Bounds();
        float middleX = (left + right) / 2, middleY = (top + bottom) / 2;
        var half = Math.Max(right - left, bottom - top) / 2;
        Span<float> xs = trail.X, ys = trail.Y;
        for (var i = 0; i < xs.Length; i++)
        {
            float x = (xs[i] - middleX) / half, y = (ys[i] - middleY) / half;
            xs[i] = x + (c[0] * y * y) + (c[1] * y * ((y * y) - 1)) + (c[2] * x * y) + (c[3] * x * y * y);
            ys[i] = y + (c[4] * (1 - (y * y))) + (c[5] * x * y) + (c[6] * x * x) + (c[7] * x * x * y);
        }
    }

    private static void Lean(PenTrail trail, float aspect, float slant, float degrees)
    {
        // sin and cos from tan(θ/2) by its series: within 0.2° up to 45°, always a true rotation, and the same
        // on every platform, which the library's sine does not promise.
        var h = degrees * DegreesToRadians / 2;
        var t = h * (1 + (h * h / 3));
        float cos = (1 - (t * t)) / (1 + (t * t)), sin = 2 * t / (1 + (t * t));
        Span<float> xs = trail.X, ys = trail.Y;
        for (var i = 0; i < xs.Length; i++)
        {
            float x = (xs[i] * aspect) - (ys[i] * slant), y = ys[i];
            xs[i] = (cos * x) - (sin * y);
            ys[i] = (sin * x) + (cos * y);
        }
    }
}

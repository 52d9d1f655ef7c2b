using MnistPS.Benchmarks.Imaging;

namespace MnistPS.Benchmarks.Pictures;

/// <summary>Ways to sort pictures by what they look like.</summary>
internal static class PictureTraits
{
    /// <summary>Each way with its name.</summary>
    internal static readonly (string Name, Func<PictureStyle, string> Of)[] All =
    [
        ("size", style => Band(style.Side, "px", 40, 80, 160, 320, 640, 1280, 2000)),
        ("ground", style => style.WhiteOnBlack ? "white on black" : "dark on light"),
        ("ruling", style => style.Ruling is PictureStyle.RulingKind.Lines or PictureStyle.RulingKind.Graph ? $"{style.Ruling}" : "None"),
        ("ink", style => style.InkName),
        ("pen", style => style.PenWidth == 0 ? "MNIST's own strokes" : Band(style.PenWidth, "px of 28", 0.6, 1.2, 2, 3)),
        ("rotation", style => Band(Math.Abs(style.Rotation) * 180 / Math.PI, "°", 0, 5, 10, 15)),
        ("light", style => (style.HasShadow, style.Gradient > 0) switch
        {
            (true, _) => "shadow",
            (false, true) => "gradient",
            _ => "even",
        }),
        ("noise", style => style.Noise > 0 ? "noise" : "none"),
        ("blur", style => style.BlurRadius > 0 ? "blurred" : "sharp"),
        ("file", style => style.Quality == 0 ? "PNG" : $"JPEG {Band(style.Quality, "", 35, 65, 96)}"),
    ];

    // The last band holds its upper limit too.
    private static string Band(double value, string unit, params double[] limits)
    {
        var upper = Math.Clamp(Array.FindIndex(limits, limit => value < limit), 1, limits.Length - 1);
        upper = value >= limits[^1] ? limits.Length - 1 : upper;
        return $"{limits[upper - 1]} to {limits[upper]} {unit}".TrimEnd();
    }
}

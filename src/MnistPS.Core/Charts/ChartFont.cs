using ScottPlot;
using SkiaSharp;

namespace MnistPS.Charts;

/// <summary>
/// The font of all charts: the first that is installed of some that are easy to read. Skia's own choice on Linux is a font
/// with serifs; where no font is installed at all, a chart has no words.
/// </summary>
internal sealed class ChartFont : IFontResolver
{
    /// <summary>The name under which ScottPlot asks for it.</summary>
    internal const string Family = "MnistPS";

    private static readonly string[] s_preferred =
        ["Segoe UI", "Helvetica Neue", "Noto Sans", "Open Sans", "DejaVu Sans", "Liberation Sans", "Arial"];

    private static readonly Lazy<SKTypeface> s_regular = new(() => Find(SKFontStyle.Normal));
    private static readonly Lazy<SKTypeface> s_bold = new(() => Find(SKFontStyle.Bold));

    // Read once, when the first chart is drawn.
    static ChartFont() => Fonts.FontResolvers.Insert(0, new ChartFont());

    /// <summary>A font of a size.</summary>
    /// <param name="size">Size in pixels.</param>
    /// <param name="bold">Whether it is to stand out.</param>
    /// <returns>The font, to be disposed of.</returns>
    internal static SKFont Create(float size, bool bold = false) => new(Typeface(bold), size) { Subpixel = true, LinearMetrics = true };

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, bold: weight >= FontWeight.SemiBold, italic: false);

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName == Family ? Typeface(bold) : null;

    private static SKTypeface Typeface(bool bold) => (bold ? s_bold : s_regular).Value;

    private static SKTypeface Find(SKFontStyle style)
    {
        var family = s_preferred.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains);
        return family is null ? SKTypeface.Default : SKTypeface.FromFamilyName(family, style);
    }
}

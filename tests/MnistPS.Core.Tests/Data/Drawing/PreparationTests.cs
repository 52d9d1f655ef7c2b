using MnistPS.Data.Drawing;

namespace MnistPS.Tests.Data.Drawing;

/// <summary>Drawn digits are prepared as the makers of MNIST prepared theirs.</summary>
public sealed class PreparationTests
{
    private const int Count = 1000;

    /// <summary>The defaults, and options at their limits.</summary>
    public static TheoryData<DrawingOptions> Options =>
    [
        DrawingOptions.Default,
        new DrawingOptions { StrokeWidth = new(8, 8), Pressure = new(0.8f, 0.8f) },
        new DrawingOptions { StrokeWidth = new(0.5f, 1), Pressure = new(0.8f, 0.8f), Noise = new(0.3f, 0.3f) },
        new DrawingOptions { Slant = new(-1.5f, 1.5f), Rotation = new(-45, 45), Aspect = new(0.3f, 3) },
        new DrawingOptions { Wobble = new(0.2f, 0.2f), Bend = new(0.5f, 0.5f), Haste = new(1, 1) },
    ];

    [Theory]
    [MemberData(nameof(Options))]
    public void The_longest_side_is_20_pixels(DrawingOptions options)
    {
        var set = DrawnSet.Draw(Count, options: options);

        Assert.All(Enumerable.Range(0, Count), i => Assert.Equal(20, InkMeasure.Of(set.Image(i)).LongestSide));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void The_centre_of_mass_is_within_half_a_pixel_of_14(DrawingOptions options)
    {
        const float halfPixel = 0.5001f;
        var set = DrawnSet.Draw(Count, options: options);

        Assert.All(Enumerable.Range(0, Count), i =>
        {
            var ink = InkMeasure.Of(set.Image(i));
            Assert.InRange(ink.CentreX, 14 - halfPixel, 14 + halfPixel);
            Assert.InRange(ink.CentreY, 14 - halfPixel, 14 + halfPixel);
        });
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void The_strongest_ink_is_255(DrawingOptions options)
    {
        var set = DrawnSet.Draw(Count, options: options);

        Assert.All(set.Images.Chunk(DigitDrawer.ImageSize), image => Assert.Equal(byte.MaxValue, image.Max()));
    }

    [Fact]
    public void Mean_and_deviation_of_the_pixels_are_near_those_of_MNIST()
    {
        const double mnistMean = 0.1307, mnistDeviation = 0.3081, tolerance = 0.01;
        double[] pixels = [.. DrawnSet.Draw(Count).Images.Select(b => b / 255.0)];

        var mean = pixels.Average();
        var deviation = Math.Sqrt(pixels.Average(p => (p - mean) * (p - mean)));

        Assert.InRange(mean, mnistMean - tolerance, mnistMean + tolerance);
        Assert.InRange(deviation, mnistDeviation - tolerance, mnistDeviation + tolerance);
    }

    [Fact]
    public void A_wider_pen_leaves_more_ink()
    {
        var thin = DrawnSet.Draw(200, options: Pen(1.5f)).Images.Average(b => b);
        var thick = DrawnSet.Draw(200, options: Pen(4f)).Images.Average(b => b);

        Assert.True(thick > 1.5 * thin, $"thick {thick}, thin {thin}");
    }

    [Fact]
    public void Slant_leans_to_the_right()
    {
        var upright = Lean(new DrawingOptions { Slant = new(0, 0) });
        var slanted = Lean(new DrawingOptions { Slant = new(0.8f, 0.8f) });

        Assert.True(slanted > upright + 0.2, $"slanted {slanted}, upright {upright}");
    }

    private static DrawingOptions Pen(float width) => new() { StrokeWidth = new(width, width) };

    // Pixels to the right per pixel upwards, by the second moments of the ink.
    private static double Lean(DrawingOptions options)
    {
        var pixels = DrawnSet.Draw(500, options: options).Images;
        double xy = 0, yy = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            int x = (i % DigitDrawer.ImageSide) - 14, y = 14 - (i / DigitDrawer.ImageSide % DigitDrawer.ImageSide);
            xy += (double)pixels[i] * x * y;
            yy += (double)pixels[i] * y * y;
        }

        return xy / yy;
    }
}

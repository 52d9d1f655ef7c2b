using MnistPS.Data.Drawing;

namespace MnistPS.Tests.Data.Drawing;

public sealed class ArgumentTests
{
    /// <summary>A bad range, the parameter's name, the value and the allowed range as written.</summary>
    public static TheoryData<DrawingOptions, string, string, string> BadOptions => new()
    {
        { new DrawingOptions { Slant = new(-2, 0) }, "Slant", "-2..0", "-1.5..1.5" },
        { new DrawingOptions { Rotation = new(0, 90) }, "Rotation", "0..90", "-45..45" },
        { new DrawingOptions { Aspect = new(0, 1) }, "Aspect", "0..1", "0.3..3" },
        { new DrawingOptions { StrokeWidth = new(0, 3) }, "StrokeWidth", "0..3", "0.5..8" },
        { new DrawingOptions { Wobble = new(-0.1f, 0) }, "Wobble", "-0.1..0", "0..0.2" },
        { new DrawingOptions { Bend = new(0, 1) }, "Bend", "0..1", "0..0.5" },
        { new DrawingOptions { Pressure = new(0, 1) }, "Pressure", "0..1", "0..0.8" },
        { new DrawingOptions { Haste = new(0, 2) }, "Haste", "0..2", "0..1" },
        { new DrawingOptions { Noise = new(0, 1) }, "Noise", "0..1", "0..0.3" },
        { new DrawingOptions { StrokeWidth = new(4, 2) }, "StrokeWidth", "4..2", "0.5..8" },
        { new DrawingOptions { Slant = new(float.NaN, 1) }, "Slant", "NaN..1", "-1.5..1.5" },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void A_range_out_of_bounds_is_named_with_its_value_and_limits(
        DrawingOptions options, string name, string value, string limits)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DrawnSet.Draw(1, options: options));

        Assert.Equal(name, error.ParamName);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
        Assert.Contains(limits, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void A_digit_beyond_0_to_9_is_refused(int digit)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            DigitDrawer.Draw(digit, 1, 0, DrawingOptions.Default, new byte[DigitDrawer.ImageSize]));

        Assert.Equal("digit", error.ParamName);
        Assert.Contains("0 to 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_index_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("index", () => DigitDrawer.LabelAt(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("firstIndex", () => DrawnSet.Draw(1, firstIndex: -1));
        Assert.Throws<ArgumentOutOfRangeException>("firstIndex", () => DrawnSet.Draw(2, firstIndex: long.MaxValue));
    }

    [Fact]
    public void A_negative_number_of_threads_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => DrawnSet.Draw(1, threads: -1));

    [Fact]
    public void Images_and_labels_must_hold_the_same_number_of_digits()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>("images", () =>
            DigitDrawer.DrawRange(1, 0, new byte[1000], new byte[2]));

        Assert.Contains("1568", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_are_checked_before_the_first_is_asked_for()
    {
        Assert.Throws<ArgumentOutOfRangeException>("count", () => DigitDrawer.DrawBatches(1, -1, 10));
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => DigitDrawer.DrawBatches(1, 10, 0));
    }

    [Fact]
    public void No_digits_is_an_empty_set()
    {
        Assert.Empty(DrawnSet.Draw(0).Images);
        Assert.Empty(DigitDrawer.DrawBatches(1, 0, 10));
    }
}

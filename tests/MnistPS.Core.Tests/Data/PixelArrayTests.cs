using MnistPS.Data;

namespace MnistPS.Tests.Data;

/// <summary>Arrays of pixels as users have them at hand.</summary>
public sealed class PixelArrayTests
{
    public static TheoryData<object> SameImage => new()
    {
        new byte[] { 0, 255, 51, 0 },
        new[] { 0, 255, 51, 0 },
        new[] { 0.0, 1.0, 0.2, 0.0 },
        new[] { 0f, 1f, 0.2f, 0f },
        new byte[,] { { 0, 255 }, { 51, 0 } },
        new[,] { { 0.0, 1.0 }, { 0.2, 0.0 } },
        new[] { [0.0, 1.0], new[] { 0.2, 0.0 } },
        new object[] { 0, 1, 0.2, 0 },
    };

    [Theory]
    [MemberData(nameof(SameImage))]
    public void Bytes_and_fractions_flat_and_in_rows_give_the_same_image(object pixels)
    {
        var image = PixelArray.Read(pixels);

        Assert.Equal([0f, 1f, 0.2f, 0f], image.Values);
        Assert.Equal((2, 2), (image.Height, image.Width));
    }

    [Fact]
    public void Whole_numbers_none_above_one_say_ink_or_no_ink() =>
        Assert.Equal([0f, 1f, 1f, 0f], PixelArray.Read(new[] { 0, 1, 1, 0 }).Values);

    [Fact]
    public void Bytes_always_go_to_255() =>
        Assert.Equal(1f / 255, PixelArray.Read(new byte[] { 0, 1, 1, 0 }).Values[1]);

    [Theory]
    [InlineData(6, 1, 6)]
    [InlineData(784, 28, 28)]
    public void A_flat_array_is_a_square_where_it_makes_one(int count, int height, int width)
    {
        var image = PixelArray.Read(new byte[count]);

        Assert.Equal((height, width), (image.Height, image.Width));
    }

    [Theory]
    [InlineData(1.5, "Divide by 255")]
    [InlineData(-0.1, "from 0 to 1")]
    [InlineData(double.NaN, "from 0 to 1")]
    [InlineData(1000.0, "from 0 to 255")]
    public void Fractions_out_of_range_are_refused(double value, string remedy)
    {
        var error = Assert.Throws<MnistPSException>(() => PixelArray.Read(new[] { 0, value }));

        Assert.Equal("PixelOutOfRange", error.ErrorId);
        Assert.Contains("Number 1", error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(-1)]
    public void Whole_numbers_out_of_range_are_refused(int value) => Assert.Equal(
        "PixelOutOfRange", Assert.Throws<MnistPSException>(() => PixelArray.Read(new[] { 200, value })).ErrorId);

    [Fact]
    public void Several_images_at_once_are_refused() => Assert.Equal(
        "PixelShapeInvalid", Assert.Throws<MnistPSException>(() => PixelArray.Read(new byte[2, 28, 28])).ErrorId);

    [Fact]
    public void The_array_itself_stays_as_it_is()
    {
        var pixels = new float[] { 0, 1 };
        PixelArray.Read(pixels).Values[0] = 1;

        Assert.Equal([0f, 1f], pixels);
    }
}

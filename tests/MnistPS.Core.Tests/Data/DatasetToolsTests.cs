using MnistPS.Data;

namespace MnistPS.Tests.Data;

/// <summary>One-hot labels, choices of images, drawings in text, drawn datasets.</summary>
public sealed class DatasetToolsTests
{
    private static readonly DigitDataset s_dataset = new(
        Enumerable.Range(0, 36).Select(i => (byte)i).ToArray(), new byte[] { 4, 7, 4, 1, 7, 4 }, 2, 3);

    [Theory]
    [InlineData(0, 3, "1 0 0")]
    [InlineData(5, 10, "0 0 0 0 0 1 0 0 0 0")]
    public void A_label_becomes_a_vector(int label, int classes, string expected) =>
        Assert.Equal(expected, string.Join(' ', LabelEncoding.ToOneHot(label, classes)));

    [Theory]
    [InlineData(10, 10, "LabelOutOfRange")]
    [InlineData(-1, 10, "LabelOutOfRange")]
    [InlineData(0, 0, "ClassCountOutOfRange")]
    [InlineData(0, 257, "ClassCountOutOfRange")]
    public void A_label_outside_of_the_classes_is_an_error(int label, int classes, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<MnistPSException>(() => LabelEncoding.ToOneHot(label, classes)).ErrorId);

    [Fact]
    public void Images_are_chosen_by_number_label_and_count()
    {
        Assert.Equal([5, 0], new ImageSelection { Indices = [5, 0] }.Choose(s_dataset));
        Assert.Equal([0, 2], new ImageSelection { Labels = [4], Count = 2 }.Choose(s_dataset));
        Assert.Equal([4], new ImageSelection { Indices = [3, 4, 5], Labels = [7] }.Choose(s_dataset));
    }

    [Fact]
    public void A_random_choice_is_that_of_its_seed_and_takes_none_twice()
    {
        var chosen = new ImageSelection { Random = true, Seed = 3 }.Choose(s_dataset).ToArray();

        Assert.Equal(chosen, new ImageSelection { Random = true, Seed = 3 }.Choose(s_dataset));
        Assert.Equal([0, 1, 2, 3, 4, 5], chosen.Order());
    }

    [Theory]
    [InlineData(ImageTextStyle.Block, " ▀|▄█| ▀")]
    [InlineData(ImageTextStyle.Shade, " ▒|▒█| ▒")]
    [InlineData(ImageTextStyle.Ascii, " =|=@| =")]
    public void An_image_is_drawn_two_pixels_to_a_character(ImageTextStyle style, string expected)
    {
        var image = new DigitImage([0, 255, 0, 0, 0, 255, 255, 255, 0, 255], 5, 2);

        Assert.Equal(expected, string.Join('|', ImageText.Draw(image, style)));
    }

    [Fact]
    public void Images_stand_side_by_side_as_far_as_the_line_is_wide()
    {
        var image = new DigitImage([255, 255, 255, 255], 2, 2);

        var lines = ImageGallery.Arrange([(image, "#0"), (image, "#1"), (image, "#2")], width: 7);

        Assert.Equal(["██  ██", "#0  #1", "", "██", "#2"], lines);
    }

    [Fact]
    public void A_drawn_dataset_is_that_of_its_seed_and_balanced()
    {
        var first = DrawnDataset.Draw(MnistSplits.Train, 50, seed: 7);
        var longer = DrawnDataset.Draw(MnistSplits.Train, 1010, seed: 7);
        var test = DrawnDataset.Draw(MnistSplits.Test, 50, seed: 7);

        Assert.Equal(first.Pixels.ToArray(), longer.Slice(0, 50).Pixels.ToArray());
        Assert.All(longer.LabelCounts, count => Assert.Equal(101, count));
        Assert.NotEqual(first.Pixels.ToArray(), test.Pixels.ToArray());
        Assert.Equal("Test", test.Split);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2_000_001)]
    public void A_number_of_drawings_that_cannot_be_is_an_error(int count)
    {
        var error = Assert.Throws<MnistPSException>(() => DrawnDataset.Draw(MnistSplits.Train, count, seed: 0));

        Assert.Equal("DrawingCountOutOfRange", error.ErrorId);
    }

    [Fact]
    public void An_option_out_of_range_is_an_error_that_names_it()
    {
        var options = new MnistPS.Data.Drawing.DrawingOptions { Noise = new(0, 9) };

        var error = Assert.Throws<MnistPSException>(() => DrawnDataset.Draw(MnistSplits.Train, 1, seed: 0, options));

        Assert.Equal("DrawingOptionOutOfRange", error.ErrorId);
        Assert.Contains("Noise", error.Message, StringComparison.Ordinal);
    }
}

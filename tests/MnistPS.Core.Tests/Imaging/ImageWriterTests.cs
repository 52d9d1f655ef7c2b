using MnistPS.Imaging;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;
using MnistPS.Imaging.Writing;
using SkiaSharp;

namespace MnistPS.Tests.Imaging;

public sealed class ImageWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mnistps-writer-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_digit_is_written_enlarged_and_read_back_the_same()
    {
        var digit = DigitImagePreparation.Prepare(Pictures.Read(Pictures.SevenOn(100, 100, SKColors.White, SKColors.Black)));
        var path = Path.Combine(folder, "digit.png");
        ImageWriter.Write(digit, path, scale: 10);
        var back = ImageReader.Read(path);
        Assert.Equal((280, 280), (back.Width, back.Height));
        Assert.Equal(digit.Pixels[(14 * 28) + 14], back.ToBytes()[(145 * 280) + 145]);
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Boxes_and_texts_are_drawn_over_the_colours()
    {
        string source = Path.Combine(folder, "source.png"), path = Path.Combine(folder, "annotated.png");
        File.WriteAllBytes(source, Pictures.SevenOn(200, 200, SKColors.White, SKColors.Blue));
        ImageWriter.WriteAnnotated(source, path, [new DigitLabel(new PixelBox(40, 60, 100, 120), "7 98%")]);
        using var picture = SKBitmap.Decode(path);
        Assert.Equal(200, picture.Width);
        var edge = picture.GetPixel(40, 150);
        Assert.True(edge.Red > 200 && edge.Green < 200, edge.ToString());
        Assert.Contains(SKColors.Blue, picture.Pixels);
    }

    [Theory]
    [InlineData(200, 162, 190)]
    [InlineData(170, 135, 152)]
    public void A_note_stands_below_its_box_or_inside_where_there_is_no_room(int height, int top, int bottom)
    {
        string source = Path.Combine(folder, "source.png"), path = Path.Combine(folder, "annotated.png");
        File.WriteAllBytes(source, Pictures.Draw(200, height, SKColors.Gray, _ => { }));
        ImageWriter.WriteAnnotated(source, path, [new DigitLabel(new PixelBox(60, 60, 80, 100), "7", "98%")]);
        using var picture = SKBitmap.Decode(path);
        int WhiteBetween(int from, int to) => Enumerable.Range(from, to - from)
            .Sum(y => Enumerable.Range(0, 200).Count(x => picture.GetPixel(x, y) == SKColors.White));
        Assert.True(WhiteBetween(top, bottom) > 50);
    }

    [Fact]
    public void A_name_without_a_known_ending_is_refused()
    {
        var error = Assert.Throws<MnistPSException>(() => ImageWriter.Write(new GrayImage(4, 4, new float[16]), Path.Combine(folder, "x.tif")));
        Assert.Equal("ImageExtensionUnknown", error.ErrorId);
    }

    [Fact]
    public void A_failed_write_leaves_nothing_behind()
    {
        var taken = Path.Combine(folder, "taken.png");
        Directory.CreateDirectory(taken);
        Assert.ThrowsAny<Exception>(() => ImageWriter.Write(new GrayImage(4, 4, new float[16]), taken));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100000)]
    public void A_scale_out_of_range_is_refused(int scale)
    {
        var error = Assert.Throws<MnistPSException>(() => ImageWriter.Write(new GrayImage(4, 4, new float[16]), Path.Combine(folder, "x.png"), scale));
        Assert.Equal("ImageScaleOutOfRange", error.ErrorId);
    }
}

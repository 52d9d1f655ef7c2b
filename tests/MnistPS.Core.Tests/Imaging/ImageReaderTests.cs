using MnistPS.Imaging.Reading;
using SkiaSharp;

namespace MnistPS.Tests.Imaging;

public sealed class ImageReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mnistps-imaging-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Pictures_of_every_encodable_format_are_read(SKEncodedImageFormat format)
    {
        var image = Pictures.Read(Pictures.Draw(40, 30, SKColors.White, HalfBlack, format));
        Assert.Equal((40, 30), (image.Width, image.Height));
        Assert.True(image.Pixels[5] < 0.05f && image.Pixels[35] > 0.95f);
    }

    [Fact]
    public void A_bitmap_stored_from_the_bottom_is_read_upright()
    {
        var image = Pictures.Read(EncodedImages.Bmp(16, 12, (x, y) => y < 6 ? (byte)0 : (byte)255));
        Assert.True(image.Pixels[0] < 0.05f && image.Pixels[^1] > 0.95f);
    }

    [Fact]
    public void A_large_bitmap_stored_from_the_bottom_is_scaled_down_upright()
    {
        var bytes = EncodedImages.Bmp(160, 120, (x, y) => y < 60 ? (byte)0 : (byte)255);
        var image = ImageReader.Read(new MemoryStream(bytes), longestSide: 40);
        Assert.Equal((40, 30), (image.Width, image.Height));
        Assert.True(image.Pixels[0] < 0.05f && image.Pixels[^1] > 0.95f);
    }

    [Fact]
    public void A_gif_is_read() =>
        Assert.True(Pictures.Read(EncodedImages.Gif(12, 12)).Pixels[0] < 0.05f);

    [Fact]
    public void Sixteen_bits_per_channel_are_read()
    {
        var image = Pictures.Read(EncodedImages.Png(16, 16, 16, 0, null, (x, y) => x < 8 ? [0x40, 0x12] : [0xFF, 0xFF]));
        Assert.Equal(0x40 / 255f, image.Pixels[0], 0.02f);
        Assert.Equal(1f, image.Pixels[15], 0.01f);
    }

    [Fact]
    public void A_palette_is_looked_up()
    {
        byte[] palette = [0, 0, 0, 255, 255, 255, 255, 0, 0];
        var image = Pictures.Read(EncodedImages.Png(16, 16, 8, 3, palette, (x, y) => [(byte)(x < 8 ? 0 : 1)]));
        Assert.True(image.Pixels[0] < 0.01f && image.Pixels[15] > 0.99f);
    }

    [Fact]
    public void Transparency_is_laid_over_white()
    {
        var image = Pictures.Read(Pictures.Draw(40, 30, SKColors.Transparent, HalfBlack));
        Assert.True(image.Pixels[5] < 0.05f && image.Pixels[35] > 0.95f);
    }

    [Fact]
    public void White_ink_on_a_transparent_ground_stays_visible()
    {
        using var pen = Pictures.Pen(SKColors.White, 4);
        var image = Pictures.Read(Pictures.Draw(40, 40, SKColors.Transparent, c => Pictures.One(c, pen, 20, 5, 30)));
        Assert.True(Math.Abs(image.Pixels[(20 * 40) + 20] - image.Pixels[(20 * 40) + 2]) > 0.9f);
    }

    [Fact]
    public void Yellow_ink_is_seen_as_dark()
    {
        var image = Pictures.Read(Pictures.SevenOn(100, 100, SKColors.White, SKColors.Yellow));
        Assert.True(image.Pixels.Min() < 0.3f);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 0, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(6, 1, 0)]
    [InlineData(7, 1, 1)]
    [InlineData(8, 0, 1)]
    public void The_orientation_of_the_camera_is_applied(int orientation, int right, int down)
    {
        // A dark corner at the left top of what is stored ends where the orientation puts it.
        using SKPaint pen = new() { Color = SKColors.Black };
        var jpeg = Pictures.Draw(64, 32, SKColors.White, c => c.DrawRect(0, 0, 12, 12, pen), SKEncodedImageFormat.Jpeg);
        var image = Pictures.Read(EncodedImages.WithOrientation(jpeg, orientation));
        Assert.Equal(orientation >= 5 ? (32, 64) : (64, 32), (image.Width, image.Height));
        Assert.Equal((image.Width, image.Height), (image.SourceWidth, image.SourceHeight));
        int x = right == 1 ? image.Width - 4 : 3, y = down == 1 ? image.Height - 4 : 3;
        Assert.True(image.Pixels[(y * image.Width) + x] < 0.1f);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void Large_pictures_are_scaled_down_and_remember_their_size(SKEncodedImageFormat format)
    {
        var image = ImageReader.Read(new MemoryStream(Pictures.Draw(3000, 1500, SKColors.White, HalfBlack, format)), longestSide: 500);
        Assert.InRange(image.Width, 300, 500);
        Assert.Equal((3000, 1500), (image.SourceWidth, image.SourceHeight));
        Assert.All(Enumerable.Range(0, image.Height), y => Assert.True(image.Pixels[(y * image.Width) + image.Width - 1] > 0.95f));
    }

    [Fact]
    public void An_empty_file_is_named() => AssertRefused("ImageEmpty", "empty.png", []);

    [Fact]
    public void Text_with_the_name_of_a_picture_is_named() =>
        AssertRefused("ImageNotRecognized", "notes.png", "just some text"u8.ToArray(), "looks like text");

    [Fact]
    public void A_format_that_cannot_be_read_is_named() =>
        AssertRefused("ImageNotRecognized", "form.png", "%PDF-1.7 xyz"u8.ToArray(), "PDF");

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    public void A_picture_that_was_cut_short_is_refused(SKEncodedImageFormat format)
    {
        var whole = Pictures.Draw(400, 400, SKColors.White, HalfBlack, format);
        AssertRefused("ImageTruncated", "cut.jpg", whole[..(whole.Length * 6 / 10)]);
    }

    [Fact]
    public void A_header_alone_is_refused()
    {
        var whole = Pictures.Draw(400, 400, SKColors.White, HalfBlack, SKEncodedImageFormat.Jpeg);
        AssertRefused("ImageDamaged", "head.jpg", whole[..40]);
    }

    [Fact]
    public void A_single_pixel_is_too_small() =>
        AssertRefused("ImageTooSmall", "dot.png", Pictures.Draw(1, 1, SKColors.White, _ => { }));

    [Fact]
    public void A_header_that_claims_nine_hundred_million_pixels_is_refused() =>
        AssertRefused("ImageTooLarge", "bomb.png", EncodedImages.PngHeader(30000, 30000), "30000×30000");

    [Fact]
    public void A_stream_stays_open()
    {
        using var stream = new MemoryStream(Pictures.SevenOn(40, 40, SKColors.White, SKColors.Black));
        ImageReader.Read(stream);
        Assert.True(stream.CanRead);
    }

    private static void HalfBlack(SKCanvas canvas)
    {
        using var black = new SKPaint { Color = SKColors.Black };
        canvas.DrawRect(0, 0, canvas.DeviceClipBounds.Width / 2f, canvas.DeviceClipBounds.Height, black);
    }

    private void AssertRefused(string errorId, string name, byte[] content, string mention = "")
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        var error = Assert.Throws<ImageFormatException>(() => ImageReader.Read(path));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(path, error.Path);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
    }
}

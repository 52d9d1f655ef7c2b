using MnistPS.Imaging;
using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;
using SkiaSharp;

namespace MnistPS.Tests.Imaging;

public class DigitImagePreparationTests
{
    private static readonly PreparedImage Reference =
        DigitImagePreparation.Prepare(Pictures.Read(Pictures.SevenOn(100, 100, SKColors.White, SKColors.Black)));

    public static TheoryData<int, int, float> Canvases => new()
    {
        { 40, 40, 3 },
        { 100, 100, 2 },
        { 300, 200, 12 },
        { 1000, 1000, 1.5f },
        { 2000, 1500, 60 },
    };

    [Theory]
    [MemberData(nameof(Canvases))]
    public void The_longer_side_becomes_twenty(int width, int height, float stroke)
    {
        var digit = DigitImagePreparation.Prepare(Pictures.Read(Pictures.SevenOn(width, height, SKColors.White, SKColors.Black, stroke)));
        Assert.Equal(20, Math.Max(Extent(digit, horizontal: true), Extent(digit, horizontal: false)));
    }

    [Theory]
    [MemberData(nameof(Canvases))]
    public void The_centre_of_mass_comes_to_the_middle(int width, int height, float stroke)
    {
        var digit = DigitImagePreparation.Prepare(Pictures.Read(Pictures.SevenOn(width, height, SKColors.White, SKColors.Black, stroke)));
        (var x, var y) = CentreOfMass(digit);
        Assert.InRange(x, 13.4, 14.6);
        Assert.InRange(y, 13.4, 14.6);
        Assert.Equal(255, digit.Pixels.Max());
    }

    [Fact]
    public void Thin_and_thick_pens_give_much_the_same_digit()
    {
        var thin = DigitImagePreparation.Prepare(Pictures.Read(Pictures.SevenOn(600, 600, SKColors.White, SKColors.Black, 2)));
        var thick = DigitImagePreparation.Prepare(Pictures.Read(Pictures.SevenOn(600, 600, SKColors.White, SKColors.Black, 60)));
        Assert.True(Pictures.Difference(thin, thick) < 16);
    }

    [Fact]
    public void Light_ink_on_a_dark_ground_gives_the_same_digit_as_dark_on_light()
    {
        var chalk = DigitImagePreparation.Prepare(Pictures.Read(Pictures.SevenOn(100, 100, SKColors.Black, SKColors.White)));
        Assert.Equal(InkPolarity.DarkOnLight, Reference.Polarity);
        Assert.Equal(InkPolarity.LightOnDark, chalk.Polarity);
        Assert.True(Pictures.Difference(Reference, chalk) < 3);
    }

    [Fact]
    public void A_polarity_that_is_given_is_not_questioned()
    {
        var options = new PreparationOptions { Polarity = InkPolarity.DarkOnLight };
        var image = Pictures.Read(Pictures.SevenOn(100, 100, SKColors.White, SKColors.Black));
        Assert.Equal(Reference.Pixels, DigitImagePreparation.Prepare(image, options).Pixels);
    }

    [Fact]
    public void A_picture_in_the_form_of_MNIST_passes_unchanged()
    {
        var again = DigitImagePreparation.Prepare(GrayImage.FromBytes(28, 28, Reference.Pixels));
        Assert.Equal(Reference.Pixels, again.Pixels);
        Assert.Empty(again.Warnings);
    }

    [Fact]
    public void A_small_picture_dark_on_light_is_prepared()
    {
        var inverted = Array.ConvertAll(Reference.Pixels, p => (byte)(255 - p));
        var digit = DigitImagePreparation.Prepare(GrayImage.FromBytes(28, 28, inverted));
        Assert.True(Pictures.Difference(Reference, digit) < 12);
    }

    [Fact]
    public void A_shadow_and_ruled_lines_do_not_change_the_digit()
    {
        using var pen = Pictures.Pen(new SKColor(20, 20, 60), 10);
        using var line = Pictures.Pen(new SKColor(150, 170, 210), 2);
        using var shade = new SKPaint
        {
            Shader = SKShader.CreateLinearGradient(
                new SKPoint(0, 0), new SKPoint(600, 400), [new SKColor(0, 0, 0, 0), new SKColor(0, 0, 0, 140)], SKShaderTileMode.Clamp),
        };
        var image = Pictures.Read(Pictures.Draw(600, 600, SKColors.White, canvas =>
        {
            for (var y = 25; y < 600; y += 50)
            {
                canvas.DrawLine(0, y, 600, y + 12, line);
            }

            Pictures.Seven(canvas, pen, 150, 120, 360);
            canvas.DrawRect(0, 0, 600, 600, shade);
        }));
        var digit = DigitImagePreparation.Prepare(image);
        Assert.True(Pictures.Difference(Reference, digit) < 12, $"difference {Pictures.Difference(Reference, digit)}");
    }

    [Fact]
    public void The_box_of_a_form_is_taken_out()
    {
        using var pen = Pictures.Pen(SKColors.Black, 8);
        using var frame = Pictures.Pen(SKColors.Black, 3);
        var image = Pictures.Read(Pictures.Draw(200, 200, SKColors.White, canvas =>
        {
            canvas.DrawRect(20, 20, 160, 160, frame);
            Pictures.Seven(canvas, pen, 70, 50, 100);
        }));
        Assert.True(Pictures.Difference(Reference, DigitImagePreparation.Prepare(image)) < 12);
    }

    [Fact]
    public void The_parts_of_a_broken_stroke_are_joined()
    {
        using var pen = Pictures.Pen(SKColors.Black, 12);
        var image = Pictures.Read(Pictures.Draw(200, 200, SKColors.White, canvas =>
        {
            canvas.DrawLine(100, 40, 100, 90, pen);
            canvas.DrawLine(100, 112, 100, 160, pen);
        }));
        Assert.InRange(DigitImagePreparation.Prepare(image).BoundingBox.Height, 120, 140);
    }

    [Fact]
    public void Specks_are_dropped()
    {
        using var pen = Pictures.Pen(SKColors.Black, 12);
        var image = Pictures.Read(Pictures.Draw(300, 300, SKColors.White, canvas =>
        {
            Pictures.One(canvas, pen, 150, 80, 140);
            canvas.DrawPoint(30, 40, SKColors.Black);
            canvas.DrawCircle(270, 250, 2, pen);
        }));
        Assert.InRange(DigitImagePreparation.Prepare(image).BoundingBox.Width, 10, 18);
    }

    [Fact]
    public void The_box_of_a_digit_is_in_pixels_of_the_original()
    {
        using var pen = Pictures.Pen(SKColors.Black, 60);
        var image = Pictures.Read(Pictures.Draw(4000, 3000, SKColors.White, c => Pictures.One(c, pen, 2000, 800, 1200), SKEncodedImageFormat.Jpeg));
        var box = DigitImagePreparation.Prepare(image).BoundingBox;
        Assert.InRange(box.X, 1950, 1985);
        Assert.InRange(box.Y, 750, 785);
        Assert.InRange(box.Height, 1235, 1300);
    }

    [Fact]
    public void Every_stage_can_be_looked_at()
    {
        var image = Pictures.Read(Pictures.SevenOn(100, 100, SKColors.White, SKColors.Black));
        var digit = DigitImagePreparation.Prepare(image, new PreparationOptions { KeepSteps = true });
        Assert.Equal(["Grey", "Polarity", "EvenLight", "Threshold", "Clean", "Crop", "Stroke", "Scale", "Centre"], digit.Steps.Select(step => step.Name));
        Assert.Equal(digit.Pixels, digit.Steps[^1].Image.ToBytes());
    }

    [Fact]
    public void Stages_are_numbered_and_know_their_file()
    {
        var image = new GrayImage(100, 100, Pictures.Read(Pictures.SevenOn(100, 100, SKColors.White, SKColors.Black)).Pixels) { Path = "seven.png" };
        var steps = DigitImagePreparation.Prepare(image, new PreparationOptions { KeepSteps = true }).Steps;
        Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(step => step.Number));
        Assert.All(steps, step => Assert.Equal("seven.png", step.Source));
        Assert.Equal((100, 100), (steps[0].Width, steps[0].Height));
    }

    [Fact]
    public void A_stage_is_shown_smaller_with_what_is_light_in_it_light()
    {
        var image = Pictures.Read(Pictures.SevenOn(200, 100, SKColors.White, SKColors.Black));
        var steps = DigitImagePreparation.Prepare(image, new PreparationOptions { KeepSteps = true }).Steps;
        Assert.Equal((50, 25), (steps[0].ToDigitImage(50).Width, steps[0].ToDigitImage(50).Height));
        Assert.Equal((200, 100), (steps[0].ToDigitImage().Width, steps[0].ToDigitImage().Height));
        Assert.Equal((255, 0), (steps[0].ToDigitImage().Pixels[0], steps[1].ToDigitImage().Pixels[0]));
    }

    [Fact]
    public void What_keeps_pixels_from_the_form_of_MNIST_is_said()
    {
        var shifted = new byte[784];
        Reference.Pixels.AsSpan(0, 784 - (5 * 28)).CopyTo(shifted.AsSpan(5 * 28));
        var inverted = Array.ConvertAll(Reference.Pixels, p => (byte)(255 - p));
        Assert.Empty(DigitImagePreparation.Examine(GrayImage.FromBytes(28, 28, Reference.Pixels)));
        Assert.Contains("middle", Assert.Single(DigitImagePreparation.Examine(GrayImage.FromBytes(28, 28, shifted))), StringComparison.Ordinal);
        Assert.Contains("light ink", Assert.Single(DigitImagePreparation.Examine(GrayImage.FromBytes(28, 28, inverted))), StringComparison.Ordinal);
        Assert.Empty(DigitImagePreparation.Examine(new GrayImage(10, 10, new float[100])));
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(28, 28)]
    [InlineData(1000, 700)]
    public void A_blank_page_is_refused(int width, int height)
    {
        var image = Pictures.Read(Pictures.Draw(width, height, SKColors.White, _ => { }));
        var error = Assert.Throws<ImageFormatException>(() => DigitImagePreparation.Prepare(image));
        Assert.Equal("ImageBlank", error.ErrorId);
    }

    [Fact]
    public void A_blank_page_with_a_noisy_ground_is_refused()
    {
        var random = new Random(1);
        var bytes = Enumerable.Range(0, 300 * 200).Select(i => (byte)(200 + random.Next(-12, 13) - (i % 300 / 10))).ToArray();
        var error = Assert.Throws<ImageFormatException>(() => DigitImagePreparation.Prepare(GrayImage.FromBytes(300, 200, bytes)));
        Assert.Equal("ImageBlank", error.ErrorId);
    }

    [Fact]
    public void Several_digits_and_a_digit_at_the_border_are_warned_about()
    {
        using var pen = Pictures.Pen(SKColors.Black, 10);
        var image = Pictures.Read(Pictures.Draw(300, 150, SKColors.White, canvas =>
        {
            Pictures.Seven(canvas, pen, 40, 20, 100);
            Pictures.Seven(canvas, pen, 200, 70, 100);
        }));
        Assert.Contains(DigitImagePreparation.Prepare(image).Warnings, warning => warning.Contains("Several digits", StringComparison.Ordinal));
        var cut = Pictures.Read(Pictures.Draw(100, 100, SKColors.White, c => Pictures.Seven(c, pen, 30, 30, 100)));
        Assert.Contains(DigitImagePreparation.Prepare(cut).Warnings, warning => warning.Contains("border", StringComparison.Ordinal));
    }

    [Fact]
    public void Digits_close_together_are_not_taken_for_one()
    {
        using var pen = Pictures.Pen(SKColors.Black, 10);
        var digit = DigitImagePreparation.Prepare(Pictures.Read(Pictures.Draw(500, 200, SKColors.White, canvas =>
        {
            for (var i = 0; i < 5; i++)
            {
                Pictures.Zero(canvas, pen, 60 + (76 * i), 50, 90);
            }
        })));
        Assert.InRange(digit.BoundingBox.Width, 55, 75);
        Assert.Contains(digit.Warnings, warning => warning.Contains("Several digits", StringComparison.Ordinal));
    }

    private static int Extent(PreparedImage digit, bool horizontal)
    {
        var positions = Enumerable.Range(0, 784).Where(i => digit.Pixels[i] > 0).Select(i => horizontal ? i % 28 : i / 28).ToList();
        return positions.Max() - positions.Min() + 1;
    }

    private static (double X, double Y) CentreOfMass(PreparedImage digit)
    {
        double mass = digit.Pixels.Sum(p => p);
        return (digit.Pixels.Select((p, i) => p * (i % 28)).Sum() / mass, digit.Pixels.Select((p, i) => p * (i / 28)).Sum() / mass);
    }
}

using MnistPS.Charts;
using MnistPS.Metrics;
using MnistPS.Training;
using SkiaSharp;

namespace MnistPS.Tests.Charts;

/// <summary>Charts as files: what they are, not how beautiful.</summary>
public sealed class ChartTests : IDisposable
{
    private static readonly ChartOptions s_small = new() { Width = 600, Height = 300 };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnistps charts ");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("run.png", SKEncodedImageFormat.Png)]
    [InlineData("run.JPG", SKEncodedImageFormat.Jpeg)]
    [InlineData("run.jpeg", SKEncodedImageFormat.Jpeg)]
    [InlineData("run.webp", SKEncodedImageFormat.Webp)]
    public void The_ending_chooses_the_format(string name, SKEncodedImageFormat expected)
    {
        using var codec = SKCodec.Create(Draw(name, Epochs(3)));

        Assert.Equal(expected, codec.EncodedFormat);
        Assert.Equal((600, 300), (codec.Info.Width, codec.Info.Height));
    }

    [SkippableFact]
    public void A_vector_picture_holds_its_words()
    {
        Skip.IfNot(SKFontManager.Default.FontFamilies.Any(), "No font is installed here.");
        var text = File.ReadAllText(Draw("run.svg", Epochs(3)));

        Assert.Contains("<svg", text, StringComparison.Ordinal);
        Assert.Contains("Accuracy", text, StringComparison.Ordinal);
        Assert.Contains("best validation accuracy 93% in epoch 3", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(500)]
    public void Any_number_of_epochs_has_lines_of_both_colours(int epochs)
    {
        using var picture = SKBitmap.Decode(Draw("run.png", Epochs(epochs)));

        Assert.True(picture.Pixels.Contains(new SKColor(0x00, 0x72, 0xB2)), "There is no training line.");
        Assert.True(picture.Pixels.Contains(new SKColor(0xD5, 0x5E, 0x00)), "There is no validation line.");
    }

    [Fact]
    public void A_training_that_has_gone_astray_is_drawn_as_far_as_it_goes()
    {
        EpochRecord[] epochs =
        [
            Epoch(1, 2.3, 0.5),
            Epoch(2, double.PositiveInfinity, 0.1) with { ValidationLoss = double.NaN },
            Epoch(3, double.NaN, 0.1) with { ValidationLoss = double.NaN },
        ];

        using var picture = SKBitmap.Decode(Draw("run.png", epochs));
        Assert.True(picture.Pixels.Contains(new SKColor(0x00, 0x72, 0xB2)), "There is no training line.");
        using var accuracies = SKBitmap.Decode(Draw("none.png", [.. epochs[1..]]));
        Assert.Equal((600, 300), (accuracies.Width, accuracies.Height));
    }

    [Fact]
    public void A_run_without_an_epoch_is_an_error() => AssertRefused("RunWithoutEpochs", "run.png", []);

    [Theory]
    [InlineData("run.gif")]
    [InlineData("run")]
    public void An_unknown_ending_is_an_error(string name) => AssertRefused("ChartFormatUnknown", name, Epochs(1));

    [Theory]
    [InlineData(199, 300)]
    [InlineData(600, 8193)]
    public void A_size_out_of_range_is_an_error(int width, int height) =>
        AssertRefused("ChartSizeOutOfRange", "run.png", Epochs(1), new() { Width = width, Height = height });

    [Fact]
    public void A_file_that_is_there_is_replaced_and_nothing_else_is_left()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "run.png"), "old");

        Draw("run.png", Epochs(1));

        Assert.Equal("run.png", Assert.Single(_folder.GetFiles()).Name);
        Assert.NotEqual("old", File.ReadAllText(_folder.GetFiles()[0].FullName));
    }

    [Theory]
    [InlineData(840, 916)]
    [InlineData(300, 200)]
    public void A_confusion_matrix_is_drawn_in_blue_and_orange(int width, int height)
    {
        var path = Path.Combine(_folder.FullName, "confusion.png");
        var evaluation = ModelEvaluation.Measure(SmallModels.Echo(), SmallModels.FourImages());

        ConfusionChart.Save(evaluation, path, new ChartOptions { Width = width, Height = height });

        using var picture = SKBitmap.Decode(path);
        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.True(picture.Pixels.Contains(new SKColor(0x00, 0x72, 0xB2)), "There is no right answer.");
        Assert.True(picture.Pixels.Contains(new SKColor(0xD5, 0x5E, 0x00)), "There is no wrong answer.");
    }

    private string Draw(string name, IReadOnlyList<EpochRecord> epochs)
    {
        var path = Path.Combine(_folder.FullName, name);
        TrainingChart.Save(epochs, path, s_small);
        return path;
    }

    private void AssertRefused(
        string errorId, string name, IReadOnlyList<EpochRecord> epochs, ChartOptions? options = null)
    {
        var path = Path.Combine(_folder.FullName, name);

        var error = Assert.Throws<MnistPSException>(() => TrainingChart.Save(epochs, path, options ?? s_small));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Empty(_folder.GetFiles());
    }

    private static EpochRecord[] Epochs(int count) =>
        [.. Enumerable.Range(1, count).Select(number => Epoch(number, 1.0 / number, 0.95 * number / count))];

    private static EpochRecord Epoch(int number, double loss, double accuracy) => new()
    {
        Epoch = number,
        Loss = loss,
        Accuracy = accuracy,
        ValidationLoss = loss + 0.1,
        ValidationAccuracy = accuracy - 0.02,
        LearningRate = 0.001,
        Seconds = 0.5,
    };
}

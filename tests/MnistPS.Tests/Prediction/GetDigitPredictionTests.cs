using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Prediction;

/// <summary>Get-DigitPrediction: images of a dataset and files, and files that are no images.</summary>
public sealed class GetDigitPredictionTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private const int Pictures = 5;

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public GetDigitPredictionTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
        module.Set("folder", _folder.Path);
        module.Run(
            $$"""
            if (-not (Test-Path variable:model)) {
                $model = New-DenseModel -HiddenUnits 32 -Seed 1 | Build-DenseModel
                $null = $train | Invoke-ModelTraining -Model $model -Epochs 8 -Seed 1
            }
            $images = @($test | Get-DigitImage -First {{Pictures}})
            $files = @($images | Export-DigitImage -Path $folder -Scale 8 -DarkOnLight -PassThru)
            """).WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("$test | Get-DigitImage -Index 0..4 | Get-DigitPrediction -Model $model")]
    [InlineData("$images | Get-DigitPrediction -Model $model")]
    [InlineData("Get-DigitPrediction -Image $images -Model $model")]
    [InlineData("$files | Get-DigitPrediction -Model $model")]
    [InlineData("$files.FullName | Get-DigitPrediction -Model $model")]
    [InlineData("$files | Get-DigitPrediction -Model $model | Get-DigitPrediction -Model $model")]
    [InlineData("Get-DigitPrediction -Path \"$folder/*.png\" -Model $model")]
    [InlineData("Get-DigitPrediction \"$folder/*.png\" -Model $model")]
    [InlineData("Get-DigitPrediction -LiteralPath $files.FullName -Model $model")]
    [InlineData("New-DigitDataset -Count 5 -Split Test -Seed 1 | Get-DigitPrediction -Model $model")]
    public void Images_come_in_many_ways(string script)
    {
        _module.Run($"$read = {script}").WithoutErrors();

        Assert.Equal(Pictures, _module.Run("$read.Count").One<int>());
        Assert.Equal(_module.Run("$read | ForEach-Object { ($_.Probabilities | Measure-Object -Maximum).Maximum }").All<double>(),
            _module.Run("$read.Confidence").All<float>().Select(confidence => (double)confidence));

        // Of its pictures the small network may take one for another digit.
        var labels = _module.Run("$images.Label").All<int>();
        Assert.InRange(_module.Run("$read.Digit").All<int>().Zip(labels).Count(pair => pair.First == pair.Second), Pictures - 1, Pictures);
    }

    [Fact]
    public void A_prediction_is_a_probability_for_each_digit_and_the_others_ranked()
    {
        _module.Run("$read = $images[0] | Get-DigitPrediction -Model $model").WithoutErrors();
        var probabilities = _module.Run("$read.Probabilities").All<float>();
        var others = _module.Run("$read.Alternatives.Confidence").All<float>();

        Assert.Equal(10, probabilities.Count);
        Assert.Equal(1, probabilities.Sum(), tolerance: 1e-5);
        Assert.Equal(others.OrderDescending(), others);
        Assert.Equal(9, others.Count);
        Assert.Equal(probabilities.Max(), _module.Run("$read.Confidence").One<float>());
    }

    [Fact]
    public void A_label_that_is_known_is_compared()
    {
        _module.Run("$read = $images[0] | Get-DigitPrediction -Model $model").WithoutErrors();

        Assert.True(_module.Run("$read.Label -eq $images[0].Label -and $read.Correct -eq ($read.Digit -eq $read.Label)").One<bool>());
        Assert.Equal(0, _module.Run("$read.Index").One<int>());
    }

    [Fact]
    public void A_picture_has_its_path_and_no_label()
    {
        _module.Run("$read = Get-DigitPrediction -LiteralPath $files[0].FullName -Model $model").WithoutErrors();

        Assert.True(_module.Run("$read.Path -eq $files[0].FullName -and $null -eq $read.Label -and $null -eq $read.Correct").One<bool>());
    }

    [Fact]
    public void Pictures_of_digits_are_read_as_the_digits_themselves_mostly() => Assert.True(_module.Run(
        """
        $pictures = @($test | Get-DigitImage -First 100)
        $same = 0
        foreach ($picture in $pictures) {
            $picture | Export-DigitImage -Path "$folder/one.png" -Scale 4 -DarkOnLight
            $fromFile = Get-DigitPrediction -LiteralPath "$folder/one.png" -Model $model -WarningAction SilentlyContinue
            if ($fromFile.Digit -eq ($picture | Get-DigitPrediction -Model $model).Digit) { $same++ }
        }
        $same -ge 85
        """).One<bool>());

    [Fact]
    public void Doubtful_ones_are_marked()
    {
        Assert.Equal([true], _module.Run("($images[0] | Get-DigitPrediction -Model $model -MinimumConfidence 1).Doubtful").All<bool>());
        Assert.Equal([false], _module.Run("($images[0] | Get-DigitPrediction -Model $model).Doubtful").All<bool>());
    }

    [Fact]
    public void Predictions_are_shown_as_a_table()
    {
        var shown = _module.Show("$files[0] | Get-DigitPrediction -Model $model");

        Assert.Matches("Path +Index +Label +Digit +Confidence +Alternatives", shown);
        Assert.Matches(@"00000-\d\.png .*\d+\.\d ?% +\d \(\d+\.\d ?%\), \d \(\d+\.\d ?%\)", shown);
    }

    [Fact]
    public void A_name_with_brackets_is_taken_literally_from_a_file()
    {
        File.Copy(Directory.GetFiles(_folder.Path, "*.png")[0], _folder.File("a[1].png"));

        Assert.EndsWith(
            "a[1].png",
            _module.Run("([System.IO.FileInfo]::new(\"$folder/a[1].png\") | Get-DigitPrediction -Model $model).Path").One<string>(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ImageNotRecognized", "this is text, not an image")]
    [InlineData("ImageEmpty", "")]
    public void A_file_that_is_no_image_is_an_error(string id, string content)
    {
        File.WriteAllText(_folder.File("a.txt"), content);

        var error = _module.FailsWith(
            id, ErrorCategory.InvalidData, "GetDigitPrediction", "Get-DigitPrediction \"$folder/a.txt\" -Model $model");
        Assert.Contains("a.txt", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(100)]
    public void A_picture_that_is_cut_off_is_an_error(int length)
    {
        var picture = File.ReadAllBytes(Directory.GetFiles(_folder.Path, "*.png")[0]);
        File.WriteAllBytes(_folder.File("cut.png"), picture[..length]);
        var error = _module.Run("Get-DigitPrediction \"$folder/cut.png\" -Model $model").OneError();

        Assert.Matches("^Image[A-Z][A-Za-z]+,MnistPS.Commands.Prediction.GetDigitPredictionCommand$", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_bad_picture_does_not_keep_the_others_from_their_turn()
    {
        File.WriteAllText(_folder.File("00000-bad.png"), "text");
        var result = _module.Run("Get-DigitPrediction \"$folder/*.png\" -Model $model");

        Assert.Equal(Pictures, result.Output.Count);
        Assert.StartsWith("ImageNotRecognized,", result.OneError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PathNotFound", ErrorCategory.ObjectNotFound, "Get-DigitPrediction \"$folder/none.png\" -Model $model")]
    [InlineData("PathNotFound", ErrorCategory.ObjectNotFound, "Get-DigitPrediction -LiteralPath \"$folder/none.png\" -Model $model")]
    [InlineData("PathIsFolder", ErrorCategory.InvalidArgument, "Get-DigitPrediction -LiteralPath $folder -Model $model")]
    public void A_path_to_nothing_is_an_error(string id, ErrorCategory category, string script) =>
        _module.FailsWith(id, category, "GetDigitPrediction", script);

    [Fact]
    public void A_wildcard_that_nothing_fits_is_no_error() =>
        Assert.Empty(_module.Run("Get-DigitPrediction \"$folder/*.jpg\" -Model $model").WithoutErrors().Output);

    [Theory]
    [InlineData("$images[0]")]
    [InlineData("$test")]
    public void A_model_that_does_not_fit_the_image_is_refused(string input) => _module.FailsWith(
        "InputShapeMismatch",
        ErrorCategory.InvalidArgument,
        "GetDigitPrediction",
        $"{input} | Get-DigitPrediction -Model (New-DenseModel -HiddenUnits 8 -InputSize 100)");
}

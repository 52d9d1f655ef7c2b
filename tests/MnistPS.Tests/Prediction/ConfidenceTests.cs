using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Prediction;

/// <summary>What is shown as a confidence is a probability, or it is empty and the cmdlet says why.</summary>
public sealed class ConfidenceTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private readonly ModuleRunspace _module;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public ConfidenceTests(ModuleRunspace module)
    {
        _module = module;
        module.Set("folder", _folder.FullName);
        module.Run(
            """
            if (-not (Test-Path variable:digits)) {
                $digits = New-DigitDataset -Count 300 -Seed 1
                function New-Head($activation, $arguments) {
                    $model = New-InputLayer 784 | New-DenseLayer 16 ReLU | New-DenseLayer 10 $activation | New-DenseModel -Seed 1
                    $model | Build-DenseModel @arguments
                }
                $logits = New-Head Linear @{ Loss = 'CategoricalCrossentropy'; FromLogits = $true }
                $null = $digits | Invoke-ModelTraining -Model $logits -Epochs 5 -Seed 1
                $regression = New-Head Linear @{ Loss = 'MeanSquaredError' }
                $null = $digits | Invoke-ModelTraining -Model $regression -Epochs 5 -Seed 1
            }
            """).WithoutErrors();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("$digits | Get-DigitPrediction -Model $logits")]
    [InlineData("$digits | Get-DigitImage -First 20 | Get-DigitPrediction -Model $logits")]
    [InlineData("$digits | Get-DigitPrediction -Model $logits -TestTimeAugmentation 3")]
    [InlineData("$digits | Get-DigitImage -First 5 | Get-DigitPrediction -Model $logits -TestTimeAugmentation 3")]
    [InlineData("0..4 | ForEach-Object { Get-DigitPrediction -Pixel $digits.GetImage($_).Pixels -Model $logits }")]
    [InlineData("$digits | Get-DigitImage -First 5 | Export-DigitImage -Path $folder; Get-ChildItem $folder | Get-DigitPrediction -Model $logits -WarningAction Ignore")]
    [InlineData("$digits | Get-DigitImage -First 5 | Export-DigitImage -Path $folder; (Get-ChildItem $folder | Get-DigitPrediction -Model $logits -Multiple -WarningAction Ignore).Digits")]
    [InlineData("$digits | Get-DigitPrediction")]
    public void Confidences_are_probabilities(string script)
    {
        var result = _module.Run($"@({script}) | ForEach-Object {{ $_.Confidence; ($_.Probabilities | Measure-Object -Sum).Sum; $_.Alternatives.Confidence }}");

        Assert.Empty(result.Errors);
        Assert.NotEmpty(result.Output);
        Assert.All(result.Output, number => Assert.InRange(Convert.ToDouble(number.BaseObject, null), 0, 1.00001));
    }

    [Fact]
    public void Unsure_answers_of_a_model_with_logits_are_doubtful()
    {
        var doubtful = _module.Run("($digits | Get-DigitPrediction -Model $logits -MinimumConfidence 0.9).Doubtful").All<bool>();

        Assert.Contains(true, doubtful);
        Assert.InRange(
            _module.Run("($logits | Test-ModelAccuracy $digits).ExpectedCalibrationError").One<double>(), 1e-6, 0.9);
    }

    [Fact]
    public void Drawings_and_mistakes_tell_probabilities_of_a_model_with_logits()
    {
        var drawn = _module.Run(
            "$wrong = $logits | Get-MisclassifiedDigit $digits; $digits | Show-DigitImage -Index $wrong.Index -Prediction $wrong").All<string>();

        Assert.All(
            _module.Run("$wrong.Confidence; $wrong.LabelProbability").All<float>(), probability => Assert.InRange(probability, 0f, 1f));
        Assert.Contains(drawn, line => line.Contains("read ", StringComparison.Ordinal));
        Assert.DoesNotMatch(@"read \d \(\d\d\d\d* ?%\)", string.Join('\n', drawn).Replace("(100", "(99", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_without_probabilities_says_so_once_and_leaves_the_confidence_empty()
    {
        var result = _module.Run("$read = $digits | Get-DigitPrediction -Model $regression; $read");

        Assert.Equal(300, result.Output.Count);
        Assert.Contains("answers without probabilities", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(300, _module.Run("@($read | Where-Object { $null -eq $_.Confidence -and $_.Doubtful }).Count").One<int>());
        Assert.Matches(@" 0 +\d +\d\? +\d, \d", _module.Show("$digits | Get-DigitImage -First 1 | Get-DigitPrediction -Model $regression -WarningAction Ignore"));
        Assert.Contains(
            _module.Run("$digits | Show-DigitImage -First 1 -Prediction $read").All<string>(),
            line => line.Contains("(no probability)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("97", "For 97 percent, give 0.97.")]
    [InlineData("([double]::NaN)", "a number from 0 to 1; NaN was given.")]
    [InlineData("-0.1", "a number from 0 to 1; -0.1 was given.")]
    [InlineData("([double]::PositiveInfinity)", "a number from 0 to 1; Infinity was given.")]
    public void A_share_that_is_none_is_refused_with_the_number_to_give(string value, string told)
    {
        foreach (var script in new[]
        {
            $"$logits | Test-ModelAccuracy $digits -MinimumAccuracy {value}",
            $"$digits | Get-DigitPrediction -Model $logits -MinimumConfidence {value}",
        })
        {
            var error = _module.Run(script).OneError();

            Assert.StartsWith("ParameterArgumentValidationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(told, error.Exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("0.01", "Passed: an accuracy of at least 1")]
    [InlineData("1", "Failed: an accuracy of at least 100")]
    public void An_evaluation_says_whether_the_accuracy_is_reached(string minimum, string expected) => Assert.Contains(
        expected, _module.Show($"$regression | Test-ModelAccuracy $digits -MinimumAccuracy {minimum}"), StringComparison.Ordinal);

    [Fact]
    public void Predictions_come_out_batch_by_batch_and_not_at_the_end()
    {
        // The model forgets all when the first prediction has come out: the last one was computed later if all are alike to it.
        _module.Run(
            """
            $many = New-DigitDataset -Count 2000 -Seed 2
            $model = New-DenseModel -HiddenUnits 8 -Seed 1
            $read = $many | Get-DigitPrediction -Model $model | ForEach-Object {
                if ($_.Index -eq 0) { Set-ModelWeight -Model $model -Layer $model.Layers[2].Name -Name kernel -Value 0 }
                $_
            }
            """).WithoutErrors();

        Assert.Equal(2000, _module.Run("$read.Count").One<int>());
        Assert.NotEqual(0.1f, _module.Run("$read[0].Confidence").One<float>(), 1e-4f);
        Assert.All(_module.Run("$read[1000..1999].Confidence").All<float>(), confidence => Assert.Equal(0.1f, confidence, 1e-5f));
    }

    [Fact]
    public void A_class_is_found_by_its_digit() => Assert.Equal(
        8, _module.Run("(($logits | Test-ModelAccuracy $digits).Classes | Where-Object Digit -eq 8).Label").One<int>());

    [Fact]
    public void A_k_above_the_classes_is_refused() => _module.FailsWith(
        "TopKOutOfRange",
        System.Management.Automation.ErrorCategory.InvalidArgument,
        "BuildDenseModel",
        "New-DenseModel -HiddenUnits 4 | Build-DenseModel -TopK 11");
}

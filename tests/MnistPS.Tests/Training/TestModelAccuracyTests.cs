using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Training;

/// <summary>Test-ModelAccuracy: how good a model is, and a gate for scripts.</summary>
public sealed class TestModelAccuracyTests : IClassFixture<ModuleRunspace>
{
    private readonly ModuleRunspace _module;

    public TestModelAccuracyTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
        module.Run(
            """
            if (-not (Test-Path variable:run)) {
                $model = New-DenseModel -HiddenUnits 16 -Seed 1 -Name digits | Build-DenseModel
                $run = $train | Invoke-ModelTraining -Model $model -Epochs 5 -Seed 1
            }
            """).WithoutErrors();
    }

    [Theory]
    [InlineData("$model | Test-ModelAccuracy -Dataset $test")]
    [InlineData("$model | Test-ModelAccuracy $test")]
    [InlineData("Test-ModelAccuracy -Model $model -Dataset $test")]
    [InlineData("$run | Test-ModelAccuracy -Dataset $test")]
    public void A_model_or_a_run_is_piped_in_or_named(string script) =>
        Assert.Equal(Digits.TestCount, _module.Run($"({script}).Count").One<int>());

    [Fact]
    public void Its_numbers_fit_together()
    {
        _module.Run("$evaluation = $model | Test-ModelAccuracy -Dataset $test").WithoutErrors();

        Assert.True(_module.Run("$evaluation.Accuracy -eq $evaluation.Correct / $evaluation.Count").One<bool>());
        Assert.Equal(Digits.TestCount, _module.Run(Sum("$evaluation.ConfusionMatrix")).One<int>());
        Assert.Equal(Digits.TestCount, _module.Run(Sum("($evaluation.Classes | ForEach-Object Count)")).One<int>());
        Assert.Equal(10, _module.Run("@($evaluation.Classes).Count").One<int>());
        Assert.True(_module.Run("$evaluation.Loss -gt 0").One<bool>());
        Assert.True(_module.Run("$evaluation.Accuracy -gt 0.5").One<bool>());
    }

    [Fact]
    public void Predictions_of_the_same_images_agree_with_it()
    {
        _module.Run("$evaluation = $model | Test-ModelAccuracy -Dataset $test");
        _module.Run("$right = @($test | Get-DigitPrediction -Model $model | Where-Object Correct).Count").WithoutErrors();

        Assert.True(_module.Run("$right -eq $evaluation.Correct").One<bool>());
    }

    [Fact]
    public void An_evaluation_is_shown_with_a_row_per_digit_and_the_confusion_matrix()
    {
        var shown = _module.Show("'first'; $model | Test-ModelAccuracy -Dataset $test");

        Assert.Matches(@"Accuracy: \d+\.\d\d ?% \(\d+ of 500\), loss: \d\.\d{4}", shown);
        Assert.Matches("Digit +Count +Precision +Recall +F1", shown);
        Assert.Contains("Confusion matrix", shown, StringComparison.Ordinal);
        Assert.Matches("(?m)^ +0 +1 +2 +3 +4 +5 +6 +7 +8 +9$", shown);
    }

    [Theory]
    [InlineData("0.2", true)]
    [InlineData("1", false)]
    public void Quiet_answers_whether_the_accuracy_is_reached(string minimum, bool expected) => Assert.Equal(
        expected,
        _module.Run($"$model | Test-ModelAccuracy -Dataset $test -MinimumAccuracy {minimum} -Quiet").One<bool>());

    [Fact]
    public void Without_Quiet_the_answer_is_part_of_the_evaluation() => Assert.False(
        _module.Run("($model | Test-ModelAccuracy -Dataset $test -MinimumAccuracy 1).Passed").One<bool>());

    [Fact]
    public void A_script_can_be_stopped_by_a_weak_model()
    {
        var error = _module.Run(
            """
            if (-not ($model | Test-ModelAccuracy -Dataset $test -MinimumAccuracy 1 -Quiet)) { throw 'too weak to ship' }
            """).OneError();

        Assert.Equal("too weak to ship", error.Exception.Message);
    }

    [Fact]
    public void Test_time_augmentation_lets_the_model_read_varied_copies_too()
    {
        var losses = _module.Run(
            "($model | Test-ModelAccuracy $test).Loss; ($model | Test-ModelAccuracy $test -TestTimeAugmentation 4).Loss")
            .WithoutErrors().Output;

        Assert.NotEqual((double)losses[0].BaseObject, (double)losses[1].BaseObject, 1e-6);
    }

    [Fact]
    public void A_model_that_is_not_compiled_has_an_accuracy_and_no_loss() => Assert.True(
        _module.Run("[double]::IsNaN((New-DenseModel -HiddenUnits 8 | Test-ModelAccuracy -Dataset $test).Loss)").One<bool>());

    [Fact]
    public void Several_models_are_measured_one_after_the_other() => Assert.Equal(
        2,
        _module.Run("$model, (New-DenseModel -HiddenUnits 8) | Test-ModelAccuracy -Dataset $test").WithoutErrors().Output.Count);

    [Fact]
    public void Quiet_without_an_accuracy_to_reach_is_refused() => _module.FailsWith(
        "MinimumAccuracyMissing",
        ErrorCategory.InvalidArgument,
        "TestModelAccuracy",
        "$model | Test-ModelAccuracy -Dataset $test -Quiet");

    [Theory]
    [InlineData("97")]
    [InlineData("-0.1")]
    public void An_accuracy_is_a_share(string minimum) => Assert.Equal(
        "ParameterArgumentValidationError,MnistPS.Commands.Metrics.TestModelAccuracyCommand",
        _module.Run($"$model | Test-ModelAccuracy -Dataset $test -MinimumAccuracy {minimum}")
            .OneError().FullyQualifiedErrorId);

    [Fact]
    public void A_model_that_does_not_fit_the_images_is_refused() => _module.FailsWith(
        "InputShapeMismatch",
        ErrorCategory.InvalidArgument,
        "TestModelAccuracy",
        "New-DenseModel -HiddenUnits 8 -InputSize 100 | Test-ModelAccuracy -Dataset $test");

    private static string Sum(string numbers) => $"$sum = 0; foreach ($number in {numbers}) {{ $sum += $number }}; $sum";
}

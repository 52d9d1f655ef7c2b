using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Training;

/// <summary>Graphs that fork and join: two inputs, a skip connection, two outputs, from training to a saved file.</summary>
public sealed class SeveralInputsTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public SeveralInputsTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
        module.Set("file", _folder.File("model.safetensors"));
        module.Run(
            """
            if (-not (Test-Path variable:other)) { $other = New-DigitDataset -Count 500 -Split Test -Seed 5 }
            function New-TwoInputModel {
                $left = New-InputLayer 784 -Name left
                $right = New-InputLayer 784 -Name right
                $a = $left | New-DenseLayer 12 -Activation ReLU -Name a
                $b = $right | New-DenseLayer 8 -Activation Tanh -Name b
                $a, $b | New-ConcatenateLayer | New-DenseLayer 10 -Activation Softmax -Name digit |
                    New-DenseModel -InputLayer $left, $right -Seed 1 | Build-DenseModel
            }
            function Get-Weight($Model) { ($Model | Get-ModelWeight | ForEach-Object { $_.Values -join ' ' }) -join ' ' }
            function Get-Measure($Model, $Dataset) {
                ($Model | Test-ModelAccuracy -Dataset $Dataset | ForEach-Object { "$($_.OutputLayer) $($_.Accuracy) $($_.Loss)" }) -join '; '
            }
            """).WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-Dataset $test, $other")]
    [InlineData("-Dataset @{ left = $test; right = $other }")]
    [InlineData("-Dataset @{ RIGHT = $other; Left = $test; digit = $test }")]
    [InlineData("-Dataset $test, $other, $test")]
    [InlineData("-Dataset $list")]
    public void Datasets_are_given_in_order_or_by_layer(string arguments)
    {
        _module.Run(
            """
            $list = [System.Collections.ArrayList]::new(); $null = $list.Add($test); $null = $list.Add($other)
            $expected = New-TwoInputModel
            $null = , ($test, $other) | Invoke-ModelTraining -Model $expected -Seed 1
            $model = New-TwoInputModel
            """).WithoutErrors();
        _module.Run($"$null = Invoke-ModelTraining -Model $model -Seed 1 {arguments}").WithoutErrors();

        Assert.True(_module.Run("(Get-Weight $model) -ceq (Get-Weight $expected)").One<bool>());
    }

    [Fact]
    public void Each_input_reads_its_own_dataset()
    {
        _module.Run("$model = New-TwoInputModel; $null = Invoke-ModelTraining -Model $model -Dataset $test, $other -Epochs 3 -Seed 1");

        Assert.NotEqual(
            _module.Run("Get-Measure $model ($test, $other)").One<string>(), _module.Run("Get-Measure $model ($test, $test)").One<string>());
    }

    [Fact]
    public void Two_inputs_train_are_saved_and_answer_the_same()
    {
        _module.Run(
            """
            $model = New-TwoInputModel
            $run = Invoke-ModelTraining -Model $model -Dataset $train, $train -ValidationDataset @{ left = $test; right = $test } -Epochs 5 -Seed 1
            $model | Export-DenseModel $file
            $copy = Import-DenseModel $file
            """).WithoutErrors();

        Assert.True(_module.Run("$run.Epochs[4].ValidationAccuracy -gt 0.5").One<bool>());
        AssertSame("($test, $other)");
    }

    [Fact]
    public void A_skip_connection_trains_is_saved_and_answers_the_same()
    {
        _module.Run(
            """
            $hidden = New-InputLayer 784 | New-DenseLayer 16 -Activation ReLU
            $skip = $hidden | New-DenseLayer 16 -Activation ReLU | New-DenseLayer 16
            $model = $hidden, $skip | New-AddLayer | New-DenseLayer 10 -Activation Softmax | New-DenseModel -Seed 1 | Build-DenseModel
            $run = $train | Invoke-ModelTraining -Model $model -Epochs 5 -Seed 1
            $model | Export-DenseModel $file
            $copy = Import-DenseModel $file
            """).WithoutErrors();

        Assert.True(_module.Run("$run.Epochs[4].Accuracy -gt 0.5").One<bool>());
        AssertSame("$test");
    }

    [Fact]
    public void Two_outputs_train_are_saved_and_answer_the_same()
    {
        _module.Run(
            """
            $hidden = New-InputLayer 784 | New-DenseLayer 16 -Activation ReLU
            $soft = $hidden | New-DenseLayer 10 -Activation Softmax -Name soft
            $plain = $hidden | New-DenseLayer 10 -Name plain
            $model = $soft, $plain | New-DenseModel -Seed 1 |
                Build-DenseModel -Loss CategoricalCrossentropy, MeanSquaredError -LossWeight 1, 0.5 -TopK 3
            $run = $train | Invoke-ModelTraining -Model $model -Epochs 5 -Seed 1 -ValidationSplit 0.1
            $model | Export-DenseModel $file
            $copy = Import-DenseModel $file
            $last = $run.Epochs[4]
            """).WithoutErrors();

        Assert.Equal(["soft", "plain"], _module.Run("$last.Outputs.Name").All<string>());
        Assert.True(_module.Run(
            "[Math]::Abs($last.Loss - $last.Outputs[0].Loss - 0.5 * $last.Outputs[1].Loss) -lt 1e-6").One<bool>());
        Assert.True(_module.Run("$last.ValidationTopKAccuracy -ge $last.ValidationAccuracy").One<bool>());
        Assert.Equal(2, _module.Run("@($model | Test-ModelAccuracy -Dataset $test).Count").One<int>());
        AssertSame("$test");
    }

    [Fact]
    public void The_rate_finder_takes_them_too() => Assert.InRange(
        _module.Run("(Find-LearningRate -Model (New-TwoInputModel) -Dataset $test, $other -Steps 20 -Seed 1).LearningRate").One<double>(),
        1e-6,
        1);

    [Fact]
    public void Mistakes_are_found_as_often_as_they_are_counted() => Assert.True(_module.Run(
        """
        $model = New-TwoInputModel
        $evaluation = $model | Test-ModelAccuracy -Dataset $test, $other
        @($model | Get-MisclassifiedDigit -Dataset $test, $other).Count -eq $evaluation.Count - $evaluation.Correct
        """).One<bool>());

    [Theory]
    [InlineData("$test, $other, $test, $test", "DatasetNumberMismatch", ErrorCategory.InvalidArgument)]
    [InlineData("@{ left = $test }", "InputWithoutData", ErrorCategory.InvalidArgument)]
    [InlineData("@{ left = $test; right = $test; a = $test }", "LayerTakesNoData", ErrorCategory.InvalidArgument)]
    [InlineData("@{ left = $test; rihgt = $test }", "LayerNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("$train, $test", "SampleCountMismatch", ErrorCategory.InvalidArgument)]
    public void Datasets_that_do_not_fit_the_model_are_refused(string datasets, string id, ErrorCategory category) =>
        _module.FailsWith(
            id, category, "InvokeModelTraining", $"Invoke-ModelTraining -Model (New-TwoInputModel) -Dataset {datasets}");

    [Theory]
    [InlineData("5", "CannotConvertArgumentNoMessage")]
    [InlineData("@{ left = $test; right = $null }", "CannotConvertArgumentNoMessage")]
    [InlineData("$test, 5", "ParameterArgumentTransformationError")]
    public void Something_that_is_no_dataset_is_refused(string datasets, string id) => Assert.Equal(
        $"{id},MnistPS.Commands.Training.InvokeModelTrainingCommand",
        _module.Run($"Invoke-ModelTraining -Model (New-TwoInputModel) -Dataset {datasets}").OneError().FullyQualifiedErrorId);

    private void AssertSame(string dataset)
    {
        Assert.Equal(
            _module.Run($"Get-Measure $model {dataset}").One<string>(), _module.Run($"Get-Measure $copy {dataset}").One<string>());
        Assert.True(_module.Run("(Get-Weight $model) -ceq (Get-Weight $copy)").One<bool>());
        Assert.True(_module.Run(
            """
            (($test | Get-DigitPrediction -Model $model).Probabilities -join ' ') -ceq
                (($test | Get-DigitPrediction -Model $copy).Probabilities -join ' ')
            """).One<bool>());
    }
}

using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Training;

/// <summary>Invoke-ModelTraining: what it takes, what it puts out, what it refuses.</summary>
public sealed class InvokeModelTrainingTests : IClassFixture<ModuleRunspace>
{
    private readonly ModuleRunspace _module;

    public InvokeModelTrainingTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
        module.Run("$model = New-DenseModel -HiddenUnits 16 -Seed 1 | Build-DenseModel").WithoutErrors();
    }

    [Fact]
    public void Both_datasets_of_Get_MnistDataset_in_one_pipeline_train_on_the_first_alone()
    {
        var result = _module.Run("$train, $test | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 4 | Build-DenseModel)");

        Assert.Single(result.Output);
        Assert.StartsWith("TestSplitInTraining,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("split Test", result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$test | Invoke-ModelTraining -Model $m", 1)]
    [InlineData("$test, $train | Invoke-ModelTraining -Model $m", 1)]
    [InlineData("Invoke-ModelTraining -Model $m -Dataset $test", 1)]
    [InlineData("$train | Invoke-ModelTraining -Model $m", 0)]
    [InlineData("$train | Invoke-ModelTraining -Model $m -ValidationDataset $test", 0)]
    public void Training_with_the_test_split_is_warned_of(string script, int warnings)
    {
        var result = _module.Run($"$m = New-DenseModel -HiddenUnits 4 | Build-DenseModel; {script}").WithoutErrors();

        Assert.Equal(warnings, result.Warnings.Count(warning => warning.Contains("split Test", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("100000")]
    [InlineData("2147483647")]
    public void A_batch_size_beyond_the_dataset_is_the_whole_dataset(string size)
    {
        _module.Run(
            $$"""
            function New-Same { New-DenseModel -HiddenUnits 4 -Seed 1 | Build-DenseModel }
            $all = $train | Invoke-ModelTraining -Model (New-Same) -BatchSize $train.Count -Seed 1
            $more = $train | Invoke-ModelTraining -Model (New-Same) -BatchSize {{size}} -Seed 1
            $rates = $train | Find-LearningRate -Model (New-Same) -BatchSize {{size}} -Steps 3
            """).WithoutErrors();

        Assert.True(_module.Run("$all.Epochs[0].Loss -eq $more.Epochs[0].Loss").One<bool>());
    }

    [Theory]
    [InlineData("$train | Invoke-ModelTraining -Model $model")]
    [InlineData("$train | Invoke-ModelTraining $model")]
    [InlineData("Invoke-ModelTraining -Dataset $train -Model $model")]
    [InlineData("New-DigitDataset -Count 50 | Invoke-ModelTraining -Model $model")]
    public void A_dataset_is_piped_in_or_named_prepared_or_not(string script)
    {
        _module.Run($"$run = {script}").WithoutErrors();

        Assert.Equal(1, _module.Run("$run.Epochs.Count").One<int>());
        Assert.True(_module.Run("[object]::ReferenceEquals($run.Model, $model)").One<bool>());
    }

    [Fact]
    public void An_epoch_is_a_row_with_loss_accuracy_and_time()
    {
        _module.Run("$run = $train | Invoke-ModelTraining -Model $model -Epochs 3 -BatchSize 50 -ValidationSplit 0.1 -Seed 1");

        Assert.Equal([1, 2, 3], _module.Run("$run.Epochs.Epoch").All<int>());
        Assert.All(_module.Run("$run.Epochs.Loss; $run.Epochs.ValidationLoss; $run.Epochs.Seconds").All<double>(), Positive);
        Assert.Equal(
            _module.Run("$run.Epochs.Accuracy | Sort-Object").All<double>(), _module.Run("$run.Epochs.Accuracy").All<double>());
        Assert.InRange(_module.Run("$run.Epochs[2].Accuracy").One<double>(), 0.3, 1);

        // Of the 200 digits that are kept apart.
        _module.Run("$null, $apart = $train | Split-DigitDataset -Count 1800");
        Assert.Equal(
            _module.Run("($model | Test-ModelAccuracy $apart).Accuracy").One<double>(),
            _module.Run("$run.Epochs[2].ValidationAccuracy").One<double>());
        Assert.True(_module.Run("$run.Epochs[2].Loss -lt $run.Epochs[0].Loss").One<bool>());
        Assert.Equal(1, _module.Run("$run.Seed").One<int>());
    }

    [Fact]
    public void Without_a_validation_split_nothing_is_kept_apart()
    {
        _module.Run("$run = $train | Invoke-ModelTraining -Model $model");

        Assert.True(_module.Run("$null -eq $run.Epochs[0].ValidationLoss").One<bool>());
        Assert.DoesNotContain("Validation", _module.Show("$run"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_shown_as_a_table()
    {
        var shown = _module.Show(
            "'first'; $train | Invoke-ModelTraining -Model $model -Epochs 2 -ValidationSplit 0.1 -Seed 7");

        Assert.Matches("Epoch +Loss +Accuracy +ValidationLoss +ValidationAccuracy +LearningRate +Seconds", shown);
        Assert.Matches(@"(?m)^ +2 +\d+\.\d{4} +0\.\d{4} ", shown);
        Assert.Contains("seed 7", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$sorted | Invoke-ModelTraining -Model $model -ValidationSplit 0.5", "sorted by label")]
    [InlineData("$dark | Invoke-ModelTraining -Model $model", "The largest pixel is 16")]
    [InlineData("$few | Invoke-ModelTraining -Model $normalized -BatchSize 1", "normalizes over the batch")]
    public void What_trains_but_hardly_as_it_was_meant_is_warned_of(string script, string told)
    {
        _module.Run(
            """
            $few = New-DigitDataset -Count 40 -Seed 1
            $labels = $few.Labels.ToArray(); [Array]::Sort($labels)
            $sorted = $few.GetType()::new($few.Pixels, [ReadOnlyMemory[byte]] $labels, 28, 28, 10)
            $pixels = [byte[]]::new(784 * 40); $pixels[100] = 16
            $dark = $few.GetType()::new([ReadOnlyMemory[byte]] $pixels, $few.Labels, 28, 28, 10)
            $normalized = New-InputLayer 784 | New-DenseLayer 4 | New-BatchNormalizationLayer |
                New-DenseLayer 10 -Activation Softmax | New-DenseModel | Build-DenseModel
            """).WithoutErrors();

        Assert.Contains(told, Assert.Single(_module.Run($"$null = {script}").WithoutErrors().Warnings), StringComparison.Ordinal);
        Assert.Empty(_module.Run("$null = $few | Invoke-ModelTraining -Model $model").WithoutErrors().Warnings);
    }

    [Fact]
    public void Training_goes_on_from_where_it_was()
    {
        _module.Run("$first = $train | Invoke-ModelTraining -Model $model -Epochs 3 -Seed 1");
        _module.Run("$second = $train | Invoke-ModelTraining -Model $model -Seed 2").WithoutErrors();

        Assert.True(_module.Run("$second.Epochs[0].Loss -lt $first.Epochs[0].Loss").One<bool>());
    }

    [Fact]
    public void A_batch_may_be_larger_than_the_dataset() => Assert.Equal(
        1, _module.Run("($train | Invoke-ModelTraining -Model $model -BatchSize 60000).Epochs.Count").One<int>());

    [Fact]
    public void A_run_can_be_measured_at_the_end_of_the_pipeline() => Assert.Equal(
        Digits.TestCount,
        _module.Run("($train | Invoke-ModelTraining -Model $model | Test-ModelAccuracy -Dataset $test).Count").One<int>());

    [Fact]
    public void A_model_that_is_not_compiled_is_refused_with_what_to_do()
    {
        var error = _module.FailsWith(
            "ModelNotCompiled",
            ErrorCategory.InvalidOperation,
            "InvokeModelTraining",
            "$train | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 16)");

        Assert.Contains("Build-DenseModel", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_input_does_not_fit_the_images_is_refused_with_both_numbers()
    {
        var error = _module.FailsWith(
            "InputShapeMismatch",
            ErrorCategory.InvalidArgument,
            "InvokeModelTraining",
            "$train | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 16 -InputSize 100 | Build-DenseModel)");

        Assert.Contains("100", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("784", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_output_does_not_fit_the_labels_is_refused() => _module.FailsWith(
        "OutputShapeMismatch",
        ErrorCategory.InvalidArgument,
        "InvokeModelTraining",
        "$train | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 16 -OutputUnits 7 | Build-DenseModel)");

    [Theory]
    [InlineData("Epochs", "0")]
    [InlineData("Epochs", "-5")]
    [InlineData("BatchSize", "0")]
    [InlineData("BatchSize", "-1")]
    [InlineData("ValidationSplit", "1")]
    [InlineData("ValidationSplit", "-0.1")]
    [InlineData("ValidationSplit", "([double]::NaN)")]
    public void A_setting_out_of_range_is_refused_by_its_name(string name, string value)
    {
        var error = _module.FailsWith(
            "TrainingSettingOutOfRange",
            ErrorCategory.InvalidArgument,
            "InvokeModelTraining",
            $"$train | Invoke-ModelTraining -Model $model -{name} {value}");

        Assert.Contains(name, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_training_leaves_the_weights_as_they_were()
    {
        _module.Run("$before = ($test | Get-DigitImage -Index 0 | Get-DigitPrediction -Model $model).Probabilities -join ' '");
        _module.Run("$train | Invoke-ModelTraining -Model $model -Epochs 0");

        Assert.True(_module.Run(
            "$before -ceq (($test | Get-DigitImage -Index 0 | Get-DigitPrediction -Model $model).Probabilities -join ' ')")
            .One<bool>());
    }

    [Fact]
    public void A_model_or_a_run_is_piped_in_as_well()
    {
        _module.Run("$run = $model | Invoke-ModelTraining -Dataset $train").WithoutErrors();
        _module.Run("$run = $run | Invoke-ModelTraining -Dataset $train").WithoutErrors();

        Assert.True(_module.Run("[object]::ReferenceEquals($run.Model, $model)").One<bool>());
    }

    [Fact]
    public void WhatIf_trains_nothing_and_puts_nothing_out()
    {
        var script = "($model | Get-ModelWeight -Layer dense -Name bias).Values -join ' '";
        var before = _module.Run(script).One<string>();

        Assert.Empty(_module.Run("$train | Invoke-ModelTraining -Model $model -WhatIf").WithoutErrors().Output);
        Assert.Equal(before, _module.Run(script).One<string>());
    }

    [Fact]
    public void The_learning_rate_of_an_epoch_is_the_number_that_was_compiled()
    {
        _module.Run("$run = $train | Invoke-ModelTraining -Model $model").WithoutErrors();

        Assert.Equal(0.001, _module.Run("$run.Epochs[0].LearningRate").One<double>());
    }

    [Theory]
    [InlineData("CheckpointPath")]
    [InlineData("ResumeFrom")]
    public void A_folder_for_a_checkpoint_is_refused_before_anything_is_trained(string name)
    {
        using var folder = new ScratchFolder();
        _module.Set("folder", folder.Path);
        var script = "($model | Get-ModelWeight -Layer dense -Name bias).Values -join ' '";
        var before = _module.Run(script).One<string>();

        _module.FailsWith(
            "PathIsFolder",
            ErrorCategory.InvalidArgument,
            "InvokeModelTraining",
            $"$train | Invoke-ModelTraining -Model $model -{name} $folder");

        Assert.Equal(before, _module.Run(script).One<string>());
    }

    [Fact]
    public void A_resumed_training_writes_its_checkpoints_where_it_is_told_to()
    {
        using var folder = new ScratchFolder();
        _module.Set("folder", folder.Path);
        _module.Run("$null = $train | Invoke-ModelTraining -Model $model -CheckpointPath $folder/a.safetensors").WithoutErrors();
        _module.Run(
            "$null = $train | Invoke-ModelTraining -Model $model -ResumeFrom $folder/a.safetensors "
            + "-Epochs 2 -CheckpointPath $folder/b.safetensors").WithoutErrors();

        Assert.True(File.Exists(folder.File("b.safetensors")));
    }

    [Fact]
    public void The_epochs_of_a_run_are_a_table_that_fits_a_terminal()
    {
        var shown = _module.Show("($train | Invoke-ModelTraining -Model $model -Epochs 2 -ValidationSplit 0.1).Epochs");

        Assert.Matches("Epoch +Loss +Accuracy +ValidationLoss +ValidationAccuracy +LearningRate +Seconds", shown);
        Assert.Matches(@"(?m)^ +2 +\d+\.\d{4} +0\.\d{4} ", shown);
    }

    [Fact]
    public void Something_that_is_no_dataset_is_refused() => Assert.Equal(
        "InputObjectNotBound,MnistPS.Commands.Training.InvokeModelTrainingCommand",
        _module.Run("1 | Invoke-ModelTraining -Model $model").OneError().FullyQualifiedErrorId);

    private static void Positive(double value) => Assert.True(value > 0 && double.IsFinite(value));
}

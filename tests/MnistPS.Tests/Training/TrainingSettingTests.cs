using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Training;

/// <summary>Invoke-ModelTraining: schedules, early stopping, callbacks, class weights, checkpoints, metrics.</summary>
public sealed class TrainingSettingTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public TrainingSettingTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
        module.Set("folder", _folder.Path);
        module.Run("$model = New-DenseModel -HiddenUnits 16 -Seed 1 | Build-DenseModel").WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_callback_sees_each_record_and_can_stop_the_training()
    {
        _module.Run(
            """
            $seen = [System.Collections.ArrayList]::new()
            $run = $test | Invoke-ModelTraining -Model $model -Epochs 9 -ValidationSplit 0.2 -Callback {
                param($record)
                $null = $seen.Add("$($_.Epoch) $($record.ValidationAccuracy -ge 0) $([object]::ReferenceEquals($_, $record))")
                $_.Epoch -lt 3
            }
            """).WithoutErrors();

        Assert.Equal(["1 True True", "2 True True", "3 True True"], _module.Run("$seen").All<string>());
        Assert.Equal(3, _module.Run("$run.Epochs.Count").One<int>());
        Assert.Equal("Requested", _module.Run("[string]$run.StopReason").One<string>());
    }

    [Fact]
    public void A_callback_that_puts_out_something_else_stops_nothing() => Assert.Equal(
        3, _module.Run("($test | Invoke-ModelTraining -Model $model -Epochs 3 -Callback { 'hello'; $null; 0 }).Epochs.Count").One<int>());

    [Fact]
    public void A_callback_that_throws_ends_the_training_with_its_error()
    {
        var result = _module.Run("$test | Invoke-ModelTraining -Model $model -Epochs 3 -Callback { throw 'out of paper' }");

        Assert.Contains("out of paper", result.OneError().Exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, _module.Run("($test | Invoke-ModelTraining -Model $model).Epochs.Count").One<int>());
    }

    [Theory]
    [InlineData("Constant", "", 1, 1)]
    [InlineData("Constant", "-WarmupEpochs 4", 0.245, 0.995)] // The last of 50 steps of 200, counted from 0: 49/200, 199/200.
    [InlineData("Step", "-DecayEpochs 2 -DecayRate 0.5", 1, 0.5)]
    [InlineData("Exponential", "-DecayRate 0.5", 0.50698, 0.06337)] // 0.5^(49/50), the rate of the last step of 50.
    [InlineData("ReduceOnPlateau", "-DecayEpochs 1 -DecayRate 0.5 -Monitor Loss", 1, 1)]
    [InlineData("ReduceOnPlateau", "-DecayEpochs 1 -DecayRate 0.5 -Monitor Loss -PlateauDelta 100", 1, 0.25)]
    [InlineData("ReduceOnPlateau", "-DecayEpochs 1 -DecayRate 0.5 -Monitor Loss -PlateauDelta 100 -CooldownEpochs 5", 1, 0.5)]
    [InlineData("ReduceOnPlateau", "-DecayEpochs 1 -DecayRate 0.1 -Monitor Loss -PlateauDelta 100 -MinimumLearningRate 0.0004", 1, 0.4)]
    public void A_schedule_sets_the_rate(string schedule, string arguments, double first, double last)
    {
        _module.Run(
            $"$run = $test | Invoke-ModelTraining -Model $model -Epochs 4 -BatchSize 10 -LearningRateSchedule {schedule} {arguments}")
            .WithoutErrors();

        Assert.Equal(first, _module.Run("$run.Epochs[0].LearningRate / 0.001").One<double>(), 1e-4);
        Assert.Equal(last, _module.Run("$run.Epochs[3].LearningRate / 0.001").One<double>(), 1e-4);
    }

    [Fact]
    public void Patience_ends_a_training_that_does_not_get_better()
    {
        _module.Run("$run = $test | Invoke-ModelTraining -Model $model -Epochs 99 -Patience 2 -MinimumDelta 100 -RestoreBestWeights")
            .WithoutErrors();

        Assert.Equal(3, _module.Run("$run.Epochs.Count").One<int>());
        Assert.Equal("EarlyStopping", _module.Run("[string]$run.StopReason").One<string>());
        Assert.True(_module.Run("$run.Epochs[$run.BestEpoch - 1].Loss -eq [Linq.Enumerable]::Min([double[]] $run.Epochs.Loss)").One<bool>());
    }

    [Fact]
    public void A_class_of_weight_zero_is_not_learned()
    {
        _module.Run("$null = $train | Invoke-ModelTraining -Model $model -Epochs 5 -Seed 1 -ClassWeight @{ 3 = 0; '8' = 2.5 }").WithoutErrors();

        Assert.Equal(0, _module.Run("($model | Test-ModelAccuracy -Dataset $test).Classes[3].Correct").One<int>());
    }

    [Theory]
    [InlineData("-ClassWeight @{ 10 = 1 }", "ClassWeightUnknown", "10")]
    [InlineData("-ClassWeight @{ eight = 1 }", "ClassWeightInvalid", "eight")]
    [InlineData("-ClassWeight @{ 8 = 'much' }", "ClassWeightInvalid", "much")]
    [InlineData("-ClassWeight @{ 8 = -1 }", "TrainingSettingOutOfRange", "class weight of the label 8")]
    [InlineData("-ClassWeight @{ 8 = [double]::NaN }", "TrainingSettingOutOfRange", "label 8")]
    [InlineData("-ClassWeight @{ 8 = [double]::PositiveInfinity }", "TrainingSettingOutOfRange", "label 8")]
    [InlineData("-ClassWeight @{ 3 = $null }", "ClassWeightInvalid", "$null")]
    [InlineData("-ClassWeight @{ 3 = '' }", "ClassWeightInvalid", "3 =")]
    [InlineData("-ClassWeight @{ 3 = $true }", "ClassWeightInvalid", "3 =")]
    [InlineData("-ClassWeight @{ 3.5 = 1 }", "ClassWeightInvalid", "3.5")]
    [InlineData("-ClassWeight (& { $t = @{ 3 = 1 }; $t['3'] = 2; $t })", "ClassWeightInvalid", "twice")]
    [InlineData("-ClassWeight @{ 0=0;1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=0 }", "ClassWeightsAllZero", "class weights")]
    [InlineData("-StartFromEpoch 2", "TrainingSettingWithoutEffect", "StartFromEpoch")]
    [InlineData("-Baseline 2", "TrainingSettingWithoutEffect", "Baseline")]
    [InlineData("-Patience 2 -StartFromEpoch -1", "TrainingSettingOutOfRange", "StartFromEpoch")]
    [InlineData("-LearningRateSchedule Step -CooldownEpochs 2", "ScheduleParameterNotApplicable", "CooldownEpochs")]
    [InlineData("-LearningRateSchedule ReduceOnPlateau -CooldownEpochs -1", "TrainingSettingOutOfRange", "CooldownEpochs")]
    [InlineData("-LearningRateSchedule ReduceOnPlateau -MinimumLearningRate -1", "TrainingSettingOutOfRange", "MinimumLearningRate")]
    [InlineData("-LearningRateSchedule Cosine -DecayRate 0.5", "ScheduleParameterNotApplicable", "DecayRate")]
    [InlineData("-DecayEpochs 2", "ScheduleParameterNotApplicable", "DecayEpochs")]
    [InlineData("-LearningRateSchedule Exponential -DecayRate 0", "TrainingSettingOutOfRange", "DecayRate")]
    [InlineData("-LearningRateSchedule Exponential -DecayRate ([double]::NaN)", "TrainingSettingOutOfRange", "DecayRate")]
    [InlineData("-WarmupEpochs -1", "TrainingSettingOutOfRange", "WarmupEpochs")]
    [InlineData("-MinimumDelta 0.1", "TrainingSettingWithoutEffect", "MinimumDelta")]
    [InlineData("-Patience 2 -MinimumDelta -1", "TrainingSettingOutOfRange", "MinimumDelta")]
    [InlineData("-Patience -1", "TrainingSettingOutOfRange", "Patience")]
    [InlineData("-CheckpointMode Best", "TrainingSettingWithoutEffect", "CheckpointMode")]
    [InlineData("-ValidationSplit 0.1 -ValidationDataset $test", "ValidationAmbiguous", "ValidationDataset")]
    [InlineData("-Monitor ValidationLoss", "MonitorWithoutValidation", "ValidationLoss")]
    [InlineData("-WeightAverageDecay 1", "TrainingSettingOutOfRange", "WeightAverageDecay")]
    [InlineData("-ThreadCount 0", "TrainingSettingOutOfRange", "ThreadCount")]
    [InlineData("-InitialEpoch 1", "TrainingSettingOutOfRange", "InitialEpoch")]
    [InlineData("-RotationRange ([float]::NaN)", "AugmentationOutOfRange", "RotationRange")]
    [InlineData("-ScaleRange 1", "AugmentationOutOfRange", "ScaleRange")]
    public void A_setting_that_cannot_be_is_refused_by_name(string arguments, string id, string named)
    {
        var error = _module.FailsWith(
            id, ErrorCategory.InvalidArgument, "InvokeModelTraining", $"$test | Invoke-ModelTraining -Model $model {arguments}");

        Assert.Contains(named, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_per_epoch_or_of_the_best_alone_can_be_kept()
    {
        _module.Run(
            """
            $null = $test | Invoke-ModelTraining -Model $model -Epochs 2 -CheckpointPath "$folder/each-{epoch}.safetensors"
            $null = $test | Invoke-ModelTraining -Model $model -Epochs 3 -CheckpointPath "$folder/best-{epoch}.safetensors" -CheckpointMode Best -Monitor Loss
            """).WithoutErrors();

        Assert.True(File.Exists(_folder.File("each-01.safetensors")) && File.Exists(_folder.File("each-02.safetensors")));
        Assert.True(File.Exists(_folder.File("best-01.safetensors")));
    }

    [Fact]
    public void Logits_are_learned_from_as_well_as_probabilities()
    {
        _module.Run(
            """
            $logits = New-InputLayer 784 | New-DenseLayer 16 -Activation ReLU | New-DenseLayer 10 | New-DenseModel -Seed 1 |
                Build-DenseModel -Loss SparseCategoricalCrossentropy -FromLogits
            $softmax = New-InputLayer 784 | New-DenseLayer 16 -Activation ReLU | New-DenseLayer 10 -Activation Softmax |
                New-DenseModel -Seed 1 | Build-DenseModel -Loss SparseCategoricalCrossentropy
            $one = $train | Invoke-ModelTraining -Model $logits -Epochs 2 -Seed 1
            $two = $train | Invoke-ModelTraining -Model $softmax -Epochs 2 -Seed 1
            """).WithoutErrors();

        Assert.True(_module.Run("[Math]::Abs($one.Epochs[1].Loss - $two.Epochs[1].Loss) -lt 1e-4").One<bool>());
    }

    [Fact]
    public void Top_k_accuracy_is_told_per_epoch_and_of_a_test()
    {
        _module.Run(
            """
            $null = $model | Build-DenseModel -TopK 3
            $epoch = ($train | Invoke-ModelTraining -Model $model -ValidationSplit 0.1).Epochs[0]
            $evaluation = $model | Test-ModelAccuracy -Dataset $test
            """).WithoutErrors();

        Assert.True(_module.Run("$epoch.TopKAccuracy -gt $epoch.Accuracy").One<bool>());
        Assert.True(_module.Run("$epoch.ValidationTopKAccuracy -ge $epoch.ValidationAccuracy").One<bool>());
        Assert.True(_module.Run("$evaluation.TopKAccuracy -gt $evaluation.Accuracy -and $evaluation.TopK -eq 3").One<bool>());
    }

    [Theory]
    [InlineData("", "make the model anew")]
    [InlineData("-RestoreBestWeights -InitialEpoch 0", "make the model anew")]
    public void A_loss_that_is_no_number_any_more_ends_the_training_with_a_warning(string arguments, string told)
    {
        var result = _module.Run(
            "$null = $model | Build-DenseModel -Optimizer SGD -LearningRate 1e30; "
            + $"$run = $train | Invoke-ModelTraining -Model $model -Epochs 5 {arguments}; [string]$run.StopReason");

        Assert.Equal("LossNotFinite", result.One<string>());
        var warning = Assert.Single(result.Warnings, text => text.Contains("is no number", StringComparison.Ordinal));
        Assert.Contains(told, warning, StringComparison.Ordinal);
        Assert.Contains("-LearningRate", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_run_can_go_on_counting()
    {
        _module.Run("$run = $test | Invoke-ModelTraining -Model $model -Epochs 5 -InitialEpoch 3").WithoutErrors();

        Assert.Equal([4, 5], _module.Run("$run.Epochs.Epoch").All<int>());
    }
}

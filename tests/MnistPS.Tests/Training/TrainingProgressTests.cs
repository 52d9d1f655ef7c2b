using System.Management.Automation;
using System.Text.RegularExpressions;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Training;

/// <summary>What one sees while a model is trained, and how it is stopped.</summary>
public sealed class TrainingProgressTests : IClassFixture<ModuleRunspace>
{
    private const int Epochs = 200;
    private const double ReportsPerSecond = 5;

    private readonly ModuleRunspace _module;

    public TrainingProgressTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
        module.Run("$model = New-DenseModel -HiddenUnits 16 -Seed 1 -Name learner | Build-DenseModel").WithoutErrors();
    }

    [Fact]
    public void Progress_tells_epoch_batch_loss_accuracy_and_the_time_left_a_few_times_a_second()
    {
        var result = _module.Run($"$run = $train | Invoke-ModelTraining -Model $model -Epochs {Epochs}; $run.Seconds");
        var seconds = result.One<double>();
        var reports = result.Progress.Where(record => record.RecordType == ProgressRecordType.Processing).ToList();

        Assert.NotEmpty(reports);
        Assert.All(reports, record => Assert.Matches(
            $@"^Epoch \d+/{Epochs}, batch \d+/\d+ - accuracy: [01]\.\d{{4}} - loss: \d+\.\d{{4}}", record.StatusDescription));
        Assert.All(reports, record => Assert.InRange(record.PercentComplete, 0, 100));
        Assert.All(reports, record => Assert.True(record.SecondsRemaining >= 0));
        Assert.InRange(reports.Count, 1, (seconds * ReportsPerSecond) + 2);
        Assert.Equal(Sorted(reports), reports.Select(EpochOf));
    }

    [Fact]
    public void The_bar_is_taken_away_at_the_end()
    {
        var progress = _module.Run($"$null = $train | Invoke-ModelTraining -Model $model -Epochs {Epochs}").WithoutErrors().Progress;

        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
        Assert.Single(progress.Select(record => record.ActivityId).Distinct());
    }

    [Fact]
    public void The_bar_is_taken_away_after_an_error_too()
    {
        var result = _module.Run(
            "$null = $train | Invoke-ModelTraining -Model $model -Epochs 1000 -Callback { if ($_.Epoch -gt 200) { throw 'out of paper' } }");

        Assert.Single(result.Errors);
        Assert.Contains(result.Progress, record => record.RecordType == ProgressRecordType.Processing);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Theory]
    [InlineData("$null = $train | Find-LearningRate -Model $model -Steps 20000 -BatchSize 8 -Seed 1")]
    [InlineData("$null = $train | Find-LearningRate -Model $model -Steps 20000 -BatchSize 8 -Maximum 1e-6 -Minimum 1e-7")]
    [InlineData("$null = New-DigitDataset -Count 20000")]
    [InlineData("$null = $train | Invoke-ModelTraining -Model $model -Epochs 200 -Callback { if ($_.Epoch -eq 150) { throw 'enough' } }")]
    public void Every_bar_that_is_shown_is_taken_away_however_the_work_ends(string script)
    {
        var progress = _module.Run(script).Progress;

        Assert.NotEmpty(progress);
        Assert.All(
            progress.GroupBy(record => record.ActivityId),
            bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }

    [Fact]
    public void Bars_of_different_work_have_different_numbers()
    {
        var progress = _module.Run(
            $"$null = $train | Invoke-ModelTraining -Model $model -Epochs {Epochs}; "
            + "$null = $train | Find-LearningRate -Model $model -Steps 20000 -BatchSize 8; $null = New-DigitDataset -Count 20000").Progress;

        var bars = progress.Select(record => (record.Activity, record.ActivityId)).Distinct().ToList();
        Assert.Equal(3, bars.Count);
        Assert.Equal(3, bars.Select(bar => bar.ActivityId).Distinct().Count());
    }

    [Fact]
    public void Verbose_tells_each_epoch()
    {
        var verbose = _module.Run(
            "$null = $train | Invoke-ModelTraining -Model $model -Epochs 3 -ValidationSplit 0.1 -Verbose").Verbose;

        Assert.Equal(3, verbose.Count(line => Regex.IsMatch(line, @"^Epoch [123]: .*accuracy: .*loss: .*val_accuracy: .*val_loss: ")));
    }

    [Fact]
    public void Without_Verbose_only_the_run_comes_out()
    {
        var result = _module.Run("$train | Invoke-ModelTraining -Model $model").WithoutErrors();

        Assert.Single(result.Output);
        Assert.Empty(result.Verbose);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Control_C_stops_a_training_and_the_model_is_usable_afterwards()
    {
        var (result, _) = _module.StopWhen(
            "$train | Invoke-ModelTraining -Model $model -Epochs 100000000 -Seed 1 -Verbose", (streams, _) => streams.Verbose.Count >= 5);

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.InRange(_module.Run("($model | Test-ModelAccuracy -Dataset $test).Accuracy").One<double>(), 0.5, 1);
        Assert.Equal(1, _module.Run("($train | Invoke-ModelTraining -Model $model).Epochs.Count").One<int>());
    }

    private static IEnumerable<int> Sorted(IEnumerable<ProgressRecord> reports) => reports.Select(EpochOf).Order();

    private static int EpochOf(ProgressRecord record) =>
        int.Parse(Regex.Match(record.StatusDescription, @"Epoch (\d+)/").Groups[1].Value, null);
}

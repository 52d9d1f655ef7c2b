using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Training;

/// <summary>Invoke-ModelTraining -ResumeFrom: going on as if nothing had happened, or saying why not.</summary>
public sealed class ResumeTests : IClassFixture<ModuleRunspace>, IDisposable
{
    // Everything that draws random numbers or remembers something from epoch to epoch.
    private const string Settings =
        "-Epochs 6 -BatchSize 50 -Seed 3 -ShiftRange 1 -RotationRange 8 -WeightAverageDecay 0.9 -LearningRateSchedule OneCycle "
        + "-ValidationSplit 0.2 -RestoreBestWeights";

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public ResumeTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
        module.Set("file", _folder.File("state.safetensors"));
        module.Run(
            """
            if (-not (Test-Path variable:few)) { $few = New-DigitDataset -Count 300 -Seed 4 }
            function New-Learner {
                New-InputLayer 784 | New-DenseLayer 16 -Activation ReLU -Name hidden | New-DropoutLayer 0.3 |
                    New-DenseLayer 10 -Activation Softmax | New-DenseModel -Seed 1 | Build-DenseModel
            }
            function Get-Weight($Model) { ($Model | Get-ModelWeight | ForEach-Object { $_.Values -join ' ' }) -join ' ' }
            """).WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-ResumeFrom $file")]
    [InlineData("-ResumeFrom $file -Model $part")]
    [InlineData("-ResumeFrom $file -Model (New-Learner)")]
    [InlineData("-ResumeFrom $file " + Settings)]
    public void It_ends_with_the_weights_of_a_training_that_was_never_stopped(string arguments)
    {
        _module.Run(
            $$"""
            $whole = $few | Invoke-ModelTraining -Model (New-Learner) {{Settings}}
            $part = New-Learner
            $null = $few | Invoke-ModelTraining -Model $part {{Settings}} -CheckpointPath $file -Callback { $_.Epoch -lt 2 }
            $run = $few | Invoke-ModelTraining {{arguments}}
            """).WithoutErrors();

        Assert.Equal([1, 2, 3, 4, 5, 6], _module.Run("$run.Epochs.Epoch").All<int>());
        Assert.True(_module.Run("(Get-Weight $run.Model) -ceq (Get-Weight $whole.Model)").One<bool>());
    }

    [Fact]
    public void After_Control_C_it_goes_on_after_the_last_whole_epoch()
    {
        const string many = "-Epochs 60 -BatchSize 50 -Seed 3 -ShiftRange 1 -WeightAverageDecay 0.9 -LearningRateSchedule Cosine";
        var (stopped, _) = _module.StopWhen(
            $"$few | Invoke-ModelTraining -Model (New-Learner) {many} -CheckpointPath $file -Verbose",
            (streams, _) => streams.Verbose.Count >= 2);
        Assert.Equal(PSInvocationState.Stopped, stopped.State);

        _module.Run($"$whole = $few | Invoke-ModelTraining -Model (New-Learner) {many}").WithoutErrors();
        _module.Run("$run = $few | Invoke-ModelTraining -ResumeFrom $file").WithoutErrors();
        Assert.Equal(60, _module.Run("$run.Epochs.Count").One<int>());
        Assert.True(_module.Run("(Get-Weight $run.Model) -ceq (Get-Weight $whole.Model)").One<bool>());
    }

    [Fact]
    public void A_validation_dataset_is_used_again()
    {
        _module.Run("$null = $few | Invoke-ModelTraining -Model (New-Learner) -Epochs 2 -ValidationDataset $test -CheckpointPath $file");
        _module.Run("$run = $few | Invoke-ModelTraining -ResumeFrom $file -Epochs 4 -ValidationDataset $test").WithoutErrors();

        Assert.Equal(4, _module.Run("@($run.Epochs.ValidationLoss -gt 0).Count").One<int>());
    }

    [Fact]
    public void Without_the_validation_dataset_it_is_refused_with_what_to_do()
    {
        _module.Run("$null = $few | Invoke-ModelTraining -Model (New-Learner) -Epochs 2 -ValidationDataset $test -CheckpointPath $file");
        var error = _module.FailsWith(
            "CheckpointValidationMissing",
            ErrorCategory.InvalidArgument,
            "InvokeModelTraining",
            "$few | Invoke-ModelTraining -ResumeFrom $file -Epochs 4");

        Assert.Contains("-ValidationDataset", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-BatchSize 32", "BatchSize")]
    [InlineData("-Seed 4", "Seed")]
    [InlineData("-NoShuffle", "NoShuffle")]
    [InlineData("-LearningRateSchedule Cosine", "LearningRateSchedule")]
    [InlineData("-Patience 3", "Patience")]
    [InlineData("-ClassWeight @{ 8 = 2 }", "ClassWeight")]
    [InlineData("-ElasticRange 2", "ElasticRange")]
    [InlineData("-InitialEpoch 1", "InitialEpoch")]
    [InlineData("-Monitor Accuracy", "Monitor")]
    [InlineData("-RestoreBestWeights:$false", "RestoreBestWeights")]
    public void A_parameter_that_contradicts_the_checkpoint_is_refused_by_name(string argument, string name)
    {
        _module.Run($"$null = $few | Invoke-ModelTraining -Model (New-Learner) {Settings} -CheckpointPath $file -Callback {{ $_.Epoch -lt 2 }}");
        var error = _module.FailsWith(
            "ResumeSettingMismatch",
            ErrorCategory.InvalidArgument,
            "InvokeModelTraining",
            $"$few | Invoke-ModelTraining -ResumeFrom $file {argument}");

        Assert.Contains($"-{name}", error.Exception.Message, StringComparison.Ordinal);
    }

    // Whatever parameter comes: another value of its type contradicts, or it is one of those that may change.
    [Fact]
    public void No_parameter_is_unknown_to_resuming()
    {
        // The schedule that has every setting.
        var settings = Settings.Replace("OneCycle", "ReduceOnPlateau", StringComparison.Ordinal);
        _module.Run($"$null = $few | Invoke-ModelTraining -Model (New-Learner) {settings} -CheckpointPath $file -Callback {{ $_.Epoch -lt 2 }}");
        _module.Run(
            """
            $free = 'Dataset', 'Model', 'ResumeFrom', 'Epochs', 'ValidationDataset', 'Callback', 'CheckpointPath', 'CheckpointMode'
            $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
            $other = @{ Int32 = 5; Double = 0.123; Single = 0.123; SwitchParameter = $true; Hashtable = @{ 8 = 2 } }
            $names = (Get-Command Invoke-ModelTraining).Parameters.Keys.Where{ $_ -notin $free -and $_ -notin $common }
            $refused = foreach ($name in $names) {
                $type = (Get-Command Invoke-ModelTraining).Parameters[$name].ParameterType
                if ([Nullable]::GetUnderlyingType($type)) { $type = [Nullable]::GetUnderlyingType($type) }
                $arguments = @{ $name = if ($type.IsEnum) { [enum]::GetValues($type)[1] } else { $other[$type.Name] } }
                if ($name -eq 'RestoreBestWeights') { $arguments[$name] = $false }
                try { $null = $few | Invoke-ModelTraining -ResumeFrom $file @arguments -ErrorAction Stop; "$name went through" }
                catch { if ($_.FullyQualifiedErrorId -notmatch '^ResumeSettingMismatch' -or "$_" -notmatch " -$name ") { "$name $_" } }
            }
            """).WithoutErrors();

        Assert.Equal(string.Empty, _module.Run("$refused -join '; '").One<string>());
        Assert.True(_module.Run("$names.Count").One<int>() >= 26);
    }

    [Fact]
    public void A_training_that_early_stopping_ended_stays_finished_and_says_so()
    {
        _module.Run(
            "$whole = $few | Invoke-ModelTraining -Model (New-Learner) -Epochs 9 -Patience 2 -MinimumDelta 100 -RestoreBestWeights "
            + "-CheckpointPath $file").WithoutErrors();
        var result = _module.Run("$run = $few | Invoke-ModelTraining -ResumeFrom $file -Epochs 30");

        Assert.Contains("Early stopping", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(3, _module.Run("$run.Epochs.Count").One<int>());
        Assert.True(_module.Run("(Get-Weight $run.Model) -ceq (Get-Weight $whole.Model)").One<bool>());
    }

    [Theory]
    [InlineData("$few | Invoke-ModelTraining -ResumeFrom $file", "CheckpointComplete")]
    [InlineData("$test | Invoke-ModelTraining -ResumeFrom $file -Epochs 3", "CheckpointSampleMismatch")]
    [InlineData("$few | Invoke-ModelTraining -ResumeFrom $file -Epochs 3 -Model (New-DenseModel -HiddenUnits 16)", "CheckpointModelMismatch")]
    [InlineData("$few | Invoke-ModelTraining -ResumeFrom $file -Epochs 3 -Model (New-Learner | Build-DenseModel -LearningRate 0.1)", "CheckpointCompilationMismatch")]
    public void What_does_not_belong_to_the_checkpoint_is_refused(string script, string id)
    {
        _module.Run("$null = $few | Invoke-ModelTraining -Model (New-Learner) -Epochs 2 -CheckpointPath $file").WithoutErrors();

        _module.FailsWith(id, ErrorCategory.InvalidArgument, "InvokeModelTraining", script);
    }

    [Fact]
    public void A_model_file_is_no_checkpoint()
    {
        _module.Run("New-Learner | Export-DenseModel $file").WithoutErrors();

        _module.FailsWith(
            "CheckpointInvalid", ErrorCategory.InvalidData, "InvokeModelTraining", "$few | Invoke-ModelTraining -ResumeFrom $file");
    }

    [Fact]
    public void A_checkpoint_is_a_model_file_too()
    {
        _module.Run("$run = $few | Invoke-ModelTraining -Model (New-Learner) -WeightAverageDecay 0.9 -CheckpointPath $file").WithoutErrors();

        Assert.True(_module.Run("(Get-Weight (Import-DenseModel $file)) -ceq (Get-Weight $run.Model)").One<bool>());
    }

    [Fact]
    public void Checkpoints_replace_the_file_that_was_resumed_from_wherever_the_first_part_wrote_its_own()
    {
        _module.Set("moved", _folder.File("moved.safetensors"));
        _module.Run(
            """
            $null = $few | Invoke-ModelTraining -Model (New-Learner) -Epochs 2 -CheckpointPath $file
            """).WithoutErrors();
        File.Copy(_folder.File("state.safetensors"), _folder.File("moved.safetensors"));
        _module.Run("$null = $few | Invoke-ModelTraining -ResumeFrom $moved -Epochs 3").WithoutErrors();

        _module.FailsWith(
            "CheckpointComplete", ErrorCategory.InvalidArgument, "InvokeModelTraining", "$few | Invoke-ModelTraining -ResumeFrom $moved -Epochs 3");
        _module.Run("$null = $few | Invoke-ModelTraining -ResumeFrom $file -Epochs 3").WithoutErrors();
    }

    [Fact]
    public void A_file_of_a_series_that_is_resumed_is_the_one_that_is_written_again()
    {
        _module.Set("series", _folder.File("state-{epoch}.safetensors"));
        _module.Set("first", _folder.File("state-01.safetensors"));
        _module.Run(
            """
            $null = $few | Invoke-ModelTraining -Model (New-Learner) -Epochs 1 -CheckpointPath $series
            $null = $few | Invoke-ModelTraining -ResumeFrom $first -Epochs 2
            """).WithoutErrors();

        Assert.Equal([_folder.File("state-01.safetensors")], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void WhatIf_resumes_nothing()
    {
        _module.Run("$null = $few | Invoke-ModelTraining -Model (New-Learner) -Epochs 2 -CheckpointPath $file").WithoutErrors();
        var before = File.ReadAllBytes(_folder.File("state.safetensors"));

        Assert.Empty(_module.Run("$few | Invoke-ModelTraining -ResumeFrom $file -Epochs 3 -WhatIf").WithoutErrors().Output);
        Assert.Equal(before, File.ReadAllBytes(_folder.File("state.safetensors")));
    }
}

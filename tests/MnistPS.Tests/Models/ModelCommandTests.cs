using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>Layers, models, training and measuring as a user has them, through a runspace on the built module.</summary>
public sealed class ModelCommandTests : IClassFixture<ModuleRunspace>
{
    private const string Model = "New-DenseModel -HiddenUnits 16 -Seed 1 | Build-DenseModel";
    private const string Data = "New-DigitDataset -Count 1000 -Seed 1 -Split Train";

    private readonly ModuleRunspace _runspace;

    public ModelCommandTests(ModuleRunspace runspace)
    {
        _runspace = runspace;
        _runspace.Run($"$data = {Data}; $model = {Model}").WithoutErrors();
    }

    [Fact]
    public void The_pipeline_is_the_graph()
    {
        var names = _runspace.Run(
            """
            $in = New-InputLayer -Size 784
            $out = $in | New-DenseLayer -Units 128 -Activation ReLU -Name hidden | New-DenseLayer -Units 10 -Activation Softmax
            $graph = New-DenseModel -InputLayer $in -OutputLayer $out
            $graph.Layers.Name
            $graph.GetLayer('hidden').Inbound.Name
            $graph.GetLayer('hidden').Outbound.Name
            """).All<string>();

        Assert.Equal(["input_layer", "hidden", "dense", "input_layer", "dense"], names);
    }

    [Fact]
    public void A_model_shows_its_summary()
    {
        var text = _runspace.Show("New-DenseModel -HiddenUnits 32");

        Assert.Contains("dense (Dense)        (None, 32)     25,120", text, StringComparison.Ordinal);
        Assert.Contains("Total params: 25,450 (99.41 KB)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_shows_a_row_per_epoch_wherever_it_comes_in_a_script()
    {
        var text = _runspace.Show("$data; $data | Invoke-ModelTraining -Model $model -Epochs 2 -ValidationSplit 0.1 -Seed 1");

        Assert.Matches(@"Epoch\s+Loss\s+Accuracy\s+ValidationLoss\s+ValidationAccuracy\s+LearningRate\s+Seconds", text);
        Assert.Matches(@"\n\s+2\s+\d\.\d{4}\s+0\.\d{4}", text);
    }

    [Fact]
    public void An_evaluation_shows_accuracy_and_the_confusion_matrix()
    {
        var text = _runspace.Show("$model | Test-ModelAccuracy -Dataset $data");

        Assert.Matches(@"Accuracy: \d+\.\d\d ?% \(\d+ of 1,000\)", text);
        Assert.Contains("Confusion matrix", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_tells_epoch_batch_loss_and_accuracy_and_is_taken_away_at_the_end()
    {
        var progress = _runspace.Run("$data | Invoke-ModelTraining -Model $model -Epochs 60 -BatchSize 4").WithoutErrors().Progress;

        Assert.Contains(progress, record => record.StatusDescription.Contains("Epoch", StringComparison.Ordinal)
            && record.StatusDescription.Contains("batch", StringComparison.Ordinal)
            && record.StatusDescription.Contains("loss", StringComparison.Ordinal)
            && record.StatusDescription.Contains("accuracy", StringComparison.Ordinal)
            && record.PercentComplete is >= 0 and <= 100
            && record.SecondsRemaining >= 0);
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public void Each_epoch_is_told_in_the_verbose_stream() =>
        Assert.Equal(
            3,
            _runspace.Run("$data | Invoke-ModelTraining -Model $model -Epochs 3 -Verbose").WithoutErrors().Verbose
                .Count(line => line.StartsWith("Epoch ", StringComparison.Ordinal)));

    [Fact]
    public void A_training_that_is_stopped_leaves_the_model_with_what_it_had_learned()
    {
        var (result, _) = _runspace.StopWhen(
            "$data | Invoke-ModelTraining -Model $model -Epochs 100000 -Seed 1 -Verbose",
            (streams, _) => streams.Verbose.Count >= 10);

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.InRange(_runspace.Run("($model | Test-ModelAccuracy -Dataset $data).Accuracy").One<double>(), 0.7, 1);
        Assert.InRange(_runspace.Run("($data | Invoke-ModelTraining -Model $model -Seed 1).Epochs[0].Accuracy").One<double>(), 0.7, 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_bit_for_bit_and_another_gives_others()
    {
        var weights = _runspace.Run(
            $$"""
            foreach ($seed in 5, 5, 6) {
                $again = {{Model}}
                $null = $data | Invoke-ModelTraining -Model $again -Epochs 2 -Seed $seed
                ($again | Get-ModelWeight -Layer dense -Name kernel).Values -join ' '
            }
            """).All<string>();

        Assert.Equal(weights[0], weights[1]);
        Assert.NotEqual(weights[0], weights[2]);
    }

    [Fact]
    public void A_model_is_written_and_read_back()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        _runspace.Set("file", Path.Combine(folder, "model.safetensors"));
        var read = _runspace.Run(
            """
            $model | Export-DenseModel -Path $file
            $image = $data | Get-DigitImage -Index 0
            foreach ($one in $model, (Import-DenseModel -Path $file), (New-DenseModel -HiddenUnits 16 -Seed 2)) {
                "$(($image | Get-DigitPrediction -Model $one).Probabilities)"
            }
            """).All<string>();
        Directory.Delete(folder, recursive: true);

        Assert.Equal(read[0], read[1]);
        Assert.NotEqual(read[0], read[2]);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        _runspace.Set("file", file);
        _runspace.Run("$model | Export-DenseModel -Path $file -WhatIf").WithoutErrors();

        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("New-InputLayer 784 | New-DenseLayer -Units -1", "LayerUnitsOutOfRange", ErrorCategory.InvalidArgument)]
    [InlineData("New-InputLayer -Size 0", "ShapeOutOfRange", ErrorCategory.InvalidArgument)]
    [InlineData("New-DenseModel -HiddenUnits 8, 0", "LayerUnitsOutOfRange", ErrorCategory.InvalidArgument)]
    [InlineData("New-DenseModel -InputLayer (New-InputLayer 5) -OutputLayer (New-InputLayer 5 | New-DenseLayer 2)", "GraphDisconnected", ErrorCategory.InvalidArgument)]
    [InlineData("$data | Invoke-ModelTraining -Model (New-DenseModel -InputSize 5 -HiddenUnits 2 | Build-DenseModel)", "InputShapeMismatch", ErrorCategory.InvalidArgument)]
    [InlineData("$data | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 2 -OutputUnits 3 | Build-DenseModel)", "OutputShapeMismatch", ErrorCategory.InvalidArgument)]
    [InlineData("$data | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 2)", "ModelNotCompiled", ErrorCategory.InvalidOperation)]
    [InlineData("$data | Invoke-ModelTraining -Model $model -Epochs 0", "TrainingSettingOutOfRange", ErrorCategory.InvalidArgument)]
    [InlineData("$model | Build-DenseModel -LearningRate -1", "OptimizerSettingOutOfRange", ErrorCategory.InvalidArgument)]
    [InlineData("$model | Test-ModelAccuracy -Dataset $data -Quiet", "MinimumAccuracyMissing", ErrorCategory.InvalidArgument)]
    [InlineData("Import-DenseModel -Path ./nowhere.safetensors", "PathNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-DigitPrediction -Path ./nowhere.png -Model $model", "PathNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-DigitPrediction -LiteralPath / -Model $model", "PathIsFolder", ErrorCategory.InvalidArgument)]
    [InlineData("$model | Export-DenseModel -Path /nowhere/at/all", "FolderNotFound", ErrorCategory.ObjectNotFound)]
    public void Bad_input_is_one_error_record_with_a_stable_id(string script, string id, ErrorCategory category)
    {
        var error = _runspace.Run(script).OneError();

        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(category, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_file_that_is_no_picture_is_one_error_and_the_next_is_read()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "a.png"), "This is no picture.");
        _runspace.Set("folder", folder);
        var result = _runspace.Run(
            """
            $data | Get-DigitImage -Index 0 | Export-DigitImage -Path "$folder/b.png" -Scale 8 -DarkOnLight
            Get-DigitPrediction -Path "$folder/*.png" -Model $model
            """);
        Directory.Delete(folder, recursive: true);

        Assert.StartsWith("ImageNotRecognized,", result.OneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Completion_knows_activations_losses_and_optimizers()
    {
        foreach (var (line, expected) in new[]
        {
            ("New-DenseLayer -Activation Re", "ReLU"),
            ("Build-DenseModel -Optimizer A", "Adam"),
            ("Build-DenseModel -Loss Cat", "CategoricalCrossentropy"),
        })
        {
            _runspace.Set("line", line);
            var matches = _runspace.Run("(TabExpansion2 $line $line.Length).CompletionMatches.CompletionText");
            Assert.Contains(expected, matches.All<string>());
        }
    }
}

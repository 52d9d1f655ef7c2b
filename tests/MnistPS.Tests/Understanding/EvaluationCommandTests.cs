using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Understanding;

/// <summary>The cmdlets that measure and draw, on digits that the module draws itself.</summary>
public sealed class EvaluationCommandTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private readonly ModuleRunspace _module;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnistps charts ");

    public EvaluationCommandTests(ModuleRunspace module)
    {
        _module = module;
        module.Set("folder", _folder.FullName);
        module.Run(
            """
            if (-not (Test-Path variable:run)) {
                $digits = New-DigitDataset -Count 300 -Seed 1
                $model = New-DenseModel -HiddenUnits 16 -Seed 1 | Build-DenseModel
                $run = $digits | Invoke-ModelTraining -Model $model -Epochs 2 -Seed 1 -ValidationSplit 0.2
            }
            """).WithoutErrors();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_evaluation_tells_macro_F1_and_calibration_error()
    {
        var text = _module.Show("$model | Test-ModelAccuracy $digits");

        Assert.Contains("Macro F1: ", text, StringComparison.Ordinal);
        Assert.Contains("Calibration error: ", text, StringComparison.Ordinal);
        Assert.Equal(
            300,
            _module.Run("$n = 0; foreach ($bin in ($model | Test-ModelAccuracy $digits).CalibrationBins) { $n += $bin.Count }; $n")
                .One<int>());
    }

    [Fact]
    public void A_model_with_several_outputs_is_measured_at_each_and_passes_with_all()
    {
        _module.Run(
            """
            $in = New-InputLayer 784
            $hidden = $in | New-DenseLayer 4 ReLU
            $left = $hidden | New-DenseLayer 10 Softmax -Name left
            $right = $hidden | New-DenseLayer 10 Softmax -Name right
            $two = New-DenseModel -InputLayer $in -OutputLayer $left, $right -Seed 1
            """).WithoutErrors();

        Assert.Equal("left right", _module.Run("($two | Test-ModelAccuracy $digits).OutputLayer -join ' '").One<string>());
        Assert.Equal("right", _module.Run("($two | Test-ModelAccuracy $digits -OutputLayer right).OutputLayer").One<string>());
        Assert.True(_module.Run("$two | Test-ModelAccuracy $digits -MinimumAccuracy 0 -Quiet").One<bool>());
        Assert.False(_module.Run("$two | Test-ModelAccuracy $digits -MinimumAccuracy 1 -Quiet").One<bool>());
        Assert.StartsWith(
            "OutputNotFound,",
            _module.Run("$two | Test-ModelAccuracy $digits -OutputLayer nope").OneError().FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_those_of_the_evaluation_the_worst_first()
    {
        _module.Run("$wrong = $run | Get-MisclassifiedDigit -Dataset $digits").WithoutErrors();

        Assert.Equal(
            _module.Run("$e = $model | Test-ModelAccuracy $digits; $e.Count - $e.Correct").One<int>(),
            _module.Run("$wrong.Count").One<int>());
        var probabilities = _module.Run("$wrong.LabelProbability").All<float>();
        Assert.Equal(probabilities.Order(), probabilities);
        Assert.True(_module.Run("$wrong[0].Digit -ne $wrong[0].Label").One<bool>());
        Assert.Single(_module.Run("$model | Get-MisclassifiedDigit $digits -First 1").WithoutErrors().Output);
    }

    [Fact]
    public void Mistakes_can_be_piped_to_where_they_are_drawn()
    {
        var lines = _module.Run(
            "$wrong = $model | Get-MisclassifiedDigit $digits -First 1; $wrong | Show-DigitImage -Prediction $wrong").All<string>();

        Assert.Contains(lines, line => line.Contains(", read ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$run | Export-TrainingChart")]
    [InlineData("$model | Test-ModelAccuracy $digits | Export-ConfusionChart")]
    public void A_chart_is_a_file_and_comes_out_where_it_was_asked_for(string export)
    {
        Assert.Empty(_module.Run($"{export} -Path \"$folder/a.png\"").WithoutErrors().Output);
        var file = _module.Run($"{export} \"$folder/b.svg\" -Width 400 -Height 300 -Title mine -PassThru").One<FileInfo>();

        Assert.Contains("width=\"400\" height=\"300\"", File.ReadAllText(file.FullName), StringComparison.Ordinal);
        Assert.Equal(["a.png", "b.svg"], _folder.GetFiles().Select(each => each.Name).Order());
    }

    [Theory]
    [InlineData("$run | Export-TrainingChart \"$folder/a.gif\"", "ChartFormatUnknown")]
    [InlineData("$run | Export-TrainingChart \"$folder/nope/a.png\"", "FolderNotFound")]
    [InlineData("$run | Export-TrainingChart \"$folder/a.png\" -Width 1", "ParameterArgumentValidationError")]
    public void A_chart_that_cannot_be_written_is_one_error(string script, string errorId)
    {
        Assert.StartsWith(errorId + ",", _module.Run(script).OneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public void WhatIf_writes_no_chart()
    {
        _module.Run("$run | Export-TrainingChart \"$folder/a.png\" -WhatIf").WithoutErrors();

        Assert.Empty(_folder.GetFiles());
    }
}

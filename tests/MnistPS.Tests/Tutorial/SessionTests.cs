using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Tutorial;

/// <summary>The session of the design, line by line, in the project's own host.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_line_of_the_promised_session_works()
    {
        var run = HostProcess.Run(
            "-Command",
            $$"""
            $ErrorActionPreference = 'Stop'
            Set-Location '{{_folder.Path.Replace("'", "''", StringComparison.Ordinal)}}'
            $train, $test = (New-DigitDataset -Count 2000), (New-DigitDataset -Count 500 -Split Test)
            $train | Show-DigitImage -First 10 | Out-Null
            $train = $train | ConvertTo-FlatImage | ConvertTo-OneHotLabel
            "$($train.Shape) $($train.LabelShape)"
            5 | ConvertTo-OneHotLabel
            $in = New-InputLayer -Size 784
            $out = $in | New-DenseLayer -Units 128 -Activation ReLU -Name hidden | New-DenseLayer -Units 10 -Activation Softmax
            $model = New-DenseModel -InputLayer $in -OutputLayer $out
            $model
            $null = New-DenseModel -HiddenUnits 256,128 -Activation ReLU
            $null = $model | Build-DenseModel -Loss CategoricalCrossentropy -Optimizer Adam -LearningRate 0.001
            $run = $train | Invoke-ModelTraining -Model $model -Epochs 5 -BatchSize 128 -ValidationSplit 0.1
            $run
            $model | Test-ModelAccuracy -Dataset $test
            $null = $train | Invoke-ModelTraining -Model $model | Test-ModelAccuracy -Dataset $test
            if (-not ($model | Test-ModelAccuracy -Dataset $test -MinimumAccuracy 0.3 -Quiet)) { throw 'too weak to ship' }
            $null = [System.IO.Directory]::CreateDirectory((Join-Path $PWD.Path scans))
            $test | Get-DigitImage -Index 0..2 | Export-DigitImage -Path ./scans -Scale 8 -DarkOnLight
            "scans: $(@(Get-ChildItem ./scans/*.png | Get-DigitPrediction -Model $model).Count)"
            "images: $(@($test | Get-DigitImage -Index 0..9 | Get-DigitPrediction -Model $model).Count)"
            $model | Export-DenseModel -Path ./digits.safetensors
            $model = Import-DenseModel -Path ./digits.safetensors
            $null = $model | Get-ModelWeight -Layer hidden
            $image = $test | Get-DigitImage -Index 0
            $null = $model | Get-LayerOutput -InputObject $image
            $run | Export-TrainingChart -Path ./run.png
            "chart: $(Test-Path ./run.png)"
            """);

        Assert.Empty(run.Errors);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("(2000, 784) (2000, 10)", run.Output, StringComparison.Ordinal);
        Assert.Contains("0 0 0 0 0 1 0 0 0 0", run.Output, StringComparison.Ordinal);
        Assert.Contains("Total params: 101,770", run.Output, StringComparison.Ordinal);
        Assert.Contains("ValidationAccuracy", run.Output, StringComparison.Ordinal);
        Assert.Contains("Confusion matrix", run.Output, StringComparison.Ordinal);
        Assert.Contains("scans: 3\nimages: 10\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("chart: True", run.Output, StringComparison.Ordinal);
    }
}

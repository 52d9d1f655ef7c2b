using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Loading;

/// <summary>libtorch weighs half a gigabyte: what can do without it must not load it. A process of its own shows it.</summary>
public sealed class LazyLoadingTests
{
    private const string IsLoaded = "[System.IO.File]::ReadAllText('/proc/self/maps').Contains('libtorch_cpu')";

    [SkippableFact]
    public void Importing_listing_joining_layers_completing_and_drawing_digits_do_not_load_libtorch()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The loaded libraries are read from /proc.");
        var result = HostProcess.RunText(
            $$"""
            $null = Get-Command -Module MnistPS
            $model = New-InputLayer 784 | New-DenseLayer 16 ReLU | New-DenseLayer 10 Softmax | New-DenseModel | Build-DenseModel
            $line = 'New-DenseLayer -Activation Re'
            $null = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null, [powershell]::Create('CurrentRunspace'))
            $data = New-DigitDataset -Count 100 -Seed 1 -Split Train
            $null = $data | Get-DigitImage -Index 0 | Get-DigitPrediction -Model $model
            "before $({{IsLoaded}})"
            """);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("before False", result.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Training_predicting_and_measuring_do_not_load_libtorch()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The loaded libraries are read from /proc.");
        var result = HostProcess.RunText(
            $$"""
            $model = New-DenseModel -HiddenUnits 16 | Build-DenseModel
            $data = New-DigitDataset -Count 100 -Seed 1 -Split Train
            $run = $data | Invoke-ModelTraining -Model $model
            $null = $model | Test-ModelAccuracy -Dataset $data
            $managed = [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -match 'Torch'
            "after $({{IsLoaded}}), $($run.Epochs.Count) epoch, $managed"
            """);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("after False, 1 epoch, ", result.Output);
    }

    [SkippableFact]
    public void The_engine_TorchSharp_loads_it()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The loaded libraries are read from /proc.");
        var result = HostProcess.RunText(
            $$"""
            $data = New-DigitDataset -Count 100 -Seed 1 -Split Train
            $run = $data | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 16 | Build-DenseModel) -Engine TorchSharp
            "after $({{IsLoaded}}), $($run.Epochs.Count) epoch"
            """);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("after True, 1 epoch", result.Output, StringComparison.Ordinal);
    }
}

using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>The model that the module brings along.</summary>
public sealed class BuiltInModelTests(ModuleRunspace module) : IClassFixture<ModuleRunspace>
{
    private const int Drawn = 200;

    [Fact]
    public void It_reads_where_no_model_is_named()
    {
        module.Run($"$read = New-DigitDataset -Count {Drawn} -Split Test -Seed 5 | Get-DigitPrediction").WithoutErrors();

        Assert.InRange(module.Run("@($read | Where-Object Correct).Count").One<int>(), Drawn * 0.9, Drawn);
    }

    [Fact]
    public void It_is_the_one_that_Import_DenseModel_gives() => Assert.True(module.Run(
        """
        $image = New-DigitDataset -Count 1 -Seed 3 | Get-DigitImage
        $a = $image | Get-DigitPrediction
        $b = $image | Get-DigitPrediction -Model (Import-DenseModel -BuiltIn)
        "$($a.Probabilities)" -eq "$($b.Probabilities)"
        """).One<bool>());

    [Fact]
    public void To_change_an_imported_one_changes_nothing_else() => Assert.True(module.Run(
        """
        $image = New-DigitDataset -Count 1 -Seed 3 | Get-DigitImage
        $before = $image | Get-DigitPrediction
        Import-DenseModel -BuiltIn | Set-ModelWeight -Layer digit -Name kernel -Value 0
        $after = $image | Get-DigitPrediction
        "$($before.Probabilities)" -eq "$($after.Probabilities)"
        """).One<bool>());

    [Fact]
    public void Training_goes_on_from_the_weights_that_it_has()
    {
        module.Run(
            """
            $own, $others = New-DigitDataset -Count 500 -Seed 8 | Split-DigitDataset -Fraction 0.6 -Seed 1
            $model = Import-DenseModel -BuiltIn | Build-DenseModel -Optimizer Adam -LearningRate 0.0002
            $before = ($model | Test-ModelAccuracy -Dataset $others).Loss
            $run = $own | Invoke-ModelTraining -Model $model -Epochs 3 -Seed 1
            $after = ($model | Test-ModelAccuracy -Dataset $others).Loss
            """).WithoutErrors();

        // A network that began anew would have a loss of about 2.3 in its first epoch.
        Assert.InRange(module.Run("$run.Epochs[0].Loss").One<double>(), 0, 0.6);
        Assert.True(module.Run("$after -lt $before").One<bool>());
    }

    [Fact]
    public void It_is_compiled_and_can_be_trained_at_once() => module.Run(
        "New-DigitDataset -Count 100 | Invoke-ModelTraining -Model (Import-DenseModel -BuiltIn)").WithoutErrors();

    [Fact]
    public void Several_threads_may_read_with_it_at_once()
    {
        module.Run(
            $$"""
            $read = 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module '{{BuildFacts.ModuleManifest}}'
                (New-DigitDataset -Count 20 -Seed 4 | Get-DigitPrediction).Digit -join ' '
            }
            """).WithoutErrors();

        Assert.Single(module.Run("$read").All<string>().Distinct());
        Assert.Equal(8, module.Run("$read.Count").One<int>());
    }

    [SkippableFact]
    public void One_picture_is_read_without_libtorch()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The memory map is read from /proc.");
        var run = HostProcess.RunText(
            "$null = New-DigitDataset -Count 1 | Get-DigitImage | Get-DigitPrediction"
            + "; $maps = [System.IO.File]::ReadAllText('/proc/self/maps'); \"$($maps.Contains('libtorch'))\"");

        Assert.Equal("False", run.Output);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void A_path_and_the_built_in_one_exclude_each_other() => module.FailsWith(
        "AmbiguousParameterSet", ErrorCategory.InvalidArgument, "ImportDenseModel", "Import-DenseModel -BuiltIn -Path a");

    [Fact]
    public void Half_the_bits_are_half_the_file()
    {
        using var folder = new ScratchFolder();
        module.Set("folder", folder.Path);
        module.Run(
            """
            $model = New-DenseModel -HiddenUnits 32 -Seed 1
            $full = $model | Export-DenseModel "$folder/full.safetensors" -PassThru
            $half = $model | Export-DenseModel "$folder/half.safetensors" -PassThru -Precision Float16
            $image = New-DigitDataset -Count 1 | Get-DigitImage
            $a, $b = $full, $half | Import-DenseModel | ForEach-Object { $image | Get-DigitPrediction -Model $_ }
            """).WithoutErrors();

        Assert.InRange(module.Run("$half.Length / $full.Length").One<double>(), 0.5, 0.52);
        Assert.InRange(module.Run("[Math]::Abs($a.Confidence - $b.Confidence)").One<double>(), 0, 0.01);
        module.Run("$model | Set-ModelWeight -Layer dense -Name bias -Value 1e6").WithoutErrors();
        module.FailsWith(
            "WeightOutOfHalfRange",
            ErrorCategory.InvalidOperation,
            "ExportDenseModel",
            "$model | Export-DenseModel \"$folder/big.safetensors\" -Precision Float16");
    }
}

using System.Runtime.Loader;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Modules;

/// <summary>The module comes, goes, comes again, and keeps its dependencies to itself.</summary>
public sealed class ModuleImportTests : IDisposable
{
    private static readonly string[] s_ownDependencies = ["MnistPS.Core", "SkiaSharp", "TorchSharp", "ScottPlot"];

    private readonly ModuleRunspace _module = new();

    public void Dispose() => _module.Dispose();

    [Fact]
    public void It_can_be_removed_and_imported_again()
    {
        _module.Run("$model = New-DenseModel -HiddenUnits 8 -Seed 1; Remove-Module MnistPS").WithoutErrors();
        Assert.Empty(_module.Run("Get-Module MnistPS").WithoutErrors().Output);
        Assert.Single(_module.Run("New-DenseModel -HiddenUnits 8").Errors);

        Import("");
        Assert.True(_module.Run("[object]::ReferenceEquals(($model | Build-DenseModel), $model)").One<bool>());
        Assert.Contains("Total params", _module.Show("$model"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_imported_anew_with_Force()
    {
        Import("-Force");
        Import("-Force");

        Assert.Single(_module.Run("Get-Module MnistPS").WithoutErrors().Output);
        Assert.Equal(1, _module.Run("(New-InputLayer 1).OutputShape.Size").One<int>());
    }

    [Fact]
    public void What_it_depends_on_is_invisible_to_other_modules()
    {
        using var folder = new ScratchFolder();
        _module.Set("folder", folder.Path);
        _module.Run("New-DigitDataset -Count 1 | Get-DigitImage | Export-DigitImage -Path $folder").WithoutErrors();

        Assert.DoesNotContain(
            AssemblyLoadContext.Default.Assemblies.Select(assembly => assembly.GetName().Name),
            name => s_ownDependencies.Contains(name));
    }

    [Fact]
    public void Two_sessions_of_a_process_share_their_objects()
    {
        using var other = new ModuleRunspace();
        other.Set("model", _module.Run("New-DenseModel -HiddenUnits 8 -Name shared").One<object>());

        Assert.Equal("shared", other.Run("($model | Build-DenseModel).Name").One<string>());
    }

    [Fact]
    public void Several_threads_may_read_with_one_model_at_the_same_time()
    {
        Digits.Give(_module);
        _module.Run("$model = New-DenseModel -HiddenUnits 32 -Seed 1");

        Assert.Equal(
            "1",
            _module.Run(
                $$"""
                $answers = 1..4 | ForEach-Object -Parallel {
                    Import-Module '{{BuildFacts.ModuleManifest}}'
                    ($using:test | Get-DigitPrediction -Model $using:model).Confidence -join ' '
                }
                $different = [System.Collections.Generic.HashSet[string]]::new([string[]] $answers)
                "$($different.Count)"
                """).One<string>());
    }

    private void Import(string switches) =>
        _module.Run($"Import-Module '{BuildFacts.ModuleManifest}' {switches}").WithoutErrors();
}

using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>A model of NaN is neither written nor read by mistake, and a model beyond all memory is not made.</summary>
public sealed class NonFiniteWeightTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public NonFiniteWeightTests(ModuleRunspace module)
    {
        _module = module;
        var (file, damaged) = (_folder.File("model.safetensors"), _folder.File("damaged.safetensors"));
        module.Set("file", file);
        module.Set("damaged", damaged);
        module.Run("New-DenseModel -HiddenUnits 2 -InputSize 3 -OutputUnits 2 -Seed 1 | Export-DenseModel $damaged").WithoutErrors();

        // The file ends with the weights; the last is one of a bias.
        var bytes = File.ReadAllBytes(damaged);
        BitConverter.GetBytes(float.NaN).CopyTo(bytes, bytes.Length - sizeof(float));
        File.WriteAllBytes(damaged, bytes);
        module.Run("$model = Import-DenseModel $damaged -AllowNonFinite").WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Export_refuses_it_and_writes_nothing()
    {
        var error = _module.FailsWith(
            "WeightNotFinite", ErrorCategory.InvalidData, "ExportDenseModel", "$model | Export-DenseModel $file");
        Assert.Contains("dense_1/bias", error.Exception.Message, StringComparison.Ordinal);
        Assert.False(_module.Run("Test-Path $file").One<bool>());
    }

    [Fact]
    public void Import_refuses_it_and_reads_the_next_file()
    {
        _module.Run(
            """
            $model | Export-DenseModel $damaged -AllowNonFinite
            New-DenseModel -HiddenUnits 2 -InputSize 3 | Export-DenseModel $file
            """).WithoutErrors();

        var result = _module.Run("Import-DenseModel $damaged, $file");
        Assert.Equal("WeightNotFinite,MnistPS.Commands.Models.ImportDenseModelCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Single(result.Output);
        Assert.True(_module.Run("[float]::IsNaN((Import-DenseModel $damaged -AllowNonFinite | Get-ModelWeight -Layer dense_1 -Name bias).Values[-1])").One<bool>());
    }

    [Fact]
    public void A_weight_is_not_set_to_it() => _module.FailsWith(
        "WeightNotFinite", ErrorCategory.InvalidArgument, "SetModelWeight", "$model | Set-ModelWeight -Layer dense -Name bias -Value ([float]::NaN)");

    [Theory]
    [InlineData("New-DenseModel -InputSize 60000 -HiddenUnits 60000", "LayerTooLarge", "NewDenseModel")]
    [InlineData("New-DenseModel -InputSize 40000 -HiddenUnits 40000, 40000", "ModelTooLarge", "NewDenseModel")]
    [InlineData("New-InputLayer 2000000000 | New-DenseLayer 65536", "LayerTooLarge", "NewDenseLayer")]
    [InlineData("New-InputLayer 60000000 | New-DropoutLayer 0.5 | New-DenseModel", "ModelTooLarge", "NewDenseModel")]
    public void A_model_beyond_all_memory_is_not_made(string script, string id, string cmdlet) =>
        _module.FailsWith(id, ErrorCategory.InvalidArgument, cmdlet, script);
}

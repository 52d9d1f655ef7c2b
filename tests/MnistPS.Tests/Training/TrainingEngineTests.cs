using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Training;

/// <summary>-Engine TorchSharp: another way to the same weights.</summary>
public sealed class TrainingEngineTests : IClassFixture<ModuleRunspace>
{
    private readonly ModuleRunspace _module;

    public TrainingEngineTests(ModuleRunspace module)
    {
        _module = module;
        _module.Run(
            """
            $data = New-DigitDataset -Count 200 -Seed 1 -Split Train
            function New-Model { New-DenseModel -HiddenUnits 16 -Seed 1 | Build-DenseModel }
            """);
    }

    [Fact]
    public void Both_engines_come_to_the_same_losses_and_say_who_computed()
    {
        _module.Run(
            """
            $vector = $data | Invoke-ModelTraining -Model (New-Model) -Epochs 2 -Seed 1 -ValidationSplit 0.2
            $torch = $data | Invoke-ModelTraining -Model (New-Model) -Epochs 2 -Seed 1 -ValidationSplit 0.2 -Engine TorchSharp -ThreadCount 1
            """).WithoutErrors();

        Assert.Equal("Vector TorchSharp", _module.Run("\"$($vector.Engine) $($torch.Engine)\"").One<string>());
        Assert.Equal(Loss("vector"), Loss("torch"), 1e-3);
        Assert.Contains("engine TorchSharp", _module.Show("$torch"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_resumed_training_keeps_its_engine_and_refuses_another()
    {
        using var folder = new ScratchFolder();
        _module.Set("path", Path.Combine(folder.Path, "state.safetensors"));
        _module.Run("$null = $data | Invoke-ModelTraining -Model (New-Model) -Seed 1 -Engine TorchSharp -ThreadCount 1 -CheckpointPath $path").WithoutErrors();

        var refused = _module.Run("$data | Invoke-ModelTraining -ResumeFrom $path -Epochs 2 -Engine Vector").Errors;
        Assert.StartsWith("ResumeSettingMismatch", Assert.Single(refused).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("TorchSharp", _module.Run("\"$(($data | Invoke-ModelTraining -ResumeFrom $path -Epochs 2).Engine)\"").One<string>());
    }

    [Fact]
    public void An_engine_that_does_not_exist_is_refused_with_those_that_do()
    {
        var error = Assert.Single(_module.Run("$data | Invoke-ModelTraining -Model (New-Model) -Engine Cuda").Errors);

        Assert.Contains("Vector, TorchSharp", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_stopped()
    {
        var (result, _) = _module.StopWhen(
            "$data | Invoke-ModelTraining -Model (New-Model) -Epochs 100000 -Engine TorchSharp -ThreadCount 1",
            (streams, _) => streams.Progress.Count > 0);

        Assert.Empty(result.Output);
        Assert.Equal("TorchSharp", _module.Run(
            "\"$(($data | Invoke-ModelTraining -Model (New-Model) -Engine TorchSharp -ThreadCount 1).Engine)\"").One<string>());
    }

    private double Loss(string run) => _module.Run($"${run}.Epochs[-1].ValidationLoss").One<double>();
}

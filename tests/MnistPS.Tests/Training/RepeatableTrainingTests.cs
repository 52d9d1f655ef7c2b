using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Training;

/// <summary>The same seed gives the same network, bit for bit.</summary>
public sealed class RepeatableTrainingTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private const string Usual = "-HiddenUnits 16 -Seed 1";

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();
    private int _files;

    public RepeatableTrainingTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_first_weights() => Assert.Equal(Untrained(Usual), Untrained(Usual));

    [Fact]
    public void Another_seed_gives_other_first_weights() =>
        Assert.NotEqual(Untrained(Usual), Untrained("-HiddenUnits 16 -Seed 2"));

    [Fact]
    public void The_same_seeds_give_the_same_trained_weights() =>
        Assert.Equal(Trained("-Seed 5 -ValidationSplit 0.1"), Trained("-Seed 5 -ValidationSplit 0.1"));

    [Fact]
    public void Another_order_of_the_samples_gives_other_weights() => Assert.NotEqual(Trained("-Seed 5"), Trained("-Seed 6"));

    [Fact]
    public void In_their_own_order_the_samples_need_no_seed() =>
        Assert.Equal(Trained("-NoShuffle -Seed 5"), Trained("-NoShuffle -Seed 6"));

    [Fact]
    public void A_run_without_a_seed_tells_the_one_it_took_and_can_be_repeated()
    {
        var first = Trained("");
        var seed = _module.Run("$run.Seed").One<int>();

        Assert.Equal(first, Trained($"-Seed {seed}"));
    }

    [Fact]
    public void Measuring_and_reading_change_nothing()
    {
        var before = Untrained(Usual);
        _module.Run("$null = $model | Test-ModelAccuracy -Dataset $test; $null = $test | Get-DigitPrediction -Model $model");

        Assert.Equal(before, Export());
    }

    private byte[] Untrained(string arguments)
    {
        _module.Run($"$model = New-DenseModel {arguments}").WithoutErrors();
        return Export();
    }

    private byte[] Trained(string arguments)
    {
        _module.Run(
            $"""
            $model = New-DenseModel {Usual} | Build-DenseModel
            $run = $train | Invoke-ModelTraining -Model $model -Epochs 2 {arguments}
            """).WithoutErrors();
        return Export();
    }

    private byte[] Export()
    {
        var file = _folder.File($"{_files++}");
        _module.Set("file", file);
        _module.Run("$model | Export-DenseModel $file").WithoutErrors();
        return File.ReadAllBytes(file);
    }
}

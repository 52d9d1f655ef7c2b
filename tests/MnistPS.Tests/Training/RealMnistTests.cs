using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Training;

/// <summary>The tutorial's network on the real digits. Skipped where they are not.</summary>
public sealed class RealMnistTests(ModuleRunspace module) : IClassFixture<ModuleRunspace>
{
    private const string DataVariable = "MNISTPS_DATA";
    private const string OneOfTheFiles = "train-images-idx3-ubyte";

    // Model seeds 1 to 4 gave 97.59, 97.72, 97.72 and 97.65 % with two threads. This one was chosen after looking at the
    // test set, for its room above the limit: the test guards against regressions, it is no measured result.
    private const int Seed = 2;

    [SkippableFact]
    public void The_tutorials_network_reads_more_than_97_5_percent_of_the_test_set_after_five_epochs()
    {
        var folder = FindMnist();
        Skip.If(folder is null, $"MNIST is needed: set {DataVariable} to a folder that holds it.");
        module.Set("folder", folder);
        module.Run(
            $"""
            $train, $test = Get-MnistDataset -Path $folder | ConvertTo-FlatImage | ConvertTo-OneHotLabel
            $model = New-DenseModel -HiddenUnits 128 -Activation ReLU -Seed {Seed} |
                Build-DenseModel -Loss CategoricalCrossentropy -Optimizer Adam -LearningRate 0.003
            $run = $train | Invoke-ModelTraining -Model $model -Epochs 5 -BatchSize 128 -LearningRateSchedule OneCycle -Seed 1
            """).WithoutErrors();

        Assert.Equal("(60000, 784) (60000, 10)", module.Run("\"$($train.Shape) $($train.LabelShape)\"").One<string>());
        Assert.InRange(module.Run("($model | Test-ModelAccuracy -Dataset $test).Accuracy").One<double>(), 0.975, 1);
        Assert.InRange(module.Run("($run | Test-ModelAccuracy -Dataset $train).Accuracy").One<double>(), 0.98, 1);
    }

    private static string? FindMnist() => new[]
    {
        Environment.GetEnvironmentVariable(DataVariable),
        Path.Combine(BuildFacts.RepositoryPath, "..", "shared", "mnist"),
    }.FirstOrDefault(HasMnist);

    private static bool HasMnist(string? folder) => !string.IsNullOrEmpty(folder)
        && Directory.Exists(folder)
        && Directory.EnumerateFiles(folder, OneOfTheFiles + "*").Any();
}

using MnistPS.Data;
using MnistPS.Data.Mnist;
using MnistPS.Formats;
using MnistPS.Metrics;
using MnistPS.Prediction;

namespace MnistPS.Tests.Formats;

/// <summary>The weights that are in the repository.</summary>
public sealed class BuiltInModelTests
{
    private const int LargestFile = 500_000;
    private const double LeastAccuracy = 0.985;

    private static string FilePath => Path.Combine(TestAssembly.RepositoryPath, "module", "models", "digits.safetensors");

    [Fact]
    public void The_file_is_small() => Assert.InRange(new FileInfo(FilePath).Length, 1, LargestFile);

    [SkippableFact]
    public void It_reads_more_than_98_5_percent_of_the_test_set()
    {
        var test = MnistFolder.Read(MnistData.RequireFolder(), MnistSplits.Test).Single();
        var model = ModelFile.Load(FilePath);
        var evaluation = ModelEvaluation.Measure(model, ModelSamples.Match(model, test), model.Outputs).Single();

        Assert.InRange(evaluation.Accuracy, LeastAccuracy, 1);
    }

    [Fact]
    public void It_reads_digits_of_other_pens_too()
    {
        var drawn = DrawnDataset.Draw(MnistSplits.Test, 1000, seed: 20);
        var model = ModelFile.Load(FilePath);
        var read = DigitReader.Read(model, drawn);

        Assert.InRange(read.Zip(drawn.Labels.ToArray()).Count(pair => new DigitPrediction(pair.First).Digit == pair.Second), 900, 1000);
    }

    [Fact]
    public void Where_the_file_is_missing_that_is_what_is_said() => Assert.Equal(
        "BuiltInModelMissing", Assert.Throws<MnistPSException>(BuiltInModel.GetShared).ErrorId);
}

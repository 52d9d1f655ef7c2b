using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using MnistPS.Data;
using MnistPS.Models;
using MnistPS.Prediction;
using MnistPS.Training;
using MnistPS.Training.Checkpoints;

namespace MnistPS.Tests.Training;

/// <summary>
/// Checkpoints that version 0.1.0 wrote after the second epoch (Fixtures/New-CheckpointFixture.ps1): they go on, and end with
/// the weights with which 0.1.0 ended. Not bit for bit, since another processor may form sums in another order.
/// </summary>
public sealed class EarlierVersionCheckpointTests : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("average", 5, StopReason.Completed)]
    [InlineData("plateau", 5, StopReason.Completed)]
    [InlineData("finished", 2, StopReason.EarlyStopping)]
    public void A_checkpoint_of_0_1_0_goes_on_to_the_weights_that_0_1_0_ended_with(string name, int epochs, StopReason reason)
    {
        var (checkpoint, expected) = Load(name);
        Assert.Equal(2, checkpoint.Epochs.Count);

        var samples = ModelSamples.Match(checkpoint.Model, Images());
        var run = Trainer.Resume(checkpoint, samples, checkpoint.Options with { Checkpoint = null }).Run();

        Assert.Equal((epochs, reason), (run.Epochs.Count, run.StopReason));
        var actual = Weights(run.Model);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);
    }

    private (Checkpoint Checkpoint, double[] Weights) Load(string name)
    {
        var repository = TestAssembly.RepositoryPath;
        var file = Path.Combine(repository, "tests/MnistPS.Core.Tests/Training/Fixtures/checkpoints-0.1.0.json");
        var entry = JsonNode.Parse(File.ReadAllText(file))![name]!;
        var path = Path.Combine(_folder, "state.safetensors");
        using (var packed = new GZipStream(
            new MemoryStream(Convert.FromBase64String((string)entry["checkpoint"]!)), CompressionMode.Decompress))
        using (var target = File.Create(path))
            packed.CopyTo(target);
        var words = ((string)entry["weights"]!).Split(' ').Where(word => !word.Contains('/', StringComparison.Ordinal));
        return (Checkpoint.Load(path), [.. words.Select(word => double.Parse(word, CultureInfo.InvariantCulture))]);
    }

    // As in the script: ink in the first, the second or the third row.
    private static DigitDataset Images()
    {
        var (pixels, labels) = (new byte[108], new byte[12]);
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = (byte)(i % 3);
            for (var j = 0; j < 3; j++)
                pixels[(9 * i) + (3 * (i % 3)) + j] = (byte)(255 - (10 * i) - (20 * j));
        }

        return new DigitDataset(pixels, labels, 3, 3, 3);
    }

    private static float[] Weights(DenseModel model) =>
        [.. model.Parameters.SelectMany(parameter => parameter.Value.Span.ToArray())];
}

using System.Text.Json.Nodes;
using MnistPS.Formats;
using MnistPS.Tests.Data;
using MnistPS.Training.Checkpoints;

namespace MnistPS.Tests.Formats;

/// <summary>
/// Files of version 0.1.0 still load, with every setting as it was: one of each optimizer, loss, layer, activation and initializer. The
/// fixtures are the headers that 0.1.0 wrote; the weights of the tests are zeros.
/// </summary>
public sealed class Version010Tests : IDisposable
{
    private static readonly string s_folder = Path.Combine(
        TestAssembly.RepositoryPath, "tests", "MnistPS.Core.Tests", "Formats", "Version010");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Fixtures =>
        [.. Directory.GetFiles(s_folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_model_file_loads_with_every_setting_as_it_was(string fixture)
    {
        var (path, header) = Write(fixture);
        var model = ModelFile.Load(path);
        var written = HandmadeFile.ArchitectureOf(JsonNode.Parse(header)!.AsObject());
        AssertIncludes(fixture, written, ModelArchitecture.Describe(model));
    }

    [Fact]
    public void A_checkpoint_loads_with_its_training()
    {
        var checkpoint = Checkpoint.Load(Write("checkpoint").Path);
        Assert.Equal([1, 2], checkpoint.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal((3, 16, 0.2), (checkpoint.Seed, checkpoint.Options.BatchSize, Math.Round(checkpoint.Options.ValidationSplit, 6)));
        Assert.Equal((3, true), (checkpoint.Options.EarlyStopping!.Patience, checkpoint.Options.EarlyStopping.RestoreBestWeights));
        Assert.Equal("adam", checkpoint.Model.Compilation!.Optimizer.Name);
    }

    private (string Path, string Header) Write(string fixture)
    {
        var header = File.ReadAllText(Path.Combine(s_folder, $"{fixture}.json"));
        var path = Path.Combine(_folder.Path, $"{fixture}.safetensors");
        HandmadeFile.Write(path, header, HandmadeFile.Zeros(header));
        return (path, header);
    }

    // What is new may be there as well.
    private static void AssertIncludes(string where, JsonNode? expected, JsonNode? actual)
    {
        if (expected is JsonObject fields)
        {
            foreach (var (name, value) in fields)
                AssertIncludes($"{where}.{name}", value, actual![name]);
        }
        else if (expected is JsonArray items)
        {
            Assert.Equal(items.Count, actual!.AsArray().Count);
            for (var i = 0; i < items.Count; i++)
                AssertIncludes($"{where}[{i}]", items[i], actual[i]);
        }
        else
        {
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(actual?.ToJsonString() ?? "null")), $"{where}: {expected} became {actual}.");
        }
    }
}

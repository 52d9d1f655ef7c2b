using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using MnistPS.Data;
using MnistPS.Formats;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Prediction;

namespace MnistPS.Tests.Formats;

public sealed class ModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_that_was_saved_and_loaded_predicts_the_same_bit_for_bit()
    {
        var model = CreateModel();
        ModelFile.Save(model, Model);
        var loaded = ModelFile.Load(Model);
        var image = DrawnDataset.Draw(MnistSplits.Train, 1, seed: 1).GetImage(0);

        Assert.Equal(DigitReader.Read(model, image).Probabilities, DigitReader.Read(loaded, image).Probabilities);
        Assert.Equal(model.SummaryText, loaded.SummaryText);
    }

    [Fact]
    public void A_file_of_version_0_1_0_with_a_k_above_the_classes_still_loads()
    {
        var model = CreateModel();
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam()) { TopK = 10 };
        ModelFile.Save(model, Model);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(Model));
        var altered = Regex.Replace(text, @"(top_k[^:]*:)10", "${1}99", RegexOptions.None, TimeSpan.FromSeconds(10));
        File.WriteAllBytes(Model, Encoding.Latin1.GetBytes(altered));

        Assert.NotEqual(text, altered);
        Assert.Equal(10, ModelFile.Load(Model).Compilation!.TopK);
    }

    [Fact]
    public void The_header_is_that_of_safetensors()
    {
        ModelFile.Save(CreateModel(), Model);
        var bytes = File.ReadAllBytes(Model);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var header = Encoding.UTF8.GetString(bytes, 8, length);

        Assert.Equal(0, length % 8);
        Assert.StartsWith("{", header, StringComparison.Ordinal);
        Assert.Contains("\"dense/kernel\":{\"dtype\":\"F32\",\"shape\":[784,16],\"data_offsets\":[0,50176]}", header, StringComparison.Ordinal);
        Assert.Equal(8 + length + (4 * CreateModel().ParameterCount), bytes.Length);
    }

    [Fact]
    public void Saving_replaces_a_file_and_leaves_no_other_behind()
    {
        File.WriteAllText(Model, "something else");
        ModelFile.Save(CreateModel(), Model);

        Assert.Equal([Model], Directory.GetFiles(_folder));
        Assert.NotNull(ModelFile.Load(Model));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(200)]
    [InlineData(-1)]
    public void A_truncated_file_is_refused(int length)
    {
        ModelFile.Save(CreateModel(), Model);
        var bytes = File.ReadAllBytes(Model);
        File.WriteAllBytes(Model, bytes[..(length < 0 ? bytes.Length + length : length)]);

        Assert.Equal("ModelFileInvalid", Assert.Throws<MnistPSException>(() => ModelFile.Load(Model)).ErrorId);
    }

    [Theory]
    [InlineData("/kernel", "/kernal")]
    [InlineData("784", "785")]
    [InlineData("Dense", "Dance")]
    [InlineData("F32", "F64")]
    [InlineData("mnistps-model", "another-model")]

    public void An_altered_header_is_refused(string from, string to)
    {
        ModelFile.Save(CreateModel(), Model);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(Model));
        var altered = text.Replace(from, to, StringComparison.Ordinal);
        File.WriteAllBytes(Model, Encoding.Latin1.GetBytes(altered));

        Assert.Equal("ModelFileInvalid", Assert.Throws<MnistPSException>(() => ModelFile.Load(Model)).ErrorId);
    }

    [Fact]
    public void A_header_that_announces_more_than_there_is_is_refused_before_anything_is_allocated()
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);
        File.WriteAllBytes(Model, bytes);

        Assert.Equal("ModelFileInvalid", Assert.Throws<MnistPSException>(() => ModelFile.Load(Model)).ErrorId);
    }

    private string Model => Path.Combine(_folder, "model.safetensors");

    private static DenseModel CreateModel()
    {
        var model = DenseModel.Create(784, [16], 10, ActivationCatalog.Get(ActivationKind.ReLU), "small", seed: 1);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam());
        return model;
    }
}

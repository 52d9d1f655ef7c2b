using System.Buffers.Binary;
using System.Text;
using MnistPS.Formats;
using MnistPS.Layers.Activations;
using MnistPS.Models;
using MnistPS.Tests.Data;

namespace MnistPS.Tests.Formats;

public sealed class WeightPrecisionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sixteen_bits_halve_the_file_and_keep_three_digits()
    {
        var model = Model();
        ModelFile.Save(model, _folder.File("full"));
        ModelFile.Save(model, _folder.File("half"), WeightPrecision.Float16);
        var loaded = ModelFile.Load(_folder.File("half"));

        Assert.Equal(
            new FileInfo(_folder.File("full")).Length - (2 * model.ParameterCount), new FileInfo(_folder.File("half")).Length, 64.0);
        Assert.All(Weights(model).Zip(Weights(loaded)), pair => Assert.Equal((float)(Half)pair.First, pair.Second));
    }

    // 1.5, -2 and 0.333… as other programs write them.
    [Theory]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    [InlineData("F32", 4)]
    [InlineData("F64", 8)]
    public void Numbers_of_other_programs_are_read(string type, int size)
    {
        double[] numbers = [1.5, -2, 1d / 3];
        var bytes = numbers.SelectMany(number => Encode(type, number)).ToArray();
        var header = Header(type, 3, 3 * size);
        WriteFile(header, bytes);
        var (shape, values) = SafeTensorsFile.Load(_folder.File("tensors")).Tensors["w"];

        Assert.Equal("(3)", shape.ToString());
        Assert.Equal([1.5f, -2f], values.Span[..2].ToArray());
        Assert.Equal(1f / 3, values.Span[2], type is "F32" or "F64" ? 0 : 0.002f);
    }

    [Theory]
    [InlineData("I64", 8, "only F32, F16, BF16, F64")]
    [InlineData("F8_E4M3", 1, "only F32, F16, BF16, F64")]
    public void Other_types_are_refused(string type, int size, string message)
    {
        WriteFile(Header(type, 1, size), new byte[size]);
        var error = Assert.Throws<MnistPSException>(() => SafeTensorsFile.Load(_folder.File("tensors")));

        Assert.Equal("ModelFileInvalid", error.ErrorId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_must_fit_the_type()
    {
        WriteFile(Header("F16", 2, 8), new byte[8]);

        Assert.Equal(
            "ModelFileInvalid", Assert.Throws<MnistPSException>(() => SafeTensorsFile.Load(_folder.File("tensors"))).ErrorId);
    }

    [Fact]
    public void A_double_that_is_no_float_is_refused()
    {
        WriteFile(Header("F64", 1, 8), BitConverter.GetBytes(1e300));

        Assert.Equal(
            "ModelFileInvalid", Assert.Throws<MnistPSException>(() => SafeTensorsFile.Load(_folder.File("tensors"))).ErrorId);
    }

    [Fact]
    public void A_weight_beyond_sixteen_bits_is_refused_and_no_file_is_left()
    {
        var model = Model();
        model.Parameters.First().Value.Span[0] = 1e6f;
        var error = Assert.Throws<MnistPSException>(
            () => ModelFile.Save(model, _folder.File("half"), WeightPrecision.Float16));

        Assert.Equal("WeightOutOfHalfRange", error.ErrorId);
        Assert.Contains("dense/kernel", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private static byte[] Encode(string type, double number) => type switch
    {
        "F16" => BitConverter.GetBytes((Half)number),
        "BF16" => BitConverter.GetBytes((float)number)[2..],
        "F32" => BitConverter.GetBytes((float)number),
        _ => BitConverter.GetBytes(number),
    };

    private static string Header(string type, int count, int bytes) =>
        $$$"""{"w":{"dtype":"{{{type}}}","shape":[{{{count}}}],"data_offsets":[0,{{{bytes}}}]}}""";

    private void WriteFile(string header, byte[] content)
    {
        var bytes = new byte[8 + header.Length + content.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        Encoding.UTF8.GetBytes(header).CopyTo(bytes, 8);
        content.CopyTo(bytes, 8 + header.Length);
        _folder.Write("tensors", bytes);
    }

    private static IEnumerable<float> Weights(DenseModel model) =>
        model.Parameters.SelectMany(parameter => parameter.Value.Span.ToArray());

    private static DenseModel Model() => DenseModel.Create(784, [16], 10, ActivationCatalog.Get(ActivationKind.ReLU), "small", seed: 1);
}

using System.Text.Json.Nodes;
using MnistPS.Formats;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Tests.Data;

namespace MnistPS.Tests.Formats;

/// <summary>Files that lie: about types, sizes and numbers. Each is refused in words of this module, before it takes memory.</summary>
public sealed class UntrustedModelFileTests : IDisposable
{
    private static readonly string[] s_wordsOfDotNet =
    [
        "Object reference", "node must", "JsonNode", "JsonArray", "JsonElement", "JsonObject", "JsonValue", "System.", "Int32", "Single",
        "Nullable", "given key", "Sequence contains", "Index was", "Parameter '", "Value cannot be null", "could not be converted",
        "was out of range", "BytePositionInLine", "Arithmetic operation", "Specified cast", "dictionary",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly JsonObject _header;
    private readonly byte[] _data;

    public UntrustedModelFileTests()
    {
        _path = Path.Combine(_folder.Path, "model.safetensors");
        var input = new InputLayer(new Shape(2, 2), "in");
        var hidden = new DenseLayer(new DropoutLayer(new FlattenLayer(input), 0.1f), 3, new DenseOptions { L2 = 0.5f });
        var normalized = new ActivationLayer(
            new BatchNormalizationLayer(new RescalingLayer(new GaussianNoiseLayer(hidden, 1), 2)), ActivationCatalog.Get("elu(0.5)"));
        var output = new DenseLayer(
            new ConcatenateLayer([new AddLayer([hidden, normalized]), hidden]),
            2,
            new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax) });
        var model = new DenseModel([output], seed: 1);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam()) { LossWeights = [1], TopK = 1 };
        ModelFile.Save(model, _path);
        (_header, _data) = HandmadeFile.Read(_path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whatever_stands_in_the_place_of_a_part_of_the_architecture_the_error_says_what_is_wrong_in_plain_words()
    {
        var architecture = HandmadeFile.ArchitectureOf(_header);
        AssertEachChangeIsRefusedPlainly(architecture, changed => HandmadeFile.With(_header, changed));
    }

    [Fact]
    public void Whatever_stands_in_the_place_of_a_part_of_the_header_the_error_says_what_is_wrong_in_plain_words() =>
        AssertEachChangeIsRefusedPlainly(_header, changed => changed.ToJsonString());

    [Theory]
    [InlineData("{")]
    [InlineData("{]")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":tru}")]
    public void A_header_that_is_no_JSON_is_refused_in_plain_words(string header) => AssertPlain(header);

    [Fact]
    public void Deep_JSON_is_refused() => AssertPlain(
        HandmadeFile.With(_header, JsonNode.Parse($"{{\"version\":1,\"layers\":{new string('[', 60)}{new string(']', 60)}}}")!)
            .Replace("\\u0022version\\u0022", $"\\u0022x\\u0022:{new string('[', 5000)}{new string(']', 5000)},\\u0022version\\u0022", StringComparison.Ordinal));

    [Theory]
    [InlineData("[\"dense_1\"]", "cyc")]
    [InlineData("[\"dense\"]", "itself")]
    [InlineData("[\"in\",\"in\"]", "two")]
    [InlineData("[]", "none")]
    public void A_layer_that_reads_from_a_later_one_itself_or_too_many_is_refused(string inbound, string why)
    {
        Assert.NotEmpty(why);
        var architecture = HandmadeFile.ArchitectureOf(_header);
        var dense = architecture["layers"]!.AsArray().Single(layer => (string)layer!["name"]! == "dense")!;
        dense["inbound"] = JsonNode.Parse(inbound);
        Assert.Equal("ModelFileInvalid", AssertPlain(HandmadeFile.With(_header, architecture)).ErrorId);
    }

    [Fact]
    public void A_small_file_whose_layers_would_take_gigabytes_for_one_image_is_refused_before_it_takes_memory()
    {
        // 15 kB: 150 layers over 60 million numbers each.
        var layers = Enumerable.Range(0, 150).Select(i => Layer("Dropout", $"d{i}", i == 0 ? "in" : $"d{i - 1}", """{"rate":0.5}"""));
        AssertTooLarge("ModelTooLarge", Model(Input(60_000_000), layers, "d149"));
    }

    [Fact]
    public void A_hundred_thousand_layers_are_refused_before_they_take_memory()
    {
        var layers = Enumerable.Range(0, 100_000).Select(i => Layer("Flatten", $"f{i}", i == 0 ? "in" : $"f{i - 1}", "{}"));
        AssertTooLarge("ModelTooLarge", Model(Input(65_536), layers, "f99999"), allocated: 2_000_000_000);
    }

    [Theory]
    [InlineData(2_000_000_000, 65_536)]
    [InlineData(65_536, 65_536)]
    public void A_layer_of_more_weights_than_an_array_holds_is_refused(int inputs, int units) => AssertTooLarge(
        "LayerTooLarge", Model(Input(inputs), [Dense("d", "in", units)], "d"));

    [Fact]
    public void A_concatenation_that_doubles_forty_times_is_refused()
    {
        var layers = Enumerable.Range(0, 40).Select(i => Layer(
            "Concatenate", $"c{i}", i == 0 ? "in\",\"in" : $"c{i - 1}\",\"c{i - 1}", "{}"));
        AssertTooLarge("ModelFileInvalid", Model(Input(784), layers, "c39"));
    }

    [Fact]
    public void A_model_of_more_weights_than_an_array_holds_is_refused_when_it_is_made()
    {
        var hidden = new DenseLayer(new DenseLayer(new InputLayer(new Shape(40_000)), 40_000), 40_000);
        var error = Assert.Throws<MnistPSException>(() => new DenseModel([hidden]));
        Assert.Equal("ModelTooLarge", error.ErrorId);
        Assert.Contains("3,200,0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(2_000_000_000)]
    public void A_batch_that_memory_cannot_hold_is_refused_before_it_takes_any(int rows)
    {
        var model = DenseModel.Create(784, [1024], 10, Activation.Linear);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<MnistPSException>(() => model.Predict(rows, _ => { }, _ => { }));
        Assert.Equal("MemoryInsufficient", error.ErrorId);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Weights_that_are_no_numbers_are_neither_written_nor_read_unless_asked_for(float odd)
    {
        var model = DenseModel.Create(4, [3], 2, Activation.Linear, seed: 1);
        model.Parameters.First().Value.Span[5] = odd;
        foreach (var precision in Enum.GetValues<WeightPrecision>())
        {
            Assert.Equal("WeightNotFinite", Assert.Throws<MnistPSException>(() => ModelFile.Save(model, _path, precision)).ErrorId);
            Assert.Equal(_data, HandmadeFile.Read(_path).Data);
        }

        foreach (var precision in Enum.GetValues<WeightPrecision>())
        {
            var path = Path.Combine(_folder.Path, $"{precision}.safetensors");
            ModelFile.Save(model, path, precision, allowNonFinite: true);
            var error = Assert.Throws<MnistPSException>(() => ModelFile.Load(path));
            Assert.Equal("WeightNotFinite", error.ErrorId);
            Assert.Contains("dense/kernel", error.Message, StringComparison.Ordinal);
            Assert.Equal(odd, ModelFile.Load(path, allowNonFinite: true).Parameters.First().Value.Span[5]);
        }
    }

    [Theory]
    [InlineData("F32", 0x7FC00000u, 4)]
    [InlineData("F32", 0x7F800000u, 4)]
    [InlineData("BF16", 0x7FC0u, 2)]
    [InlineData("BF16", 0xFF80u, 2)]
    [InlineData("F16", 0x7E00u, 2)]
    [InlineData("F16", 0x7C00u, 2)]
    [InlineData("F64", 0x7FF80000u, 8)]
    public void No_encoding_lets_them_in(string type, uint bits, int size)
    {
        var number = new byte[size];
        for (var i = 0; i < Math.Min(size, 4); i++)
            number[(size == 8 ? 4 : 0) + i] = (byte)(bits >> (8 * i));
        HandmadeFile.Write(_path, $$$"""{"x":{"dtype":"{{{type}}}","shape":[1],"data_offsets":[0,{{{size}}}]}}""", number);
        Assert.Equal("WeightNotFinite", Assert.Throws<MnistPSException>(() => SafeTensorsFile.Load(_path)).ErrorId);
        Assert.False(float.IsFinite(SafeTensorsFile.Load(_path, allowNonFinite: true).Tensors["x"].Values.Span[0]));
    }

    // Each part, in turn, becomes something else, or goes.
    private void AssertEachChangeIsRefusedPlainly(JsonObject whole, Func<JsonNode, string> headerOf)
    {
        var refused = 0;
        foreach (var part in PartsOf(whole, []))
        {
            foreach (var replacement in new[] { null, "null", "-1", "0", "1e99", "0.5", "\"x\\u001b[31m\"", "true", "[]", "[[]]", "{}", "{\"x\":1}" })
            {
                var changed = whole.DeepClone();
                Replace(changed, part, replacement);
                HandmadeFile.Write(_path, headerOf(changed), _data);
                if (Record.Exception(() => ModelFile.Load(_path)) is not { } error)
                    continue;
                AssertPlain(error, $"{string.Join('.', part)} = {replacement ?? "nothing"}");
                refused++;
            }
        }

        Assert.True(refused > 100);
    }

    private MnistPSException AssertPlain(string header)
    {
        HandmadeFile.Write(_path, header, _data);
        return AssertPlain(Assert.ThrowsAny<Exception>(() => ModelFile.Load(_path)), header);
    }

    private static MnistPSException AssertPlain(Exception error, string change)
    {
        var known = Assert.IsType<MnistPSException>(error);
        Assert.True(known.ErrorId is "ModelFileInvalid" or "ModelTooLarge" or "LayerTooLarge", $"{change}: {known.ErrorId}");
        Assert.All(s_wordsOfDotNet, word => Assert.False(
            known.Message.Contains(word, StringComparison.Ordinal), $"{change}: {known.Message}"));
        Assert.DoesNotContain(known.Message, char.IsControl);
        return known;
    }

    private void AssertTooLarge(string id, string architecture, long allocated = 50_000_000)
    {
        HandmadeFile.Write(_path, HandmadeFile.With(_header, JsonNode.Parse(architecture)!), _data);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<MnistPSException>(() => ModelFile.Load(_path));
        Assert.Equal(id, error.ErrorId);
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, allocated);
    }

    private static string Model(string input, IEnumerable<string> layers, string output) =>
        $$"""{"version":1,"name":"m","seed":1,"layers":[{{input}},{{string.Join(',', layers)}}],"inputs":["in"],"outputs":["{{output}}"]}""";

    private static string Input(int size) =>
        $$$"""{"kind":"Input","name":"in","inbound":[],"settings":{"shape":[{{{size}}}]}}""";

    private static string Dense(string name, string inbound, int units) => Layer("Dense", name, inbound, $$"""
        {"units":{{units}},"activation":"linear","use_bias":false,"kernel_initializer":"zeros","bias_initializer":"zeros","l1":0,"l2":0}
        """);

    private static string Layer(string kind, string name, string inbound, string settings) =>
        $$"""{"kind":"{{kind}}","name":"{{name}}","inbound":["{{inbound}}"],"settings":{{settings}}}""";

    private static IEnumerable<object[]> PartsOf(JsonNode? node, object[] path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => PartsOf(field.Value, [.. path, field.Key]))
            .Concat(fields.Select(field => (object[])[.. path, field.Key])),
        JsonArray items => items.SelectMany((item, i) => PartsOf(item, [.. path, i]))
            .Concat(items.Select((_, i) => (object[])[.. path, i])),
        _ => [],
    };

    private static void Replace(JsonNode whole, object[] part, string? replacement)
    {
        var owner = part[..^1].Aggregate(whole, (node, step) => step is int index ? node[index]! : node[(string)step]!);
        var value = replacement is null ? null : JsonNode.Parse(replacement);
        if (part[^1] is int last && replacement is null)
            owner.AsArray().RemoveAt(last);
        else if (part[^1] is int position)
            owner.AsArray()[position] = value;
        else if (replacement is null)
            owner.AsObject().Remove((string)part[^1]);
        else
            owner[(string)part[^1]] = value;
    }
}

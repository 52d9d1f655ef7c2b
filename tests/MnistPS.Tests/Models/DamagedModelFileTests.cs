using System.Buffers.Binary;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>A file that is not what Export-DenseModel wrote: one error of one id, and never the end of the process.</summary>
public sealed class DamagedModelFileTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private const int LengthBytes = 8;
    private const string Architecture = "architecture";

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();
    private readonly string _file;
    private readonly byte[] _whole;

    public DamagedModelFileTests(ModuleRunspace module)
    {
        _module = module;
        _file = _folder.File("model.safetensors");
        module.Set("file", _file);
        module.Run(
            """
            New-DenseModel -HiddenUnits 4 -InputSize 6 -OutputUnits 3 -Seed 1 | Build-DenseModel |
                Export-DenseModel $file
            """).WithoutErrors();
        _whole = File.ReadAllBytes(_file);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(-1)]
    [InlineData(-40)]
    public void A_truncated_file_is_refused(int length) =>
        Refuses(_whole[..(length < 0 ? _whole.Length + length : length)]);

    [Fact]
    public void A_file_with_something_after_its_end_is_refused() => Refuses([.. _whole, 0]);

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(1UL << 40)]
    [InlineData(ulong.MaxValue)]
    public void A_header_of_another_length_is_refused(ulong length)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_whole, length);

        Refuses(_whole);
    }

    [Theory]
    [InlineData("\"F32\"", "\"F64\"")]
    [InlineData("\"F32\"", "\"I32\"")]
    [InlineData("\"shape\":[6,4]", "\"shape\":[4,6]")]
    [InlineData("\"shape\":[6,4]", "\"shape\":[6,5]")]
    [InlineData("\"shape\":[6,4]", "\"shape\":[0,4]")]
    [InlineData("\"shape\":[6,4]", "\"shape\":[-6,-4]")]
    [InlineData("\"shape\":[6,4]", "\"shape\":[]")]
    [InlineData("\"shape\":[6,4]", "\"shape\":6")]
    [InlineData("\"shape\":[6,4]", "\"shape\":[6,99999999999]")]
    [InlineData("\"data_offsets\":[0,96]", "\"data_offsets\":[0,92]")]
    [InlineData("\"data_offsets\":[0,96]", "\"data_offsets\":[-4,92]")]
    [InlineData("\"data_offsets\":[0,96]", "\"data_offsets\":[0]")]
    [InlineData("\"data_offsets\":[0,96]", "\"data_offsets\":\"x\"")]
    [InlineData("\"dtype\"", "\"kind\"")]
    [InlineData("dense/kernel", "dense/colonel")]
    [InlineData("mnistps-model", "another-format")]
    [InlineData("\"__metadata__\":{", "\"__metadata__\":{\"a\":1,")]
    public void An_altered_header_is_refused(string before, string after) => Refuses(WithHeader(Replace(before, after)));

    [Theory]
    [InlineData("units")]
    [InlineData("activation")]
    [InlineData("use_bias")]
    [InlineData("kernel_initializer")]
    public void A_layer_without_a_setting_is_refused(string setting) =>
        RefusesArchitecture(architecture => Settings(architecture, layer: 1).Remove(setting));

    [Theory]
    [InlineData("units", "-1")]
    [InlineData("units", "0")]
    [InlineData("units", "5")]
    [InlineData("units", "1e99")]
    [InlineData("units", "\"four\"")]
    [InlineData("units", "null")]
    [InlineData("activation", "\"magic\"")]
    [InlineData("activation", "7")]
    [InlineData("kernel_initializer", "\"magic\"")]
    public void A_layer_with_a_senseless_setting_is_refused(string setting, string value) =>
        RefusesArchitecture(architecture => Settings(architecture, layer: 1)[setting] = JsonNode.Parse(value));

    [Theory]
    [InlineData("layers")]
    [InlineData("inputs")]
    [InlineData("outputs")]
    [InlineData("version")]
    [InlineData("seed")]
    public void An_architecture_that_lacks_a_part_is_refused(string part) =>
        RefusesArchitecture(architecture => architecture.Remove(part));

    [Theory]
    [InlineData("inputs", "[\"dense\"]")]
    [InlineData("inputs", "[]")]
    [InlineData("inputs", "[\"nobody\"]")]
    [InlineData("outputs", "[]")]
    [InlineData("outputs", "[\"dense_1\",\"dense_1\"]")]
    [InlineData("outputs", "7")]
    [InlineData("version", "99")]
    [InlineData("layers", "[]")]
    [InlineData("layers", "[1]")]
    public void An_architecture_that_makes_no_sense_is_refused(string part, string value) =>
        RefusesArchitecture(architecture => architecture[part] = JsonNode.Parse(value));

    [Theory]
    [InlineData("kind", "\"Dancing\"")]
    [InlineData("kind", "null")]
    [InlineData("name", "\"input_layer\"")]
    [InlineData("name", "\"a/b\"")]
    [InlineData("name", "null")]
    [InlineData("inbound", "[]")]
    [InlineData("inbound", "[\"dense\"]")]
    [InlineData("inbound", "null")]
    public void A_layer_that_makes_no_sense_is_refused(string part, string value) =>
        RefusesArchitecture(architecture => architecture["layers"]![1]![part] = JsonNode.Parse(value));

    [Theory]
    [InlineData("name", "\"magic\"")]
    [InlineData("settings", "{\"learning_rate\":-1}")]
    public void An_optimizer_that_makes_no_sense_is_refused(string part, string value) =>
        RefusesArchitecture(architecture => architecture["compilation"]!["optimizer"]![part] = JsonNode.Parse(value));

    [Fact]
    public void The_tensors_of_another_program_are_refused()
    {
        var header = Header();
        header.Remove("__metadata__");

        Assert.Contains("architecture", Refuses(WithHeader(header.ToJsonString())), StringComparison.Ordinal);
    }

    private void RefusesArchitecture(Action<JsonObject> change)
    {
        var header = Header();
        var metadata = header["__metadata__"]!.AsObject();
        var architecture = JsonNode.Parse((string)metadata[Architecture]!)!.AsObject();
        change(architecture);
        metadata[Architecture] = architecture.ToJsonString();
        Refuses(WithHeader(header.ToJsonString()));
    }

    private string Refuses(byte[] content)
    {
        File.WriteAllBytes(_file, content);
        var error = _module.FailsWith(
            "ModelFileInvalid", ErrorCategory.InvalidData, "ImportDenseModel", "Import-DenseModel -LiteralPath $file");

        Assert.Contains(_file, error.Exception.Message, StringComparison.Ordinal);
        return error.Exception.Message;
    }

    private static JsonObject Settings(JsonObject architecture, int layer) =>
        architecture["layers"]![layer]!["settings"]!.AsObject();

    private int HeaderLength => (int)BinaryPrimitives.ReadUInt64LittleEndian(_whole);

    private string HeaderText => Encoding.UTF8.GetString(_whole, LengthBytes, HeaderLength);

    private JsonObject Header() => JsonNode.Parse(HeaderText)!.AsObject();

    private string Replace(string before, string after)
    {
        Assert.Contains(before, HeaderText, StringComparison.Ordinal);
        return HeaderText.Replace(before, after, StringComparison.Ordinal);
    }

    private byte[] WithHeader(string header)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        return [.. length, .. json, .. _whole[(LengthBytes + HeaderLength)..]];
    }
}

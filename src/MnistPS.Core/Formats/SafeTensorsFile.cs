using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistPS.Files;
using MnistPS.Numerics;

namespace MnistPS.Formats;

/// <summary>
/// The safetensors format: 8 bytes with the length of a JSON header, the header with name, type, shape and place of each
/// tensor, and the numbers. Nothing in it can run code, so that a file from somebody else is safe to read.
/// See https://github.com/huggingface/safetensors.
/// </summary>
public sealed class SafeTensorsFile
{
    private const string MetadataKey = "__metadata__";
    private const int LengthBytes = sizeof(ulong);
    private const long MaximumHeaderBytes = 100_000_000;

    /// <summary>Words that describe the content.</summary>
    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>The tensors by name, in the order of the file.</summary>
    public Dictionary<string, (Shape Shape, Matrix Values)> Tensors { get; } = [];

    /// <summary>Adds a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">Its numbers, as many as the shape says.</param>
    public void Add(string name, Shape shape, Matrix values) => Tensors.Add(name, (shape, values));

    /// <summary>Writes the file under a temporary name and moves it into place: it is there whole or not at all.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="precision">In how many bits the numbers are written.</param>
    /// <exception cref="MnistPSException">A number is too large for 16 bits (<c>WeightOutOfHalfRange</c>).</exception>
    public void Save(string path, WeightPrecision precision = WeightPrecision.Float32) =>
        AtomicFile.Write(path, stream => Write(stream, TensorEncoding.Of(precision)));

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="MnistPSException">It is not a whole and regular safetensors file of numbers of 32, 16 (both kinds) or
    /// 64 bits.</exception>
    public static SafeTensorsFile Load(string path)
    {
        using var stream = RegularFile.OpenRead(path);
        try
        {
            return Read(stream);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or EndOfStreamException
            or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException
            or IndexOutOfRangeException or ArgumentException or MnistPSException)
        {
            throw new MnistPSException(
                "ModelFileInvalid",
                ErrorKind.InvalidData,
                $"'{path}' is not a whole safetensors file: {error.Message} Export the model anew.",
                error);
        }
    }

    private void Write(Stream stream, TensorEncoding encoding)
    {
        var header = new JsonObject();
        if (Metadata.Count > 0)
            header[MetadataKey] = new JsonObject(Metadata.Select(
                entry => KeyValuePair.Create(entry.Key, (JsonNode?)JsonValue.Create(entry.Value))));
        long position = 0;
        foreach (var (name, (shape, _)) in Tensors)
        {
            var end = position + ((long)shape.Size * encoding.Size);
            header[name] = new JsonObject
            {
                ["dtype"] = encoding.Name,
                ["shape"] = new JsonArray([.. shape.ToArray().Select(axis => (JsonNode)axis)]),
                ["data_offsets"] = new JsonArray(position, end),
            };
            position = end;
        }

        // Spaces fill the header up, so that the numbers begin at a multiple of 8.
        var json = Encoding.UTF8.GetBytes(header.ToJsonString());
        var padded = (json.Length + LengthBytes - 1) / LengthBytes * LengthBytes;
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded);
        stream.Write(length);
        stream.Write(json);
        stream.Write(Encoding.UTF8.GetBytes(new string(' ', padded - json.Length)));
        foreach (var (name, (_, values)) in Tensors)
            encoding.Write(stream, name, values.Span);
    }

    private static SafeTensorsFile Read(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[LengthBytes];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaximumHeaderBytes || (long)length > stream.Length - LengthBytes)
            throw new InvalidDataException($"Its header would be {length:N0} bytes long.");

        var json = new byte[length];
        stream.ReadExactly(json);
        if (json.Length == 0 || json[0] != (byte)'{')
            throw new InvalidDataException("Its header does not begin with '{'.");
        using var header = JsonDocument.Parse(json);
        return ReadTensors(stream, header.RootElement);
    }

    private static SafeTensorsFile ReadTensors(Stream stream, JsonElement header)
    {
        var file = new SafeTensorsFile();
        var begin = stream.Position;
        foreach (var entry in header.EnumerateObject().Where(entry => entry.Name != MetadataKey).OrderBy(Begin))
            file.ReadTensor(stream, begin, entry);
        if (stream.Position != stream.Length)
            throw new InvalidDataException($"{stream.Length - stream.Position:N0} bytes follow the last tensor.");
        if (header.TryGetProperty(MetadataKey, out var metadata))
        {
            foreach (var entry in metadata.EnumerateObject())
                file.Metadata.Add(entry.Name, entry.Value.GetString()!);
        }

        return file;
    }

    private void ReadTensor(Stream stream, long begin, JsonProperty entry)
    {
        var encoding = TensorEncoding.Of(entry.Value.GetProperty("dtype").GetString(), entry.Name);
        var shape = new Shape([.. entry.Value.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32())]);
        var (from, to) = (Begin(entry), entry.Value.GetProperty("data_offsets")[1].GetInt64());
        if (begin + from != stream.Position || to - from != (long)shape.Size * encoding.Size || begin + to > stream.Length)
            throw new InvalidDataException($"The tensor '{entry.Name}' {shape} does not lie from byte {from} to {to}.");

        var rows = shape.Count == 2 ? shape[0] : 1;
        var values = new Matrix(rows, shape.Size / rows);
        encoding.Read(stream, values.Span);
        if (!Tensors.TryAdd(entry.Name, (shape, values)))
            throw new InvalidDataException($"The tensor '{entry.Name}' is there twice.");
    }

    private static long Begin(JsonProperty entry) => entry.Value.GetProperty("data_offsets")[0].GetInt64();
}

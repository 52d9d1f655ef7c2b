using System.Buffers.Binary;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistPS.Files;
using MnistPS.Numerics;
using MnistPS.Settings;

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
    /// <param name="allowNonFinite">Whether numbers may be infinite or NaN.</param>
    /// <param name="options">What may happen to a file that is there. Default: it is replaced unless it is read-only.</param>
    /// <exception cref="MnistPSException">
    /// A number is too large for 16 bits (<c>WeightOutOfHalfRange</c>), or infinite or NaN (<c>WeightNotFinite</c>); or the file
    /// may not be written: see <see cref="AtomicFile.Check"/>.
    /// </exception>
    public void Save(
        string path,
        WeightPrecision precision = WeightPrecision.Float32,
        bool allowNonFinite = false,
        FileWriteOptions? options = null)
    {
        if (!allowNonFinite)
            CheckFinite($"'{path}' is not written");
        AtomicFile.Write(path, stream => Write(stream, TensorEncoding.Of(precision)), options);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="allowNonFinite">Whether numbers may be infinite or NaN.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="MnistPSException">
    /// It is not a whole and regular safetensors file of numbers of 32, 16 (both kinds) or 64 bits (<c>ModelFileInvalid</c>),
    /// or a number is infinite or NaN (<c>WeightNotFinite</c>).
    /// </exception>
    public static SafeTensorsFile Load(string path, bool allowNonFinite = false)
    {
        var file = Open(path);
        if (!allowNonFinite)
            file.CheckFinite($"'{path}' is not read");
        return file;
    }

    private static SafeTensorsFile Open(string path)
    {
        using var stream = RegularFile.OpenRead(path);
        try
        {
            return Read(stream);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or MnistPSException)
        {
            var why = error is EndOfStreamException ? "it ends too early." : error.Message;
            throw new MnistPSException(
                "ModelFileInvalid",
                ErrorKind.InvalidData,
                $"'{path}' is not a whole safetensors file: {why} Export the model anew.",
                error);
        }
    }

    private void CheckFinite(string consequence)
    {
        foreach (var (name, (_, values)) in Tensors)
        {
            if (TensorPrimitives.IsFiniteAll<float>(values.Span))
                continue;
            var odd = values.Span.ToArray().First(value => !float.IsFinite(value));
            throw new MnistPSException(
                "WeightNotFinite",
                ErrorKind.InvalidData,
                $"{consequence}: the tensor {JsonSerializer.Serialize(name)} holds {odd.ToString(CultureInfo.InvariantCulture)}, with "
                + "which a network computes nothing. Non-finite numbers have to be asked for.");
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
            throw new InvalidDataException($"its header would be {length:N0} bytes long.");

        var json = new byte[length];
        stream.ReadExactly(json);
        if (json.Length == 0 || json[0] != (byte)'{')
            throw new InvalidDataException("its header does not begin with '{'.");
        return ReadTensors(stream, JsonFields.Parse(json, "the header"));
    }

    private static SafeTensorsFile ReadTensors(Stream stream, JsonFields header)
    {
        var file = new SafeTensorsFile();
        var begin = stream.Position;
        foreach (var place in header.Names.Where(name => name != MetadataKey).Select(name => TensorPlace.Read(header, name)).OrderBy(place => place.From))
            file.ReadTensor(stream, begin, place);
        if (stream.Position != stream.Length)
            throw new InvalidDataException($"{stream.Length - stream.Position:N0} bytes follow the last tensor.");
        if (header.Find(MetadataKey) is not { } metadata)
            return file;
        var texts = new JsonFields(metadata, "the metadata");
        foreach (var name in texts.Names)
            file.Metadata.Add(name, texts.Text(name));
        return file;
    }

    private void ReadTensor(Stream stream, long begin, TensorPlace place)
    {
        var (shape, encoding) = (place.Shape, place.Encoding);
        var fits = place.From == stream.Position - begin && place.To <= stream.Length - begin
            && place.To - place.From == (long)shape.Size * encoding.Size;
        if (!fits)
            throw new InvalidDataException($"{place.Owner} {shape} does not lie from byte {place.From} to {place.To}.");

        var rows = shape.Count == 2 ? shape[0] : 1;
        var values = new Matrix(rows, shape.Size / rows);
        encoding.Read(stream, values.Span);
        Tensors.Add(place.Name, (shape, values));
    }

    /// <summary>What the header says of a tensor.</summary>
    private sealed record TensorPlace(string Name, string Owner, TensorEncoding Encoding, Shape Shape, long From, long To)
    {
        internal static TensorPlace Read(JsonFields header, string name)
        {
            var owner = $"the tensor {JsonSerializer.Serialize(name)}";
            var fields = header.Fields(name, owner);
            var offsets = fields.Wholes("data_offsets");
            if (offsets.Count != 2)
                throw new InvalidDataException($"{owner} has {offsets.Count} offsets; a begin and an end are needed.");
            var axes = fields.Wholes("shape").Select(axis => axis is > 0 and <= int.MaxValue ? (int)axis : 0);
            return new TensorPlace(name, owner, TensorEncoding.Of(fields.Text("dtype"), owner), new Shape([.. axes]), offsets[0], offsets[1]);
        }
    }
}

using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace MnistPS.Tests.Formats;

/// <summary>A safetensors file put together by hand, as somebody else may have written it.</summary>
internal static class HandmadeFile
{
    private const string Metadata = "__metadata__";
    private const string Architecture = "architecture";

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="header">Its header.</param>
    /// <param name="data">What follows.</param>
    internal static void Write(string path, string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        File.WriteAllBytes(path, [.. length, .. json, .. data]);
    }

    /// <summary>As many zeros as the tensors of a header take.</summary>
    internal static byte[] Zeros(string header) => new byte[JsonNode.Parse(header)!.AsObject()
        .Where(entry => entry.Key != Metadata)
        .Max(entry => (long)entry.Value!["data_offsets"]![1]!)];

    /// <summary>Header and data of a file.</summary>
    internal static (JsonObject Header, byte[] Data) Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return (JsonNode.Parse(bytes.AsSpan(sizeof(ulong), length))!.AsObject(), bytes[(sizeof(ulong) + length)..]);
    }

    /// <summary>The architecture in a header.</summary>
    internal static JsonObject ArchitectureOf(JsonObject header) =>
        JsonNode.Parse((string)header[Metadata]![Architecture]!)!.AsObject();

    /// <summary>Puts another architecture into a header.</summary>
    internal static string With(JsonObject header, JsonNode architecture)
    {
        var changed = header.DeepClone();
        changed[Metadata]![Architecture] = architecture.ToJsonString();
        return changed.ToJsonString();
    }
}

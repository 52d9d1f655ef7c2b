using System.Text.Json.Nodes;

namespace MnistPS.Formats;

/// <summary>Settings that were read from a file, by name. One that is missing is a damaged file.</summary>
/// <param name="values">The settings.</param>
internal sealed class Settings(JsonObject values)
{
    internal string Text(string name) => (string)Find(name)!;

    internal int Whole(string name) => (int)Find(name)!;

    internal float Number(string name) => (float)Find(name)!;

    internal bool Flag(string name) => (bool)Find(name)!;

    internal int[] Wholes(string name) => [.. Find(name)!.AsArray().Select(item => (int)item!)];

    internal float? OptionalNumber(string name) => (float?)values[name];

    internal bool? OptionalFlag(string name) => (bool?)values[name];

    private JsonNode? Find(string name) => values.TryGetPropertyValue(name, out var value)
        ? value
        : throw new InvalidDataException($"the setting '{name}' is missing.");
}

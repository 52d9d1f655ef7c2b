using System.Text.Json;
using MnistPS.Numerics;

namespace MnistPS.Settings;

/// <summary>
/// The fields of a JSON object that somebody else has written. What is missing, twice there or of another type is refused with
/// its name and its text.
/// </summary>
public sealed class JsonFields : ISettingSource
{
    private const int LongestQuote = 60;

    private readonly string _owner;
    private readonly Dictionary<string, JsonElement> _fields = [];

    /// <summary>Reads an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="owner">What messages call it: <c>the layer 'dense'</c>.</param>
    /// <exception cref="InvalidDataException">It is no object, or a field is there twice.</exception>
    public JsonFields(JsonElement element, string owner)
    {
        _owner = owner;
        if (element.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"{owner} must be an object, and is {Quote(element)}.");
        foreach (var field in element.EnumerateObject())
        {
            if (!_fields.TryAdd(field.Name, field.Value))
                throw new InvalidDataException($"{owner} has {JsonSerializer.Serialize(field.Name)} twice.");
        }
    }

    /// <summary>Reads JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="owner">What messages call it.</param>
    /// <returns>The fields.</returns>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static JsonFields Parse(string json, string owner) => Parse(System.Text.Encoding.UTF8.GetBytes(json), owner);

    /// <summary>Reads JSON text.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <param name="owner">What messages call it.</param>
    /// <returns>The fields.</returns>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static JsonFields Parse(ReadOnlyMemory<byte> utf8, string owner)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return new JsonFields(document.RootElement.Clone(), owner);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                $"{owner} is no JSON, or nests too deep, at line {error.LineNumber + 1}, byte {error.BytePositionInLine}.", error);
        }
    }

    /// <summary>A part of foreign JSON for a message: control characters are escaped, long text is cut.</summary>
    /// <param name="element">The part.</param>
    /// <returns>The text.</returns>
    public static string Quote(JsonElement element)
    {
        var text = element.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? JsonSerializer.Serialize(element)
            : element.ValueKind == JsonValueKind.String ? JsonSerializer.Serialize(element.GetString()) : element.GetRawText();
        return text.Length <= LongestQuote ? text : $"{text[..LongestQuote]}…";
    }

    /// <summary>Names of the fields.</summary>
    public IReadOnlyCollection<string> Names => _fields.Keys;

    /// <summary>A text.</summary>
    /// <param name="name">Name of the field.</param>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidDataException">It is missing or something else.</exception>
    public string Text(string name) =>
        Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw Wrong(name, "a text");

    /// <summary>A whole number.</summary>
    /// <param name="name">Name of the field.</param>
    /// <returns>The number.</returns>
    /// <exception cref="InvalidDataException">It is missing or something else.</exception>
    public int Whole(string name) =>
        Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : throw Wrong(name, "a whole number of 32 bits");

    /// <summary>A list.</summary>
    /// <param name="name">Name of the field.</param>
    /// <returns>Its items.</returns>
    /// <exception cref="InvalidDataException">It is missing or something else.</exception>
    public IReadOnlyList<JsonElement> List(string name) =>
        Get(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : throw Wrong(name, "a list");

    /// <summary>A list of whole numbers.</summary>
    /// <param name="name">Name of the field.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="InvalidDataException">It is missing or something else.</exception>
    public IReadOnlyList<long> Wholes(string name) => [.. List(name).Select(item =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var value) ? value : throw Wrong(name, "a list of whole numbers"))];

    /// <summary>A list of texts.</summary>
    /// <param name="name">Name of the field.</param>
    /// <returns>The texts.</returns>
    /// <exception cref="InvalidDataException">It is missing or something else.</exception>
    public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(item =>
        item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, "a list of texts"))];

    /// <summary>An object.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="owner">What messages call it.</param>
    /// <returns>Its fields.</returns>
    /// <exception cref="InvalidDataException">It is missing or something else.</exception>
    public JsonFields Fields(string name, string owner) => new(Get(name), owner);

    /// <summary>A whole number that may be missing.</summary>
    /// <param name="name">Name of the field.</param>
    /// <returns>The number; null where it is missing or null.</returns>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public int? OptionalWhole(string name) => Find(name) is null ? null : Whole(name);

    /// <summary>A list of numbers that may be missing.</summary>
    /// <param name="name">Name of the field.</param>
    /// <returns>The numbers; null where it is missing or null.</returns>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public IReadOnlyList<float>? OptionalNumbers(string name) =>
        Find(name) is null ? null : [.. List(name).Select(item => (float)Number(item, name))];

    /// <summary>A field that may be missing.</summary>
    /// <param name="name">Name of the field.</param>
    /// <returns>Its value; null where it is missing or null.</returns>
    public JsonElement? Find(string name) =>
        _fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Refuses fields that are no settings of a type: this version would not know what they change.</summary>
    internal void CheckKnown(SettingList settings)
    {
        if (_fields.Keys.FirstOrDefault(name => settings.All.All(setting => setting.NameInFiles != name)) is { } unknown)
            throw new InvalidDataException($"{_owner} has the setting {JsonSerializer.Serialize(unknown)}, which this version does not know.");
        foreach (var setting in settings.All.Where(setting => !settings.Declared.MayBeLeftOut))
            Get(setting.NameInFiles);
    }

    /// <inheritdoc/>
    bool ISettingSource.TryRead(Setting setting, out object? value)
    {
        value = null;
        if (!_fields.TryGetValue(setting.NameInFiles, out var element))
            return false;
        value = Convert(element, setting.Type, setting.NameInFiles);
        return true;
    }

    private object? Convert(JsonElement element, Type type, string name)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (element.ValueKind == JsonValueKind.Null && plain != type)
            return null;
        return plain switch
        {
            _ when plain == typeof(float) => (float)Number(element, name),
            _ when plain == typeof(double) => Number(element, name),
            _ when plain == typeof(int) => Whole(name),
            _ when plain == typeof(bool) => Flag(element, name),
            _ when plain == typeof(string) => Text(name),
            _ when plain == typeof(Shape) => new Shape([.. Wholes(name).Select(axis => (int)Math.Clamp(axis, 0, int.MaxValue))]),
            _ when plain.IsEnum => Enum.TryParse(plain, Text(name), out var member) ? member : throw Wrong(name, $"one of {string.Join(", ", Enum.GetNames(plain))}"),
            _ => Catalog.Of(plain).Parse(Text(name)),
        };
    }

    private double Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) ? value : throw Wrong(name, "a number");

    private bool Flag(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    private JsonElement Get(string name) =>
        _fields.TryGetValue(name, out var value) ? value : throw new InvalidDataException($"{_owner} lacks \"{name}\".");

    private InvalidDataException Wrong(string name, string what) =>
        new($"\"{name}\" of {_owner} must be {what}, and is {Quote(_fields[name])}.");
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace MnistPS.Settings;

/// <summary>
/// All that derives from a type and can be configured: each is a class of its own, found by its kind, which is the name of the
/// class, or by the name that it has in files. A new one needs no more than its class.
/// </summary>
/// <typeparam name="T">The base class, such as <c>Optimizer</c>.</typeparam>
#pragma warning disable CA1000 // Catalog<Optimizer>.Create says what it makes, and the type cannot be inferred.
public static class Catalog<T>
    where T : class, INamed
{
    private static Catalog Untyped => Catalog.Of(typeof(T));

    /// <summary>All of them, each with its defaults. They are shared: nobody may change them.</summary>
    public static IReadOnlyList<T> All => [.. Untyped.Prototypes.Cast<T>()];

    /// <summary>The one of a kind, with its defaults. It is shared: nobody may change it.</summary>
    /// <param name="kind">The name of its class, without that of the base class; an enumeration's member does.</param>
    /// <returns>The object.</returns>
    public static T Get(object kind) => (T)Untyped.Prototype(kind);

    /// <summary>Makes one.</summary>
    /// <param name="kind">Its kind, as in <see cref="Get"/>.</param>
    /// <param name="given">Settings by their names in code; null for the defaults.</param>
    /// <returns>A new object.</returns>
    /// <exception cref="MnistPSException">A setting is out of range, or not one of this kind.</exception>
    public static T Create(object kind, IReadOnlyDictionary<string, object?>? given = null) =>
        (T)Untyped.Create(kind, given ?? new Dictionary<string, object?>());

    /// <summary>Makes one as it was saved.</summary>
    /// <param name="name">Its name in files.</param>
    /// <param name="settings">Its settings.</param>
    /// <returns>A new object.</returns>
    /// <exception cref="MnistPSException">There is none of that name, or a setting is out of range.</exception>
    public static T Restore(string name, JsonFields settings) => (T)Untyped.Restore(name, settings);

    /// <summary>Reads the short text of one: <c>relu</c>, <c>leaky_relu(0.3)</c>. See <see cref="Describe"/>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The object.</returns>
    /// <exception cref="MnistPSException">There is none of that name, or a setting is out of range.</exception>
    public static T Parse(string text) => (T)Untyped.Parse(text);

    /// <summary>The short text of one: its name, and in brackets the values of its settings where they are not the defaults.</summary>
    /// <param name="configured">The object.</param>
    /// <returns>The text.</returns>
    public static string Describe(T configured) => Catalog.Describe(configured);

    /// <summary>Whether any of them has a setting of that name.</summary>
    /// <param name="name">Name in code.</param>
    /// <returns>Whether one has it.</returns>
    public static bool HasSetting(string name) => Untyped.HasSetting(name);
}

#pragma warning restore CA1000
/// <summary>What <see cref="Catalog{T}"/> does, where the base type is known at run time only.</summary>
internal sealed class Catalog
{
    private static readonly ConcurrentDictionary<Type, Catalog> s_catalogs = new();

    private readonly Type _base;
    private readonly ConfigurableAttribute _declared;
    private readonly Dictionary<string, Type> _kinds;
    private readonly Lazy<Dictionary<string, INamed>> _prototypes;

    private Catalog(Type baseType)
    {
        _base = baseType;
        _declared = SettingList.Of(baseType).Declared;
        _kinds = baseType.Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(baseType) && !type.IsAbstract)
            .ToDictionary(KindOf, StringComparer.OrdinalIgnoreCase);
        _prototypes = new(() => _kinds.ToDictionary(
            entry => entry.Key, entry => (INamed)SettingList.Of(entry.Value).Prototype, StringComparer.OrdinalIgnoreCase));
    }

    internal IEnumerable<INamed> Prototypes => _prototypes.Value.Values;

    internal static Catalog Of(Type baseType) => s_catalogs.GetOrAdd(baseType, static type => new Catalog(type));

    /// <summary>The class of a kind; null if there is none.</summary>
    internal Type? Find(string kind) => _kinds.GetValueOrDefault(kind);

    internal INamed Prototype(object kind) => _prototypes.Value[kind.ToString()!];

    internal object Create(object kind, IReadOnlyDictionary<string, object?> given)
    {
        var settings = SettingList.Of(_kinds[kind.ToString()!]);
        if (given.Keys.FirstOrDefault(name => settings.All.All(setting => setting.Name != name)) is { } refused)
            throw new MnistPSException(
                _declared.NotApplicable,
                ErrorKind.InvalidArgument,
                $"{refused} is no setting of the {_declared.Noun} {kind}. Its settings are: "
                + $"{(settings.All.Count == 0 ? "none" : string.Join(", ", settings.All))}.");
        return settings.Create(new GivenSettings(given));
    }

    internal object Restore(string name, JsonFields settings)
    {
        var list = SettingList.Of(Named(name).GetType());
        settings.CheckKnown(list);
        return list.Create(settings);
    }

    internal object Parse(string text)
    {
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        if (bracket < 0 || !text.EndsWith(')'))
            return Check(Named(text), text);
        var list = SettingList.Of(Named(text[..bracket]).GetType());
        var values = text[(bracket + 1)..^1].Split(", ");
        if (values.Length != list.All.Count)
            throw Unknown(text);
        return list.Create(new GivenSettings(list.All.Zip(values).ToDictionary(
            pair => pair.First.Name, pair => (object?)Number(pair.Second, text))));
    }

    internal static string Describe(INamed configured)
    {
        var settings = SettingList.Of(configured.GetType());
        var values = settings.All.Select(setting => setting.Read(configured)).ToArray();
        return values.SequenceEqual(settings.All.Select(setting => setting.Read(settings.Prototype)))
            ? configured.Name
            : $"{configured.Name}({string.Join(", ", values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))})";
    }

    internal bool HasSetting(string name) =>
        _kinds.Values.Any(type => SettingList.Of(type).Has(name));

    private INamed Named(string name) => Prototypes.FirstOrDefault(prototype => prototype.Name == name) ?? throw Unknown(name);

    private INamed Check(INamed prototype, string text)
    {
        // A constant has no default: its name alone says nothing.
        foreach (var setting in SettingList.Of(prototype.GetType()).All)
        {
            if (setting.Read(prototype) is float.NaN)
                throw Unknown(text);
        }

        return prototype;
    }

    private float Number(string value, string text) =>
        float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Unknown(text);

    private MnistPSException Unknown(string text) => new(
        $"{_base.Name}Unknown",
        ErrorKind.InvalidData,
        $"There is no {_declared.Noun} '{JsonEncodedText.Encode(text)}'. There are: {string.Join(", ", Prototypes.Select(prototype => prototype.Name))}.");

    // ReLUActivation is the activation ReLU, StepSchedule the schedule Step; Adam is an optimizer by its whole name.
    private string KindOf(Type type) => type.Name.EndsWith(_declared.Noun, StringComparison.OrdinalIgnoreCase)
        ? type.Name[..^_declared.Noun.Length]
        : type.Name;
}

using System.Collections.Concurrent;
using System.Reflection;
using MnistPS.Numerics;

namespace MnistPS.Settings;

/// <summary>The settings of a type, by its declarations, which are read once.</summary>
public sealed class SettingList
{
    private static readonly ConcurrentDictionary<Type, SettingList> s_lists = new();

    private readonly Type _type;
    private object? _prototype;

    private SettingList(Type type)
    {
        _type = type;
        Declared = type.GetCustomAttribute<ConfigurableAttribute>() ?? new ConfigurableAttribute(type.Name);
        All = [.. Find(type, keptIn: null)];
    }

    /// <summary>The settings, the type's own before those of its base.</summary>
    public IReadOnlyList<Setting> All { get; }

    /// <summary>What the type's declaration says of all its settings.</summary>
    public ConfigurableAttribute Declared { get; }

    /// <summary>An object with the defaults, of a type that needs nothing else. It is shared.</summary>
    internal object Prototype => _prototype ??= Activator.CreateInstance(_type, nonPublic: true)!;

    /// <summary>Whether there is a setting of a name.</summary>
    /// <param name="name">Its name in code; case does not matter.</param>
    /// <returns>Whether there is.</returns>
    public bool Has(string name) => All.Any(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The settings of a type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its settings.</returns>
    public static SettingList Of(Type type) => s_lists.GetOrAdd(type, static type => new SettingList(type));

    /// <summary>The values of an object, as they are written into files.</summary>
    /// <param name="configured">The object.</param>
    /// <returns>Names in files with numbers, strings, booleans, arrays of them, or null.</returns>
    public static IReadOnlyDictionary<string, object?> Describe(object configured) => Of(configured.GetType()).All.ToDictionary(
        setting => setting.NameInFiles,
        setting => setting.Read(configured) switch
        {
            INamed named => named.ToString(),
            Shape shape => shape.ToArray(),
            var value => value,
        });

    /// <summary>Refuses a value that a setting may not have, before there is an object.</summary>
    /// <param name="name">The setting's name in code.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="MnistPSException">It is out of range.</exception>
    internal void Check(string name, object? value) => All.Single(setting => setting.Name == name).Check(value, Declared);

    /// <summary>Refuses an object one of whose settings is out of range.</summary>
    /// <param name="configured">The object.</param>
    /// <exception cref="MnistPSException">One is; the id and the message say which.</exception>
    public static void Check(object configured)
    {
        var list = Of(configured.GetType());
        foreach (var setting in list.All)
            setting.Check(setting.Read(configured), list.Declared);
        (configured as ISettingsCheck)?.CheckSettings();
    }

    /// <summary>Makes an object of the type and checks it.</summary>
    /// <param name="source">Where the values of its settings come from.</param>
    /// <param name="argument">Other arguments of its constructor; null where there are none.</param>
    /// <returns>The object.</returns>
    internal object Create(ISettingSource source, Func<ParameterInfo, object?>? argument = null)
    {
        var constructor = _type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        var open = All.Where(setting => !setting.IsKept).ToList();
        object?[] arguments = [.. constructor.GetParameters().Select(parameter => Argument(parameter, source, open, argument))];
        var configured = constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        foreach (var setting in open)
        {
            if (source.TryRead(setting, out var value))
                setting.Write(configured, value);
        }

        Check(configured);
        return configured;
    }

    // A setting of the parameter's name, an object that keeps settings, or what the caller knows.
    private static object? Argument(
        ParameterInfo parameter, ISettingSource source, List<Setting> open, Func<ParameterInfo, object?>? argument)
    {
        if (open.Find(setting => setting.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)) is not { } setting)
            return KeepsSettings(parameter.ParameterType) ? Of(parameter.ParameterType).Create(source) : argument?.Invoke(parameter);
        open.Remove(setting);
        return source.TryRead(setting, out var value) ? value : parameter.DefaultValue;
    }

    private static IEnumerable<Setting> Find(Type type, PropertyInfo? keptIn)
    {
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.GetCustomAttribute<SettingAttribute>(inherit: false) is { } declaration)
                yield return new Setting(property, declaration, keptIn);
            else if (keptIn is null && KeepsSettings(property.PropertyType))
            {
                foreach (var kept in Find(property.PropertyType, property))
                    yield return kept;
            }
        }
    }

    // Not what has a name of its own, such as an activation, which is the value of a setting.
    private static bool KeepsSettings(Type type) =>
        type.IsDefined(typeof(ConfigurableAttribute), inherit: false) && !type.IsAssignableTo(typeof(INamed)) && !type.IsAbstract;
}

using System.Reflection;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>Makes layers by their class: of settings that were given, or that a file holds.</summary>
public static class LayerCatalog
{
    /// <summary>Makes a layer.</summary>
    /// <typeparam name="TLayer">Its class.</typeparam>
    /// <param name="name">Its name; null for one that the model chooses.</param>
    /// <param name="inbound">The layers that it reads from.</param>
    /// <param name="given">Its settings by their names in code; the others have their defaults.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="MnistPSException">A setting is out of range, or the layers do not fit.</exception>
    public static TLayer Create<TLayer>(string? name, IReadOnlyList<Layer> inbound, IReadOnlyDictionary<string, object?> given)
        where TLayer : Layer => (TLayer)Create(typeof(TLayer), name, inbound, new GivenSettings(given));

    /// <summary>The class of a kind such as <c>Dense</c>; null if there is none.</summary>
    internal static Type? Find(string kind) => Catalog.Of(typeof(Layer)).Find(kind);

    /// <summary>Makes a layer.</summary>
    /// <exception cref="InvalidDataException">It reads from more or fewer layers than its kind does.</exception>
    internal static Layer Create(Type type, string? name, IReadOnlyList<Layer> inbound, ISettingSource settings)
    {
        var layer = (Layer)SettingList.Of(type).Create(settings, parameter => Argument(parameter, name, inbound));
        return layer.Inbound.Count == inbound.Count ? layer : throw WrongCount(inbound);
    }

    // What a layer's constructor takes besides its settings.
    private static object? Argument(ParameterInfo parameter, string? name, IReadOnlyList<Layer> inbound) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => name,
        var type when type != typeof(Layer) => inbound,
        _ => inbound.Count == 1 ? inbound[0] : throw WrongCount(inbound),
    };

    private static InvalidDataException WrongCount(IReadOnlyList<Layer> inbound) =>
        new($"it reads from {inbound.Count} layers, which its kind does not.");
}

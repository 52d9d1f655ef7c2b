namespace MnistPS.Settings;

/// <summary>Something that files name as Keras does: <c>relu</c>, <c>adam</c>, <c>categorical_crossentropy</c>.</summary>
public interface INamed
{
    /// <summary>The name by which it is saved, as Keras spells it.</summary>
    string Name { get; }
}

using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>Where the first values of a parameter come from.</summary>
public abstract class Initializer
{
    /// <summary>The name by which it is asked for and saved, as Keras spells it.</summary>
    public abstract string Name { get; }

    /// <summary>Fills a parameter.</summary>
    /// <param name="values">The parameter's numbers.</param>
    /// <param name="shape">Its shape: (inputs, units) of a kernel, (units) of a vector.</param>
    /// <param name="random">The source of random numbers.</param>
    public abstract void Fill(Matrix values, Shape shape, RandomStream random);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

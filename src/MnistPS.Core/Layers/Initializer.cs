using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>Where the first values of a parameter come from.</summary>
[Configurable("initializer", OutOfRange = "InitializerValueNotFinite", MayBeLeftOut = true)]
public abstract class Initializer : INamed
{
    /// <summary>The name by which it is asked for and saved, as Keras spells it.</summary>
    public abstract string Name { get; }

    /// <summary>Fills a parameter.</summary>
    /// <param name="values">The parameter's numbers.</param>
    /// <param name="shape">Its shape: (inputs, units) of a kernel, (units) of a vector.</param>
    /// <param name="random">The source of random numbers.</param>
    public abstract void Fill(Matrix values, Shape shape, RandomStream random);

    /// <summary>The name and, where there are any, the settings: <c>zeros</c>, <c>constant(0.1)</c>.</summary>
    /// <returns>The text, under which it is saved.</returns>
    public override string ToString() => Catalog<Initializer>.Describe(this);
}

using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>The initializers that need no setting.</summary>
public static class Initializers
{
    /// <summary>Uniform in ±√(6 / (inputs + units)) (Glorot and Bengio 2010, eq. 16). The default of kernels.</summary>
    public static readonly Initializer GlorotUniform = new GlorotUniformInitializer();

    /// <summary>0 everywhere. The default of biases.</summary>
    public static readonly Initializer Zeros = new ZerosInitializer();

    private static readonly Initializer[] s_all = [GlorotUniform, Zeros];

    /// <summary>The initializer of a name, such as <c>glorot_uniform</c>.</summary>
    /// <param name="name">The name as Keras spells it.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="MnistPSException">There is none of that name (<c>InitializerUnknown</c>).</exception>
    public static Initializer Get(string name) =>
        s_all.FirstOrDefault(initializer => initializer.Name == name)
        ?? throw new MnistPSException(
            "InitializerUnknown",
            ErrorKind.InvalidData,
            $"There is no initializer '{name}'. There are: {string.Join<Initializer>(", ", s_all)}.");

    private sealed class GlorotUniformInitializer : Initializer
    {
        public override string Name => "glorot_uniform";

        public override void Fill(Matrix values, RandomSource random)
        {
            var limit = MathF.Sqrt(6f / (values.Rows + values.Columns));
            foreach (ref var value in values.Span)
                value = random.NextSingle(-limit, limit);
        }
    }

    private sealed class ZerosInitializer : Initializer
    {
        public override string Name => "zeros";

        public override void Fill(Matrix values, RandomSource random) => values.Span.Clear();
    }
}

using System.Numerics;

namespace MnistPS.Numerics;

/// <summary>A function of two numbers, computed for several pairs at once. See <see cref="Elementwise.Map{TFunction}"/>.</summary>
internal interface IVectorFunction
{
    /// <summary>Computes the function.</summary>
    /// <param name="x">The first number of each pair.</param>
    /// <param name="y">The second number of each pair.</param>
    /// <returns>f(x, y).</returns>
    static abstract Vector<float> Compute(Vector<float> x, Vector<float> y);
}

using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers.Initializers;

/// <summary>
/// A random orthogonal matrix (Saxe et al. 2014): vectors of length 1 at right angles, the columns, or the rows where they
/// are fewer. Random normal vectors are made orthogonal by Gram and Schmidt's method.
/// </summary>
internal sealed class OrthogonalInitializer : Initializer
{
    public override string Name => "orthogonal";

    public override void Fill(Matrix values, Shape shape, RandomStream random)
    {
        var count = Math.Min(values.Rows, values.Columns);
        var vectors = new Matrix(count, Math.Max(values.Rows, values.Columns));
        foreach (ref var value in vectors.Span)
            value = random.NextNormal();
        for (var i = 0; i < count; i++)
            Orthonormalize(vectors, i);

        for (var i = 0; i < values.Rows; i++)
        {
            for (var j = 0; j < values.Columns; j++)
                values.Row(i)[j] = values.Rows < values.Columns ? vectors.Row(i)[j] : vectors.Row(j)[i];
        }
    }

    // Twice is enough (Kahan, in Parlett 1980): the second round removes what rounding has left in the first.
    private static void Orthonormalize(Matrix vectors, int index)
    {
        var vector = vectors.Row(index);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < index; i++)
                TensorPrimitives.MultiplyAdd(vectors.Row(i), -TensorPrimitives.Dot<float>(vectors.Row(i), vector), vector, vector);
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        }
    }
}

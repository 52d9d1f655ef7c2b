using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>
/// Numbers that a layer owns: a kernel (weight matrix), a bias vector, a moving mean. They come into being on first use,
/// from the seed that the model gave.
/// </summary>
public sealed class Parameter
{
    /// <summary>The id of the error for more numbers than <see cref="MaximumCount"/>.</summary>
    public const string TooLarge = "LayerTooLarge";

    /// <summary>The most numbers that a parameter may have: the longest array, with room for a bias and for cache lines.</summary>
    public static readonly int MaximumCount = Array.MaxLength - (2 * DenseLayer.MaximumUnits);

    private Matrix? _value;
    private long? _seed;

    /// <summary>Makes a parameter.</summary>
    /// <param name="name">Its name within the layer, as Keras spells it: <c>kernel</c>, <c>bias</c>, ….</param>
    /// <param name="rows">Rows: the inputs of a kernel; 1 for a vector.</param>
    /// <param name="columns">Columns: the units.</param>
    /// <param name="initializer">Where the first values come from.</param>
    /// <param name="isVector">Whether the shape is (columns) instead of (rows, columns).</param>
    /// <param name="trainable">Whether training changes it by its gradient.</param>
    /// <exception cref="MnistPSException">It would have too many numbers (<c>LayerTooLarge</c>).</exception>
    public Parameter(
        string name, int rows, int columns, Initializer initializer, bool isVector = false, bool trainable = true)
    {
        if ((long)rows * columns > MaximumCount)
            throw new MnistPSException(
                TooLarge,
                ErrorKind.InvalidArgument,
                $"A {name} of {rows:N0} × {columns:N0} has {(long)rows * columns:N0} numbers; at most {MaximumCount:N0} are possible. "
                + "Take fewer units, or fewer inputs.");
        Name = name;
        Rows = rows;
        Columns = columns;
        Initializer = initializer;
        Trainable = trainable;
        Shape = isVector ? new Shape(columns) : new Shape(rows, columns);
    }

    /// <summary>Name within the layer.</summary>
    public string Name { get; }

    /// <summary>Shape: (inputs, units) of a kernel, (units) of a vector.</summary>
    public Shape Shape { get; }

    /// <summary>Rows of the matrix that holds it.</summary>
    public int Rows { get; }

    /// <summary>Columns of the matrix that holds it.</summary>
    public int Columns { get; }

    /// <summary>Number of values.</summary>
    public int Count => Rows * Columns;

    /// <summary>Where the first values come from.</summary>
    public Initializer Initializer { get; }

    /// <summary>What is added to the loss for large values; none by default.</summary>
    public Regularizer? Regularizer { get; init; }

    /// <summary>Whether training changes it by its gradient.</summary>
    public bool Trainable { get; }

    /// <summary>The numbers.</summary>
    /// <exception cref="InvalidOperationException">The layer is not part of a model yet.</exception>
    public Matrix Value => _value ??= CreateValue();

    /// <summary>Whether the numbers exist already.</summary>
    internal bool IsCreated => _value is not null;

    /// <summary>Says where the first values come from, unless a model said so before: layers can be shared.</summary>
    /// <param name="seed">The seed of this parameter.</param>
    internal void Seed(long seed) => _seed ??= seed;

    /// <summary>Lets the numbers live in other memory from now on, with the values that they have.</summary>
    /// <param name="memory">The new memory, of the same size.</param>
    internal void MoveTo(Matrix memory)
    {
        memory.CopyFrom(Value);
        _value = memory;
    }

    private Matrix CreateValue()
    {
        var seed = _seed ?? throw new InvalidOperationException($"The parameter '{Name}' belongs to no model yet.");
        var value = new Matrix(Rows, Columns);
        Initializer.Fill(value, Shape, new RandomStream(seed));
        return value;
    }
}

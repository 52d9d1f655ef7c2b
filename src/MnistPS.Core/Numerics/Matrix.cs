using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MnistPS.Numerics;

/// <summary>
/// Numbers in rows and columns (float32, row by row without gaps) in managed memory that begins on a cache line and does
/// not move, so that loops over it may use its address.
/// </summary>
/// <remarks>A row is usually one sample of a batch: shape (batch, features).</remarks>
public sealed class Matrix
{
    /// <summary>Floats in a cache line of 64 bytes. Buffers start on one, since vector loads across two are slower.</summary>
    public const int Alignment = 16;

    private readonly float[] _buffer;
    private readonly int _offset;

    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="rows">Number of rows, at least 0.</param>
    /// <param name="columns">Number of columns, at least 0.</param>
    public Matrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        (_buffer, _offset) = Allocate(checked(rows * columns));
        (Rows, Columns) = (rows, columns);
    }

    private Matrix(float[] buffer, int offset, int rows, int columns)
    {
        (_buffer, _offset) = (buffer, offset);
        (Rows, Columns) = (rows, columns);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Number of values.</summary>
    public int Length => Rows * Columns;

    /// <summary>All values, row by row.</summary>
    public Span<float> Span => new(_buffer, _offset, Length);

    /// <summary>The array in which the values lie, and where.</summary>
    internal ArraySegment<float> Segment => new(_buffer, _offset, Length);

    /// <summary>Where the first value lies. The memory does not move, and is there as long as the matrix.</summary>
    internal unsafe float* Pointer => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_buffer)) + _offset;

    /// <summary>The values of one row.</summary>
    /// <param name="row">Index of the row, from 0.</param>
    /// <returns>The memory of that row.</returns>
    public Span<float> Row(int row) => Span.Slice(row * Columns, Columns);

    /// <summary>Some values of this matrix as a matrix of its own on the same memory.</summary>
    /// <param name="start">Index of the first value.</param>
    /// <param name="rows">Rows of the view.</param>
    /// <param name="columns">Columns of the view.</param>
    /// <returns>The view.</returns>
    public Matrix View(int start, int rows, int columns)
    {
        if (start < 0 || rows < 0 || columns < 0 || start + (rows * columns) > Length)
            throw new ArgumentOutOfRangeException(nameof(start), $"{rows}×{columns} from {start} is not within {Length} values.");
        return new Matrix(_buffer, _offset + start, rows, columns);
    }

    /// <summary>Some rows of this matrix as a matrix of its own on the same memory.</summary>
    /// <param name="first">Index of the first row.</param>
    /// <param name="end">Index of the row behind the last.</param>
    /// <returns>The view.</returns>
    internal Matrix RowsFrom(int first, int end) => View(first * Columns, end - first, Columns);

    /// <summary>Copies all values from a matrix of the same number of values.</summary>
    /// <param name="source">Where to copy from.</param>
    public void CopyFrom(Matrix source) => source.Span.CopyTo(Span);

    /// <summary>A copy with memory of its own.</summary>
    /// <returns>The copy.</returns>
    public Matrix Clone()
    {
        var copy = new Matrix(Rows, Columns);
        copy.CopyFrom(this);
        return copy;
    }

    private static unsafe (float[] Buffer, int Offset) Allocate(int length)
    {
        var buffer = GC.AllocateArray<float>(length + Alignment, pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(buffer));
        var misalignedBytes = (int)(address % (Alignment * sizeof(float)));
        return (buffer, misalignedBytes == 0 ? 0 : Alignment - (misalignedBytes / sizeof(float)));
    }
}

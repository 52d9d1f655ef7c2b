using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistPS.Data.Augmentation;

/// <summary>
/// Bends images of one size: for each pixel of the result it computes where in the image it comes from (shift, rotation,
/// scale, shear and a smooth displacement in one), and mixes the four pixels around that place. Outside is background.
/// </summary>
/// <remarks>Eight pixels at a time: one gather fetches four bytes, two of which are neighbours in a row.</remarks>
internal sealed class ImageWarp
{
    private const int Lanes = 8;
    private const int GridSize = WarpParameters.GridSize;

    // Places are kept within one pixel around the image; the gather reads one to the right and one below, four bytes wide.
    private const int Margin = 1;
    private const int GatherSlack = 4;

    private static readonly Vector256<float> s_lane = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    private readonly int _height;
    private readonly int _width;
    private readonly int _paddedWidth;
    private readonly int _rowLength;
    private readonly float[] _rowWeights;
    private readonly float[] _columnWeights;

    /// <summary>Prepares for images of one size.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    internal ImageWarp(int height, int width)
    {
        (_height, _width) = (height, width);
        _paddedWidth = width + (2 * Margin) + 1;
        _rowLength = (width + Lanes - 1) / Lanes * Lanes;
        _rowWeights = CubicWeights(height, height);
        _columnWeights = CubicWeights(width, _rowLength);
    }

    /// <summary>Bytes that <see cref="Apply"/> needs to work in.</summary>
    internal int ScratchLength => ((_height + (2 * Margin) + 1) * _paddedWidth) + GatherSlack;

    /// <summary>Bends an image.</summary>
    /// <param name="pixels">Height × width bytes.</param>
    /// <param name="parameters">What is done to it.</param>
    /// <param name="grid">Displacements of the grid's points, in pixels: 16 for x, 16 for y; empty for none.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> bytes, zero at first; only to be used for this.</param>
    /// <param name="values">Height × width numbers from 0 to 1, overwritten.</param>
    internal void Apply(
        ReadOnlySpan<byte> pixels,
        in WarpParameters parameters,
        ReadOnlySpan<float> grid,
        Span<byte> scratch,
        Span<float> values)
    {
        for (var y = 0; y < _height; y++)
            pixels.Slice(y * _width, _width).CopyTo(scratch[(((y + Margin) * _paddedWidth) + Margin)..]);

        var inverse = AffineInverse.Of(parameters, _height, _width);
        Span<float> columns = stackalloc float[grid.IsEmpty ? 0 : 2 * GridSize * _rowLength];
        if (!grid.IsEmpty)
            SpreadOverColumns(grid, columns);
        Span<float> row = stackalloc float[_rowLength];
        for (var y = 0; y < _height; y++)
        {
            WarpRow(y, inverse, columns, scratch, row);
            row[.._width].CopyTo(values[(y * _width)..]);
        }
    }

    private void WarpRow(
        int y, in AffineInverse inverse, ReadOnlySpan<float> columns, ReadOnlySpan<byte> scratch, Span<float> row)
    {
        for (var x = 0; x < row.Length; x += Lanes)
        {
            var column = Vector256.Create((float)x) + s_lane;
            var sourceX = column + inverse.OffsetX(column, y);
            var sourceY = Vector256.Create((float)y) + inverse.OffsetY(column, y);
            if (!columns.IsEmpty)
            {
                sourceX += Displacement(columns, y, x);
                sourceY += Displacement(columns[(GridSize * _rowLength)..], y, x);
            }

            Sample(sourceX, sourceY, scratch).CopyTo(row[x..]);
        }
    }

    // Bicubic in two directions: the columns have been spread already, once per image.
    private Vector256<float> Displacement(ReadOnlySpan<float> columns, int y, int x)
    {
        var sum = Vector256<float>.Zero;
        for (var k = 0; k < GridSize; k++)
            sum += Vector256.Create(columns.Slice((k * _rowLength) + x, Lanes)) * _rowWeights[(k * _height) + y];
        return sum;
    }

    private void SpreadOverColumns(ReadOnlySpan<float> grid, Span<float> columns)
    {
        for (var row = 0; row < 2 * GridSize; row++)
        {
            var target = columns.Slice(row * _rowLength, _rowLength);
            for (var x = 0; x < _rowLength; x += Lanes)
            {
                var sum = Vector256<float>.Zero;
                for (var k = 0; k < GridSize; k++)
                {
                    var weights = Vector256.Create(_columnWeights.AsSpan((k * _rowLength) + x, Lanes));
                    sum += weights * grid[(row * GridSize) + k];
                }

                sum.CopyTo(target[x..]);
            }
        }
    }

    private Vector256<float> Sample(Vector256<float> x, Vector256<float> y, ReadOnlySpan<byte> scratch)
    {
        // Beyond the margin everything is background: a place further out is as good as one at its edge.
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-1f)), Vector256.Create((float)_width));
        y = Vector256.Min(Vector256.Max(y, Vector256.Create(-1f)), Vector256.Create((float)_height));
        var (left, top) = (Vector256.Floor(x), Vector256.Floor(y));
        var (shareX, shareY) = (x - left, y - top);
        var place = ((Vector256.ConvertToInt32(top) + Vector256<int>.One) * _paddedWidth)
            + Vector256.ConvertToInt32(left) + Vector256<int>.One;

        var upper = MixNeighbours(Gather(scratch, place), shareX);
        var lower = MixNeighbours(Gather(scratch, place + Vector256.Create(_paddedWidth)), shareX);
        return (upper + ((lower - upper) * shareY)) * PixelScaling.Scale;
    }

    private static Vector256<float> MixNeighbours(Vector256<int> pixels, Vector256<float> share)
    {
        var low = Vector256.Create((int)byte.MaxValue);
        var left = Vector256.ConvertToSingle(pixels & low);
        var right = Vector256.ConvertToSingle(Vector256.ShiftRightLogical(pixels, 8) & low);
        return left + ((right - left) * share);
    }

    // The places are within the scratch memory whatever the image is asked to do: Sample has limited them.
    private static unsafe Vector256<int> Gather(ReadOnlySpan<byte> bytes, Vector256<int> place)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        if (Avx2.IsSupported)
        {
            fixed (byte* pointer = &first)
                return Avx2.GatherVector256((int*)pointer, place, 1);
        }

        Span<int> gathered = stackalloc int[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
            gathered[lane] = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref first, place[lane]));
        return Vector256.Create<int>(gathered);
    }

    // Keys's cubic with a = −0.75, corners of grid and image together, edges repeated: (grid points, length).
    private static float[] CubicWeights(int size, int length)
    {
        var weights = new float[GridSize * length];
        for (var i = 0; i < size; i++)
        {
            var place = size > 1 ? (GridSize - 1) * (double)i / (size - 1) : 0;
            var first = (int)Math.Floor(place) - 1;
            for (var point = first; point < first + 4; point++)
                weights[(Math.Clamp(point, 0, GridSize - 1) * length) + i] += (float)Cubic(Math.Abs(place - point));
        }

        return weights;
    }

    private static double Cubic(double distance)
    {
        const double A = -0.75;
        return distance switch
        {
            <= 1 => ((((A + 2) * distance) - (A + 3)) * distance * distance) + 1,
            < 2 => ((((((distance - 5) * distance) + 8) * distance) - 4) * A),
            _ => 0,
        };
    }
}

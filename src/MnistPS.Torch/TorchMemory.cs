using MnistPS.Numerics;
using static TorchSharp.torch;

namespace MnistPS.Torch;

/// <summary>libtorch's views of the module's own memory: what one of the two writes, the other reads, and nothing is copied.</summary>
internal static class TorchMemory
{
    /// <summary>A tensor on the memory of a matrix, or a copy of it where the numbers are of another kind.</summary>
    /// <param name="matrix">(rows, columns), at least one number.</param>
    /// <param name="type">Float32 for a view; any other for a copy.</param>
    /// <returns>(rows, columns), in no scope.</returns>
    internal static Tensor Share(Matrix matrix, ScalarType type = ScalarType.Float32)
    {
        var memory = matrix.Segment;
        using var flat = frombuffer(memory.Array!, ScalarType.Float32, memory.Count, memory.Offset);
        using var view = flat.view(matrix.Rows, matrix.Columns);
        return type == ScalarType.Float32 ? view.alias().DetachFromDisposeScope() : view.to(type).DetachFromDisposeScope();
    }
}

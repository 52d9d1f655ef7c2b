using MnistPS.Numerics;

namespace MnistPS.Data;

/// <summary>What an IDX file holds: bytes with a shape.</summary>
/// <param name="Shape">Length of each axis, such as (60000, 28, 28).</param>
/// <param name="Values">The bytes, last axis fastest.</param>
/// <param name="Sha256">SHA-256 of the decompressed file with its header, in lower-case hexadecimal; null if not asked
/// for.</param>
public sealed record IdxArray(Shape Shape, byte[] Values, string? Sha256);

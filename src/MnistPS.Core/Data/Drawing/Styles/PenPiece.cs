namespace MnistPS.Data.Drawing.Styles;

/// <summary>A smooth piece of a pen path: from one corner or end to the next.</summary>
/// <param name="First">The index of its first point.</param>
/// <param name="Last">The index of its last point; the next piece begins there where the pen did not lift.</param>
/// <param name="Lifted">Whether the pen was lifted before this piece.</param>
internal readonly record struct PenPiece(int First, int Last, bool Lifted);

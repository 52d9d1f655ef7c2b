namespace MnistPS.Data.Drawing;

/// <summary>A run of drawn digits.</summary>
/// <param name="FirstIndex">The index in the set of the first digit.</param>
/// <param name="Images">784 bytes per digit, row by row, 0 background, 255 ink.</param>
/// <param name="Labels">The label of each digit, 0 to 9.</param>
public sealed record DrawnBatch(long FirstIndex, byte[] Images, byte[] Labels);

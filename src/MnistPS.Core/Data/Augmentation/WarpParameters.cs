namespace MnistPS.Data.Augmentation;

/// <summary>What is done to one image, drawn from the ranges of an <see cref="ImageAugmentation"/>.</summary>
/// <param name="ShiftX">Columns to the right.</param>
/// <param name="ShiftY">Rows down.</param>
/// <param name="Rotation">Radians, counterclockwise as the image is seen.</param>
/// <param name="Scale">Factor of the size, above 0.</param>
/// <param name="Shear">Columns to the left per row down from the middle.</param>
internal readonly record struct WarpParameters(float ShiftX, float ShiftY, float Rotation, float Scale, float Shear)
{
    /// <summary>Points of the displacement grid along each axis.</summary>
    internal const int GridSize = 4;

    /// <summary>Numbers that a displacement grid holds: x of all points, then y.</summary>
    internal const int GridLength = 2 * GridSize * GridSize;

    /// <summary>The image as it is.</summary>
    internal static readonly WarpParameters Identity = new(0, 0, 0, 1, 0);

    /// <summary>Draws what is done to one sample in one epoch: the same for the same three numbers, on any thread.</summary>
    /// <param name="ranges">From where.</param>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch.</param>
    /// <param name="sample">Number of the sample.</param>
    /// <param name="grid">The displacements of the grid's points, overwritten.</param>
    /// <returns>The rest.</returns>
    internal static WarpParameters Draw(ImageAugmentation ranges, long seed, int epoch, int sample, Span<float> grid)
    {
        var random = new SampleRandomStream(seed, epoch, sample);
        var parameters = new WarpParameters(
            random.Next(ranges.ShiftRange),
            random.Next(ranges.ShiftRange),
            random.Next(ranges.RotationRange) * (MathF.PI / 180),
            1 + random.Next(ranges.ScaleRange),
            random.Next(ranges.ShearRange));
        if (ranges.ElasticRange == 0)
            return parameters;
        foreach (ref var displacement in grid)
            displacement = random.Next(ranges.ElasticRange);
        return parameters;
    }
}

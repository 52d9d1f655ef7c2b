using System.Runtime.Intrinsics;

namespace MnistPS.Data.Augmentation;

/// <summary>From a pixel of the result to its offset in the image: the inverse of shift · rotation · shear · scale.</summary>
internal readonly struct AffineInverse
{
    private readonly float _centreX;
    private readonly float _centreY;
    private readonly float _shiftX;
    private readonly float _shiftY;
    private readonly float _xx;
    private readonly float _xy;
    private readonly float _yx;
    private readonly float _yy;

    private AffineInverse(in WarpParameters parameters, int height, int width)
    {
        var (sine, cosine) = MathF.SinCos(parameters.Rotation);
        (_centreX, _centreY) = ((width - 1) / 2f, (height - 1) / 2f);
        (_shiftX, _shiftY) = (parameters.ShiftX, parameters.ShiftY);
        var inverseScale = 1 / parameters.Scale;

        // The identity is taken off, so that an image that is not bent comes out exactly as it was.
        _xx = ((cosine + (parameters.Shear * sine)) * inverseScale) - 1;
        _xy = (-sine + (parameters.Shear * cosine)) * inverseScale;
        _yx = sine * inverseScale;
        _yy = (cosine * inverseScale) - 1;
    }

    internal static AffineInverse Of(in WarpParameters parameters, int height, int width) =>
        new(parameters, height, width);

    internal Vector256<float> OffsetX(Vector256<float> x, float y)
    {
        var fromCentre = y - _centreY - _shiftY;
        return ((x - Vector256.Create(_centreX + _shiftX)) * _xx) + Vector256.Create((_xy * fromCentre) - _shiftX);
    }

    internal Vector256<float> OffsetY(Vector256<float> x, float y)
    {
        var fromCentre = y - _centreY - _shiftY;
        return ((x - Vector256.Create(_centreX + _shiftX)) * _yx) + Vector256.Create((_yy * fromCentre) - _shiftY);
    }
}

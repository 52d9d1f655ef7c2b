using MnistPS.Data;
using MnistPS.Explanation;
using MnistPS.Numerics;

namespace MnistPS.Prediction;

/// <summary>One sample as a network reads it, from what users have at hand.</summary>
public static class SampleValues
{
    /// <summary>
    /// Numbers above this are likely pixels from 0 to 255 that nobody has scaled. Images are learned as numbers up to 1, but
    /// small networks made by hand, and features that were standardized, have somewhat larger ones for good reasons.
    /// </summary>
    public const float LargestPlausible = 16;

    /// <summary>Reads a sample.</summary>
    /// <param name="sample">
    /// An image; an array of bytes, 0 to 255, which become 0 to 1; or an array of other numbers, taken as they are.
    /// </param>
    /// <returns>The numbers, row by row.</returns>
    /// <exception cref="MnistPSException">It holds something else than numbers.</exception>
    public static float[] Read(object sample) => sample switch
    {
        DigitImage image => Scale(image.Pixels),
        MisclassifiedDigit digit => Scale(digit.Image.Pixels),
        byte[] pixels => Scale(pixels),
        byte[,] pixels => Scale([.. pixels.Cast<byte>()]),
        _ => [.. NumberArray.Read(sample).Values],
    };

    private static float[] Scale(byte[] pixels)
    {
        var values = new float[pixels.Length];
        PixelScaling.ToUnitRange(pixels, values);
        return values;
    }
}

using System.Globalization;
using MnistPS.Data;
using MnistPS.Numerics;

namespace MnistPS.Explanation;

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
    /// <exception cref="MnistPSException">
    /// It holds something else than numbers, or one that is infinite or not a number (<c>ValueNotFinite</c>).
    /// </exception>
    public static float[] Read(object sample)
    {
        var values = ReadNumbers(sample);
        var odd = Array.FindIndex(values, value => !float.IsFinite(value));
        if (odd >= 0)
            throw new MnistPSException(
                "ValueNotFinite",
                ErrorKind.InvalidArgument,
                $"Number {odd} of the sample is {values[odd].ToString(CultureInfo.InvariantCulture)}. Give finite numbers.");
        return values;
    }

    private static float[] ReadNumbers(object sample) => sample switch
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

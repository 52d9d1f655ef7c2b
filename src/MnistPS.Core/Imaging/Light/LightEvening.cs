using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Light;

/// <summary>Takes shadows and uneven light out of a picture and leaves how strong the ink is, everywhere on the same scale.</summary>
/// <remarks>
/// Light multiplies: what reaches the camera is light × reflectance. Divided by the tone of the blank ground around it, ink in a
/// shadow is as strong as ink in the sun. The ground is found in two steps: a closing that swallows every stroke narrower than its
/// window, then, with the ink known roughly, the mean of what is not ink.
/// </remarks>
internal static class LightEvening
{
    private const int ThumbnailSide = 224;
    private const float LeastInk = 0.06f;
    private const float NoiseFactor = 3f;

    // A window counts once this share of it is ground.
    private const float LeastGround = 0.25f;
    private const float DarkestGround = 0.12f;

    /// <summary>The ink's strength: 0 ground, 1 black; negative where the picture is lighter than its ground.</summary>
    /// <param name="darkOnLight">A picture whose ink is darker than its ground.</param>
    /// <param name="window">Wider than any stroke and narrower than a shadow, in pixels.</param>
    internal static GrayImage InkStrength(GrayImage darkOnLight, double window)
    {
        var thumbnail = Resampling.ShrinkTo(darkOnLight, ThumbnailSide);
        var closed = Close(thumbnail, window * thumbnail.LongestSide / darkOnLight.LongestSide);
        var first = Divide(darkOnLight, closed);
        var ink = RoughInk(first);
        return Divide(darkOnLight, MeanOfGround(darkOnLight, ink, closed));
    }

    /// <summary>A thumbnail's tones where they are known, and the mean of what is near where they are not.</summary>
    internal static GrayImage MeanWhere(GrayImage thumbnail, bool[] unknown) => MeanOfGround(thumbnail, unknown, thumbnail);

    private static GrayImage Close(GrayImage thumbnail, double window)
    {
        var radius = Math.Max(1, (int)Math.Round(window / 2));
        var calm = Plane.BoxBlur(thumbnail, thumbnail.LongestSide >= ThumbnailSide ? 1 : 0);
        return Plane.BoxBlur(Plane.Erode(Plane.Dilate(calm, radius), radius), Math.Max(1, radius / 6));
    }

    private static GrayImage Divide(GrayImage image, GrayImage groundThumbnail)
    {
        var ground = Resampling.Bilinear(groundThumbnail, image.Width, image.Height);
        var result = ground.Pixels;
        for (var i = 0; i < result.Length; i++)
            result[i] = 1f - (image.Pixels[i] / Math.Max(DarkestGround, result[i]));
        return ground;
    }

    private static bool[] RoughInk(GrayImage strength)
    {
        var median = Plane.Quantile(strength.Pixels, 0.5);
        var noise = Noise.FromDeviations(Array.ConvertAll(strength.Pixels, v => Math.Abs(v - median)));
        var threshold = median + Math.Max(LeastInk, NoiseFactor * noise);
        return Array.ConvertAll(strength.Pixels, v => v > threshold);
    }

    /// <summary>The mean tone of the pixels that are not ink, over a window that grows where ink leaves too few of them.</summary>
    private static GrayImage MeanOfGround(GrayImage image, bool[] ink, GrayImage fallback)
    {
        int width = fallback.Width, height = fallback.Height;
        (var tone, var count) = SumGround(image, ink, width, height);
        var ground = new GrayImage(width, height);
        var done = new bool[width * height];
        var fullCell = (float)image.Pixels.Length / done.Length;
        var widest = Math.Max(width, height);
        for (var radius = Math.Max(1, widest / 112); radius <= 2 * widest; radius *= 2)
        {
            var least = radius >= widest ? 0 : LeastGround * fullCell;
            var tones = Plane.BoxBlur(tone, radius);
            var counts = Plane.BoxBlur(count, radius);
            for (var i = 0; i < done.Length; i++)
            {
                if (!done[i] && counts.Pixels[i] > least)
                {
                    ground.Pixels[i] = tones.Pixels[i] / counts.Pixels[i];
                    done[i] = true;
                }
            }
        }

        for (var i = 0; i < done.Length; i++)
            ground.Pixels[i] = done[i] ? ground.Pixels[i] : fallback.Pixels[i];
        return Plane.BoxBlur(ground, 1);
    }

    private static (GrayImage Tone, GrayImage Count) SumGround(GrayImage image, bool[] ink, int width, int height)
    {
        var tone = new GrayImage(width, height);
        var count = new GrayImage(width, height);
        for (var y = 0; y < image.Height; y++)
        {
            var row = y * height / image.Height * width;
            for (var x = 0; x < image.Width; x++)
            {
                if (ink[(y * image.Width) + x])
                    continue;
                var cell = row + (x * width / image.Width);
                tone.Pixels[cell] += image[x, y];
                count.Pixels[cell]++;
            }
        }

        return (tone, count);
    }
}

using MnistPS.Imaging.Pixels;
using SkiaSharp;

namespace MnistPS.Benchmarks.Imaging;

/// <summary>Paper (or a blackboard) with ruling, ink, light, and what a camera makes of it.</summary>
internal sealed class PaperCanvas
{
    private const double RulingThickness = 0.0022;

    private readonly PictureStyle style;
    private readonly int width;
    private readonly int height;
    private readonly GrayImage[] channels;

    public PaperCanvas(PictureStyle style, int width, int height)
    {
        this.style = style;
        this.width = width;
        this.height = height;
        float[] warmth = [style.PaperWarmth, 0, -style.PaperWarmth];
        channels = Array.ConvertAll(warmth, w => Filled(Math.Clamp(style.PaperTone + w, 0, 1)));
        DrawRuling();
    }

    public void Draw(PlacedDigit digit)
    {
        float[] ink = [style.InkR, style.InkG, style.InkB];
        var reach = digit.Size;
        for (var y = Math.Max(0, (int)(digit.Y - reach)); y < Math.Min(height, digit.Y + reach); y++)
        {
            for (var x = Math.Max(0, (int)(digit.X - reach)); x < Math.Min(width, digit.X + reach); x++)
            {
                Blend(x, y, ink, digit.Coverage(x + 0.5, y + 0.5));
            }
        }
    }

    /// <summary>Light falls on it, a lens blurs it, a sensor adds noise.</summary>
    public void Expose(Random random)
    {
        for (var c = 0; c < channels.Length; c++)
        {
            Light(channels[c]);
            channels[c] = Plane.BoxBlur(Plane.BoxBlur(channels[c], style.BlurRadius), style.BlurRadius);
        }

        for (var i = 0; style.Noise > 0 && i < width * height; i++)
        {
            var shared = Gaussian(random);
            foreach (var channel in channels)
            {
                channel.Pixels[i] += style.Noise * ((0.8f * shared) + (0.6f * Gaussian(random)));
            }
        }
    }

    public SKBitmap ToBitmap()
    {
        var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        byte[] red = channels[0].ToBytes(), green = channels[1].ToBytes(), blue = channels[2].ToBytes();
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < red.Length; i++)
        {
            pixels[4 * i] = red[i];
            pixels[(4 * i) + 1] = green[i];
            pixels[(4 * i) + 2] = blue[i];
            pixels[(4 * i) + 3] = 255;
        }

        return bitmap;
    }

    private GrayImage Filled(float tone)
    {
        var pixels = new float[width * height];
        Array.Fill(pixels, tone);
        return new GrayImage(width, height, pixels);
    }

    private void DrawRuling()
    {
        if (style.Ruling is PictureStyle.RulingKind.None or PictureStyle.RulingKind.Blank)
        {
            return;
        }

        float[] line = [style.PaperTone - style.RulingTone, style.PaperTone - (style.RulingTone * 0.8f), style.PaperTone - (style.RulingTone * 0.4f)];
        var pitch = style.RulingPitch * Math.Max(width, height);
        var half = Math.Max(0.6, RulingThickness * Math.Max(width, height)) / 2;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var level = LineCoverage(y - (style.PaperTilt * x), pitch, half);
                var plumb = style.Ruling == PictureStyle.RulingKind.Graph ? LineCoverage(x + (style.PaperTilt * y), pitch, half) : 0;
                Blend(x, y, line, (float)Math.Max(level, plumb));
            }
        }
    }

    private static double LineCoverage(double position, double pitch, double half)
    {
        var distance = Math.Abs(position - (Math.Round(position / pitch) * pitch));
        return Math.Clamp(half + 0.5 - distance, 0, 1);
    }

    private void Blend(int x, int y, float[] colour, float coverage)
    {
        for (var c = 0; coverage > 0 && c < channels.Length; c++)
        {
            channels[c][x, y] += coverage * (colour[c] - channels[c][x, y]);
        }
    }

    private void Light(GrayImage channel)
    {
        double cos = Math.Cos(style.GradientAngle), sin = Math.Sin(style.GradientAngle);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var along = (cos * ((x / (double)width) - 0.5)) + (sin * ((y / (double)height) - 0.5));
                var light = 1 - (style.Gradient * (along + 0.7));
                if (style.HasShadow)
                {
                    var across = (sin * ((x / (double)width) - 0.5)) - (cos * ((y / (double)height) - 0.5)) - style.ShadowOffset;
                    light *= 1 - (style.ShadowDepth * Math.Clamp((across / style.ShadowSoftness) + 0.5, 0, 1));
                }

                channel[x, y] *= (float)light;
            }
        }
    }

    private static float Gaussian(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()));
}

namespace MnistPS.Benchmarks.Imaging;

/// <summary>What a composed picture looks like; all of it is drawn from one seed.</summary>
internal sealed class PictureStyle
{
    private static readonly (string Name, float R, float G, float B)[] Inks =
    [
        ("black", 0.08f, 0.08f, 0.10f), ("blue", 0.10f, 0.18f, 0.55f), ("navy", 0.08f, 0.10f, 0.32f), ("red", 0.72f, 0.10f, 0.12f),
        ("green", 0.08f, 0.42f, 0.18f), ("pencil", 0.38f, 0.38f, 0.40f), ("purple", 0.42f, 0.12f, 0.52f), ("orange", 0.90f, 0.45f, 0.05f),
    ];

    public PictureStyle(Random random, int shortestSide, int longestSide)
    {
        // Evenly spread on a logarithmic scale: as many pictures between 40 and 80 as between 1000 and 2000.
        Side = (int)Math.Round(shortestSide * Math.Pow((double)longestSide / shortestSide, random.NextDouble()));
        WhiteOnBlack = random.NextDouble() < 0.15;
        (InkName, InkR, InkG, InkB) = WhiteOnBlack ? ("chalk", 0.95f, 0.95f, 0.92f) : Inks[random.Next(Inks.Length)];
        PaperTone = WhiteOnBlack ? 0.02f + (0.16f * random.NextSingle()) : 0.72f + (0.28f * random.NextSingle());
        PaperWarmth = 0.06f * (random.NextSingle() - 0.3f);
        Ruling = WhiteOnBlack || Side < 100 ? RulingKind.None : (RulingKind)random.Next(4);
        RulingTone = 0.12f + (0.25f * random.NextSingle());
        RulingPitch = 0.07 + (0.16 * random.NextDouble());
        PaperTilt = (random.NextDouble() - 0.5) * 0.1;
        Gradient = random.NextDouble() < 0.6 ? 0.45f * random.NextSingle() : 0f;
        GradientAngle = random.NextDouble() * Math.Tau;
        HasShadow = Side >= 100 && !WhiteOnBlack && random.NextDouble() < 0.3;
        ShadowDepth = 0.2f + (0.35f * random.NextSingle());
        ShadowSoftness = 0.02 + (0.2 * random.NextDouble());
        ShadowOffset = random.NextDouble() - 0.5;
        Noise = random.NextDouble() < 0.6 ? 0.05f * random.NextSingle() : 0f;
        BlurRadius = random.NextDouble() < 0.4 ? Math.Max(1, (int)(Side * 0.004 * random.NextDouble())) : 0;
        Quality = random.NextDouble() < 0.7 ? 35 + random.Next(61) : 0;
        PenWidth = random.NextDouble() < 0.5 ? 0.6 + (2.4 * random.NextDouble()) : 0;
        StrokeChange = -0.4 + (1.4 * random.NextDouble());
        Rotation = (random.NextDouble() - 0.5) * 2 * Math.PI * 15 / 180;
    }

    public enum RulingKind
    {
        None,
        Blank,
        Lines,
        Graph,
    }

    public int Side { get; }

    public bool WhiteOnBlack { get; }

    public string InkName { get; }

    public float InkR { get; }

    public float InkG { get; }

    public float InkB { get; }

    public float PaperTone { get; }

    public float PaperWarmth { get; }

    public RulingKind Ruling { get; }

    public float RulingTone { get; }

    /// <summary>Distance of ruled lines, as a share of the picture's side.</summary>
    public double RulingPitch { get; }

    public double PaperTilt { get; }

    public float Gradient { get; }

    public double GradientAngle { get; }

    public bool HasShadow { get; }

    public float ShadowDepth { get; }

    public double ShadowSoftness { get; }

    public double ShadowOffset { get; }

    public float Noise { get; }

    public int BlurRadius { get; }

    /// <summary>JPEG quality; 0 for PNG.</summary>
    public int Quality { get; }

    /// <summary>Width of a pen that follows the digit's middle line, in MNIST pixels; 0 for the digit's own strokes.</summary>
    public double PenWidth { get; }

    public double StrokeChange { get; }

    public double Rotation { get; }

    public override string ToString() => FormattableString.Invariant(
        $"{Side}px {InkName} on {PaperTone:F2} {Ruling} tone {RulingTone:F2}, gradient {Gradient:F2}, shadow {(HasShadow ? ShadowDepth : 0):F2}, noise {Noise:F3}, blur {BlurRadius}, quality {Quality}, pen {PenWidth:F1}/{StrokeChange:F1}, rotated {Rotation * 180 / Math.PI:F0}°");
}

using System.Management.Automation;
using MnistPS.Data;
using MnistPS.Imaging;
using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;
using MnistPS.Parameters;
using MnistPS.Paths;

namespace MnistPS.Commands.Pictures;

/// <summary>Prepares a picture of a digit as MNIST's authors prepared theirs: 28 × 28 pixels, light ink on a dark ground.</summary>
/// <remarks>
/// A photo, a scan or a drawing becomes what a network has learned from: grey, the light evened out, ink and ground told
/// apart, the digit alone, its longer side 20 pixels, the strokes as wide as MNIST's, the centre of mass in the middle. A
/// picture that has that form already, 28 × 28 pixels and light on dark, is handed on unchanged, unless -Force is given.
/// With -Steps, every stage on the way is put out, to see where a picture goes wrong.
/// What may be wrong with the result is written as a warning and stands in its property Warnings. PNG, JPEG, BMP, GIF and
/// WebP are read; of large pictures the longest side is scaled down to 1280 pixels while they are read.
/// Of an array, fractions go from 0 (black) to 1 (white), whole numbers from 0 to 255; where no whole number is above 1,
/// 1 is white. Bytes always go to 255.
/// </remarks>
/// <example>
/// <para>Look at a photo as a network sees it.</para>
/// <code>ConvertTo-DigitImage ./seven.jpg | Show-DigitImage</code>
/// </example>
/// <example>
/// <para>Look at every stage of the preparation.</para>
/// <code>ConvertTo-DigitImage ./seven.jpg -Steps | Show-DigitImage</code>
/// </example>
/// <example>
/// <para>Write the prepared digits of a folder as small picture files.</para>
/// <code>Get-ChildItem ./scans/*.png | ConvertTo-DigitImage | Export-DigitImage -Path ./prepared</code>
/// </example>
/// <example>
/// <para>An array of 784 bytes; the comma keeps PowerShell from taking it apart.</para>
/// <code>$bytes = [byte[]]::new(784); 300..400 | ForEach-Object { $bytes[$_] = 255 }
/// , $bytes | ConvertTo-DigitImage -Force</code>
/// </example>
[Cmdlet(VerbsData.ConvertTo, "DigitImage", DefaultParameterSetName = PathSet)]
[OutputType(typeof(PreparedImage), typeof(PreparationStep))]
public sealed class ConvertToDigitImageCommand : PathCommand
{
    private const string PixelSet = "Pixel";

    private readonly PixelCollector _pixels = new(PreparedImage.Side * PreparedImage.Side);

    /// <summary>
    /// An array of pixels: 784 numbers, or rows of any size such as 28 of 28. Fractions from 0 (black) to 1 (white) or
    /// whole numbers from 0 to 255.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PixelSet)]
    [Pixels]
    public object Pixel { get; set; } = null!;

    /// <summary>
    /// Whether the ink is darker than the ground (DarkOnLight) or lighter (LightOnDark). Default: Auto, found out from
    /// the picture.
    /// </summary>
    [Parameter]
    [FlatList]
    public InkPolarity Polarity { get; set; } = InkPolarity.Auto;

    /// <summary>Leaves the strokes as wide as they are. Otherwise very thin and very thick ones are brought to a width that MNIST has.</summary>
    [Parameter]
    public SwitchParameter KeepStroke { get; set; }

    /// <summary>Leaves straight lines across the page in. Otherwise those of lined and graph paper are taken out.</summary>
    [Parameter]
    public SwitchParameter KeepRuling { get; set; }

    /// <summary>Prepares also a picture that has 28 × 28 pixels, light on dark, and would be handed on as it is.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Puts out every stage of the preparation, from the grey picture to the centred digit, instead of the digit alone.</summary>
    [Parameter]
    public SwitchParameter Steps { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PixelSet)
        {
            Attempt(PreparePixels, Pixel);
            return;
        }

        ForEachFile(file => Prepare(ImageReader.Read(file, cancellation: StopToken)));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Attempt(_pixels.CheckComplete, Pixel);

    private void PreparePixels()
    {
        foreach (var image in _pixels.Add(Pixel))
            Prepare(GrayImage.FromPixels(PixelArray.Read(image)));
    }

    private void Prepare(GrayImage picture)
    {
        var prepared = DigitImagePreparation.Prepare(picture, Options(), StopToken);
        foreach (var warning in prepared.Warnings)
            Warn(warning, picture.Path);
        if (Steps)
            WriteObject(prepared.Steps, enumerateCollection: true);
        else
            WriteObject(prepared);
    }

    private PreparationOptions Options() => new()
    {
        Polarity = Polarity,
        NormalizeStroke = !KeepStroke,
        RemoveRuling = !KeepRuling,
        KeepPrepared = !Force,
        KeepSteps = Steps,
    };
}

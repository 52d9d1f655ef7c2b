using System.Globalization;
using System.Management.Automation;
using MnistPS.Imaging;

namespace MnistPS.Commands;

/// <summary>Writes images of a dataset as picture files.</summary>
/// <remarks>
/// The ending of the path chooses the format: .png, .jpg or .webp. With an existing folder as the path, each image gets a
/// name of its own, made of its number and its label. A file that is there is replaced, unless -NoClobber is given.
/// </remarks>
/// <example>
/// <para>Write one digit as black ink on a white page, eight times as large.</para>
/// <code>$test | Get-DigitImage -Index 0 | Export-DigitImage -Path ./digit.png -Scale 8 -DarkOnLight</code>
/// </example>
/// <example>
/// <para>Write the first hundred digits into a folder: 00000-7.png, 00001-2.png, ….</para>
/// <code>$test | Get-DigitImage -First 100 | Export-DigitImage -Path ./digits</code>
/// </example>
[Cmdlet(VerbsData.Export, "DigitImage", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportDigitImageCommand : ModuleCmdlet
{
    private readonly HashSet<string> _written = [];

    /// <summary>The image, of a dataset or prepared from a file.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public Data.DigitImage Image { get; set; } = null!;

    /// <summary>Path of the file to write, or of a folder that exists.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = null!;

    /// <summary>Each pixel becomes a square of so many pixels. Range: 1 to 256. Default: 1.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int Scale { get; set; } = 1;

    /// <summary>Writes dark ink on a light ground, as on paper, instead of MNIST's light ink on a dark ground.</summary>
    [Parameter]
    public SwitchParameter DarkOnLight { get; set; }

    /// <summary>Refuses to replace a file that is there.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Puts out the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Write, Image);

    private void Write()
    {
        var path = FilePaths.ResolveNew(this, Path);
        if (Directory.Exists(path))
            path = System.IO.Path.Combine(path, NameOf(Image));
        CheckFirst(path);
        if (NoClobber && File.Exists(path))
        {
            WriteError(ErrorRecords.Create(
                "FileExists", ErrorCategory.ResourceExists, $"'{path}' exists. Leave -NoClobber out to replace it.", path));
            return;
        }

        if (!ShouldProcess(path, "Export image"))
            return;
        ImageWriter.Write(ToGray(), path, Scale);
        _written.Add(path);
        if (PassThru)
            WriteObject(new FileInfo(path));
    }

    private void CheckFirst(string path)
    {
        if (_written.Contains(path))
            throw new MnistPSException(
                "SeveralImagesOneFile",
                ErrorKind.InvalidArgument,
                $"'{path}' was written for another image of this pipeline. Give the path of a folder for several images.");
    }

    private GrayImage ToGray()
    {
        byte[] pixels = DarkOnLight ? [.. Image.Pixels.Select(pixel => (byte)(byte.MaxValue - pixel))] : Image.Pixels;
        return GrayImage.FromBytes(Image.Width, Image.Height, pixels);
    }

    private string NameOf(Data.DigitImage image)
    {
        var number = (image.Index ?? _written.Count).ToString("D5", CultureInfo.InvariantCulture);
        return image.Label is { } label ? $"{number}-{label}.png" : $"{number}.png";
    }
}

using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Data;

namespace MnistPS.Commands.Data;

/// <summary>Makes a row of numbers of each image: 28 × 28 pixels become a vector of 784.</summary>
/// <remarks>
/// A dense layer reads vectors, not pictures: the rows of pixels are put one after the other. A dataset stays where it
/// is and is only seen in another shape; its bytes become numbers from 0 (background) to 1 (ink) when a batch is
/// formed. Of a single image the numbers themselves are put out, as one array.
/// </remarks>
/// <example>
/// <para>Flatten a dataset: (60000, 28, 28) becomes (60000, 784).</para>
/// <code>$train = $train | ConvertTo-FlatImage</code>
/// </example>
/// <example>
/// <para>See the vector that the network reads for one image.</para>
/// <code>$x = $test | Get-DigitImage -Index 0 | ConvertTo-FlatImage
/// $x.Count</code>
/// </example>
[Cmdlet(VerbsData.ConvertTo, "FlatImage", DefaultParameterSetName = DatasetSet)]
[OutputType(typeof(DigitDataset), ParameterSetName = [DatasetSet])]
[OutputType(typeof(float[]), ParameterSetName = [ImageSet])]
public sealed class ConvertToFlatImageCommand : ModuleCmdlet
{
    private const string DatasetSet = "Dataset";
    private const string ImageSet = "Image";

    /// <summary>The dataset.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = DatasetSet)]
    public DigitDataset Dataset { get; set; } = null!;

    /// <summary>A single image.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ImageSet)]
    public DigitImage Image { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == DatasetSet)
            WriteObject(Dataset.Flatten());
        else
            WriteObject(Numbers(Image), enumerateCollection: false);
    }

    private static float[] Numbers(DigitImage image)
    {
        var numbers = new float[image.Pixels.Length];
        PixelScaling.ToUnitRange(image.Pixels, numbers);
        return numbers;
    }
}

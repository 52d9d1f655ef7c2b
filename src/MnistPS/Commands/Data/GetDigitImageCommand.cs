using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Data;
using MnistPS.Errors;
using MnistPS.Parameters;

namespace MnistPS.Commands.Data;

/// <summary>Gets single images out of a dataset.</summary>
/// <remarks>
/// An image carries its pixels (0 = background, 255 = ink), its label and its number. Without a choice all images are
/// put out, one after the other, in their order.
/// </remarks>
/// <example>
/// <para>The first ten images to test with.</para>
/// <code>$test | Get-DigitImage -Index 0..9</code>
/// </example>
/// <example>
/// <para>Twelve sevens, picked at random, but the same ones each time.</para>
/// <code>$train | Get-DigitImage -Label 7 -Random -First 12 -Seed 1 | Show-DigitImage</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "DigitImage")]
[OutputType(typeof(DigitImage))]
public sealed class GetDigitImageCommand : ModuleCmdlet
{
    /// <summary>The dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public DigitDataset Dataset { get; set; } = null!;

    /// <summary>Numbers of images, from 0, also as a range: 0..9. Default: all.</summary>
    [Parameter(Position = 0)]
    [IndexList]
    public int[]? Index { get; set; }

    /// <summary>Only images with one of these labels, also as a range: 0..4. Default: any.</summary>
    [Parameter]
    [IndexList]
    public int[]? Label { get; set; }

    /// <summary>How many images at most, at least 1. Default: all.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Picks them in random order, none twice.</summary>
    [Parameter]
    public SwitchParameter Random { get; set; }

    /// <summary>
    /// What the random order depends on: the same seed picks the same images. Default: another one each time.
    /// </summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var selection = new ImageSelection
        {
            Indices = Index,
            Labels = Label,
            Count = First,
            Random = Random || Seed is not null,
            Seed = Seed ?? System.Random.Shared.Next(),
        };
        foreach (var label in selection.UnknownLabels(Dataset))
            WriteError(UnknownLabel(label));
        foreach (var index in selection.Choose(Dataset))
            Attempt(() => WriteObject(Dataset.GetImage(index)), index);
    }

    private ErrorRecord UnknownLabel(int label) => ErrorRecords.Create(
        "LabelNotFound",
        ErrorCategory.ObjectNotFound,
        $"Label {label} is not in the dataset: its {Dataset.ClassCount} classes have the labels 0 to {Dataset.ClassCount - 1}.",
        label);
}

using System.Management.Automation;
using MnistPS.Charts;

namespace MnistPS.Paths;

/// <summary>What the cmdlets share that draw a chart into a file.</summary>
public abstract class ChartCommand : ExportCommand
{
    /// <summary>Width in pixels. Range: 200 to 8192. Default: as the cmdlet's description says.</summary>
    [Parameter]
    [ValidateRange(ChartOptions.MinimumSize, ChartOptions.MaximumSize)]
    public int? Width { get; set; }

    /// <summary>Height in pixels. Range: 200 to 8192. Default: as the cmdlet's description says.</summary>
    [Parameter]
    [ValidateRange(ChartOptions.MinimumSize, ChartOptions.MaximumSize)]
    public int? Height { get; set; }

    /// <summary>What stands above the chart. Default: what it shows, and the name of the model.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Require(
        () => Export(FullPath, $"Export {Content}", () => Draw(
            FullPath, new ChartOptions { Width = Width ?? UsualWidth, Height = Height ?? UsualHeight, Title = Title })),
        Path);

    /// <summary>What the chart shows, for -WhatIf and -Confirm.</summary>
    private protected abstract string Content { get; }

    /// <summary>Pixels in a row where the user asks for no other number.</summary>
    private protected abstract int UsualWidth { get; }

    /// <summary>Pixels in a column where the user asks for no other number.</summary>
    private protected abstract int UsualHeight { get; }

    /// <summary>Draws the chart into a file.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="options">Size and title.</param>
    private protected abstract void Draw(string path, ChartOptions options);
}

using MnistPS.Build.Docs;

namespace MnistPS.Build.Cmdlets;

/// <summary>The parameters that PowerShell itself adds to cmdlets with <c>SupportsShouldProcess</c>.</summary>
internal static class ShouldProcessParameters
{
    /// <summary>Both of them.</summary>
    public static IReadOnlyList<ParameterHelp> All { get; } =
    [
        Switch("WhatIf", "wi", "Shows what would happen. Nothing is done."),
        Switch("Confirm", "cf", "Asks before anything is done."),
    ];

    private static ParameterHelp Switch(string name, string alias, string description) => new(
        name, "switch", IsSwitch: true, [alias], [DocBlock.Paragraph(description)], Default: null, [], false,
        [ParameterUse.Optional]);
}

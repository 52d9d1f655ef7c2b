using MnistPS.Build.Cmdlets;
using MnistPS.Build.Docs;

namespace MnistPS.Core.Tests.Build;

/// <summary>A cmdlet's help, made up for the tests.</summary>
internal static class CmdletPages
{
    public static CmdletHelp NewLayer(
        IReadOnlyList<DocBlock>? synopsis = null,
        IReadOnlyList<ParameterHelp>? parameters = null,
        IReadOnlyList<ExampleHelp>? examples = null)
    {
        parameters ??=
        [
            Parameter("Name", "string"),
            Parameter("Units", "int", new ParameterUse("ByUnits", true, 0, false, false, false)),
            Parameter("Shape", "int[]", new ParameterUse("ByShape", true, null, false, false, false)),
            Parameter("From", "Layer", ParameterUse.Optional with { ByValue = true, Position = 1 }),
            Parameter("Activation", "Activation") with { Values = ["Linear", "ReLU"], Default = "ReLU" },
            Parameter("NoBias", "switch") with { IsSwitch = true, Aliases = ["nb"] },
        ];
        return new CmdletHelp(
            "New",
            "Layer",
            "MnistPS.NewLayerCommand",
            ["layer"],
            synopsis ?? [DocBlock.Paragraph("Makes a layer.")],
            [DocBlock.Paragraph("One."), DocBlock.Paragraph("Two.")],
            ParameterSets.Of(parameters, "ByUnits"),
            parameters,
            [new TypeHelp("Layer", [])],
            [new TypeHelp("Layer", [DocBlock.Paragraph("A layer.")])],
            examples ?? [new ExampleHelp("Make one", [], "New-Layer 10", [DocBlock.Paragraph("It has ten.")])],
            [new DocRun("Get-Layer", true, "Get-Layer.md"), new DocRun("Keras", false, "https://keras.io")]);
    }

    public static ParameterHelp Parameter(string name, string type, params ParameterUse[] uses) => new(
        name, type, false, [], [DocBlock.Paragraph($"What {name} is.")], null, [], false,
        uses.Length > 0 ? uses : [ParameterUse.Optional]);
}

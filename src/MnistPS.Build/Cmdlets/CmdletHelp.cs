using MnistPS.Build.Docs;

namespace MnistPS.Build.Cmdlets;

/// <summary>All that the help of a cmdlet says.</summary>
/// <param name="Verb">Its verb.</param>
/// <param name="Noun">Its noun.</param>
/// <param name="TypeName">The class, for messages.</param>
/// <param name="Aliases">Its aliases.</param>
/// <param name="Synopsis">The class's summary.</param>
/// <param name="Description">The class's remarks; the summary where there are none.</param>
/// <param name="ParameterSets">Its parameter sets, the default one first.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Inputs">What it takes from the pipeline.</param>
/// <param name="Outputs">What it writes.</param>
/// <param name="Examples">Its examples.</param>
/// <param name="Links">What to read next.</param>
internal sealed record CmdletHelp(
    string Verb,
    string Noun,
    string TypeName,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<DocBlock> Synopsis,
    IReadOnlyList<DocBlock> Description,
    IReadOnlyList<ParameterSetHelp> ParameterSets,
    IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<TypeHelp> Inputs,
    IReadOnlyList<TypeHelp> Outputs,
    IReadOnlyList<ExampleHelp> Examples,
    IReadOnlyList<DocRun> Links)
{
    /// <summary>The cmdlet's name.</summary>
    public string Name => $"{Verb}-{Noun}";
}

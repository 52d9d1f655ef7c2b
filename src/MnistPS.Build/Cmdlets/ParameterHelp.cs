using MnistPS.Build.Docs;

namespace MnistPS.Build.Cmdlets;

/// <summary>What the help says of a parameter.</summary>
/// <param name="Name">Its name, without the dash.</param>
/// <param name="TypeName">Its type as PowerShell says it.</param>
/// <param name="IsSwitch">Whether it takes no value.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Description">What it means.</param>
/// <param name="Default">What holds where it is not given; null for nothing.</param>
/// <param name="Values">The only values that it takes; empty for any.</param>
/// <param name="TakesWildcards">Whether it takes <c>*</c> and <c>?</c>.</param>
/// <param name="Uses">How it is used in each parameter set that it is in.</param>
internal sealed record ParameterHelp(
    string Name,
    string TypeName,
    bool IsSwitch,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<DocBlock> Description,
    string? Default,
    IReadOnlyList<string> Values,
    bool TakesWildcards,
    IReadOnlyList<ParameterUse> Uses)
{
    /// <summary>How it is used, for where help has room for one answer only.</summary>
    public ParameterUse MainUse => Uses[0];
}

using MnistPS.Build.Docs;

namespace MnistPS.Build.Cmdlets;

/// <summary>A type that a cmdlet takes from the pipeline, or writes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
internal sealed record TypeHelp(string Name, IReadOnlyList<DocBlock> Description);

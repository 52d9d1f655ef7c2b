namespace MnistPS.Build.Cmdlets;

/// <summary>A parameter set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Items">Its parameters, in the order of the syntax, and how each is used in it.</param>
internal sealed record ParameterSetHelp(string Name, IReadOnlyList<(ParameterHelp Parameter, ParameterUse Use)> Items);

namespace MnistPS.Build.Cmdlets;

/// <summary>How a parameter is used in a parameter set: what a <c>[Parameter]</c> attribute says.</summary>
/// <param name="Set">The set; <see cref="AllSets"/> for all of them.</param>
/// <param name="Mandatory">Whether it must be given.</param>
/// <param name="Position">Its position among the unnamed arguments; null where it must be named.</param>
/// <param name="ByValue">Whether it takes objects from the pipeline.</param>
/// <param name="ByPropertyName">Whether it takes properties of objects from the pipeline.</param>
/// <param name="TakesTheRest">Whether it takes all arguments that are left.</param>
internal sealed record ParameterUse(
    string Set,
    bool Mandatory,
    int? Position,
    bool ByValue,
    bool ByPropertyName,
    bool TakesTheRest)
{
    /// <summary>PowerShell's name for all parameter sets.</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>A parameter that may be named, in every set.</summary>
    public static ParameterUse Optional { get; } = new(AllSets, false, null, false, false, false);

    /// <summary>What the pipeline gives it, as PowerShell's help says it.</summary>
    public string PipelineInput => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}

namespace MnistPS.Build;

/// <summary>The codes in this tool's <c>error MPSnnn:</c> lines. Stable: builds and people search for them.</summary>
internal static class BuildErrors
{
    /// <summary>A public cmdlet has no summary.</summary>
    public const string CmdletWithoutSummary = "MPS001";

    /// <summary>A parameter has no summary.</summary>
    public const string ParameterWithoutSummary = "MPS002";

    /// <summary>A cmdlet has no example.</summary>
    public const string CmdletWithoutExample = "MPS003";

    /// <summary>A committed page is not what the sources say.</summary>
    public const string StalePage = "MPS004";

    /// <summary>The command line is wrong.</summary>
    public const string Usage = "MPS010";

    /// <summary>A file is absent, unreadable or cannot be written.</summary>
    public const string File = "MPS011";

    /// <summary>A file is not what it says it is.</summary>
    public const string InvalidData = "MPS012";
}

using System.Management.Automation;

namespace MnistPS.Hosting;

/// <summary>A path and what lies below it, as one path.</summary>
[Cmdlet(VerbsCommon.Join, "Path")]
[OutputType(typeof(string))]
public sealed class JoinPathCommand : PSCmdlet
{
    /// <summary>The folders to start from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] Path { get; set; } = [];

    /// <summary>What lies below.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString]
    public string ChildPath { get; set; } = "";

    /// <summary>What lies below that.</summary>
    [Parameter(Position = 2, ValueFromRemainingArguments = true)]
    public string[] AdditionalChildPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            WriteObject(AdditionalChildPath.Prepend(ChildPath).Aggregate(path, SessionState.Path.Combine));
    }
}

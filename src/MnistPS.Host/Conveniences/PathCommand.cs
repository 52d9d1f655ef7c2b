using System.Management.Automation;

namespace MnistPS.Hosting;

/// <summary>What the commands that look at paths have in common.</summary>
public abstract class PathCommand : PSCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The paths, in which <c>*</c>, <c>?</c> and <c>[ ]</c> stand for other characters.</summary>
    [Parameter(
        Position = 0, ParameterSetName = ByPath, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[]? Path { get; set; }

    /// <summary>The paths as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>The paths that were given, in whichever way.</summary>
    protected IEnumerable<string> Given => LiteralPath ?? Path ?? PathsByDefault;

    /// <summary>What is looked at where no path was given.</summary>
    protected virtual string[] PathsByDefault => [];

    /// <summary>No character stands for another.</summary>
    protected bool IsLiteral => LiteralPath is not null;

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        foreach (var path in Given)
            ProcessPathOrReport(path);
    }

    /// <summary>Does the command's work for one path.</summary>
    protected abstract void ProcessPath(string path);

    private void ProcessPathOrReport(string path)
    {
        try
        {
            ProcessPath(path);
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (RuntimeException failure)
        {
            WriteError(new ErrorRecord(failure.ErrorRecord, failure));
        }
    }
}

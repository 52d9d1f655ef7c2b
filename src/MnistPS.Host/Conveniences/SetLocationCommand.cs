using System.Management.Automation;

namespace MnistPS.Hosting;

/// <summary>Goes to another folder.</summary>
[Cmdlet(VerbsCommon.Set, "Location")]
public sealed class SetLocationCommand : PSCmdlet
{
    /// <summary>The folder; the home folder where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Path { get; set; } = "~";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            SessionState.Path.SetLocation(Path);
        }
        catch (RuntimeException failure)
        {
            WriteError(new ErrorRecord(failure.ErrorRecord, failure));
        }
    }
}

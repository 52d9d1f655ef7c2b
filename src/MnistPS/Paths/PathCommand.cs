using System.Management.Automation;
using MnistPS.Cmdlets;

namespace MnistPS.Paths;

/// <summary>What the cmdlets share that read files, as PowerShell's own do: Get-Content, Import-Csv.</summary>
public abstract class PathCommand : ModuleCmdlet
{
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";

    /// <summary>Paths of what is read; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of what is read, in which every character stands for itself.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Whether paths were given, and nothing else to read.</summary>
    private protected bool HasPaths => ParameterSetName is PathSet or LiteralPathSet;

    /// <summary>Whether wildcards are ordinary characters.</summary>
    private protected bool IsLiteral => ParameterSetName == LiteralPathSet;

    /// <summary>The paths as they were given.</summary>
    private protected IReadOnlyList<string> GivenPaths => IsLiteral ? LiteralPath : Path;

    /// <summary>Whether a folder can be read as well as a file.</summary>
    private protected virtual bool ReadsFolders => false;

    /// <summary>Does something with each file. One that is missing or cannot be read is an error, and the next has its turn.</summary>
    /// <param name="read">What to do with the full path.</param>
    private protected void ForEachFile(Action<string> read)
    {
        foreach (var path in GivenPaths)
        {
            foreach (var file in Attempt(() => FilePaths.Resolve(this, path, IsLiteral), path) ?? [])
            {
                Attempt(
                    () =>
                    {
                        FilePaths.CheckReadable(file, ReadsFolders);
                        read(file);
                    },
                    file);
            }
        }
    }
}

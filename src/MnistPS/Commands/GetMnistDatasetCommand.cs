using System.Management.Automation;
using MnistPS.Data;
using MnistPS.Data.Mnist;

namespace MnistPS.Commands;

/// <summary>Gets MNIST: 60,000 handwritten digits to train with and 10,000 to test with.</summary>
/// <remarks>
/// It puts out two datasets, training first. The files are looked for in the folder of -Path; without it, in the folder
/// that the environment variable MNISTPS_DATA names, then in the cache of this user, and else they are downloaded (12
/// MB) into the cache from one of several servers. MNISTPS_MIRRORS names other servers. The SHA-256 of their content is
/// checked. A folder may also hold Fashion-MNIST or KMNIST, which have the same file names; other data sets in the same
/// format are read with -SkipChecksum.
/// </remarks>
/// <example>
/// <para>Get both datasets.</para>
/// <code>$train, $test = Get-MnistDataset</code>
/// </example>
/// <example>
/// <para>Get the first thousand images to test with from files of your own, compressed or not.</para>
/// <code>$test = Get-MnistDataset -Path ./mnist -Split Test -First 1000</code>
/// </example>
/// <example>
/// <para>Only use what is on this machine, as a script should that must not reach out.</para>
/// <code>$train, $test = Get-MnistDataset -Offline</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "MnistDataset", DefaultParameterSetName = FoundSet, SupportsShouldProcess = true)]
[OutputType(typeof(DigitDataset))]
public sealed class GetMnistDatasetCommand : ModuleCmdlet
{
    private const string FoundSet = "Found";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string FileSystem = "FileSystem";

    /// <summary>A folder that holds the four files, compressed with gzip or not; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>A folder that holds the four files, in whose name every character stands for itself.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = null!;

    /// <summary>Which part: Train, Test, or All, which is both. Default: All.</summary>
    [Parameter]
    [ValidateSet(nameof(MnistSplits.Train), nameof(MnistSplits.Test), nameof(MnistSplits.All))]
    public MnistSplits Split { get; set; } = MnistSplits.All;

    /// <summary>How many images of each part, from its start, at least 1. Default: all.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>
    /// Reads files of any content in MNIST's format, known or not. Downloads are checked all the same.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipChecksum { get; set; }

    /// <summary>Never downloads: what is not on this machine is an error.</summary>
    [Parameter(ParameterSetName = FoundSet)]
    public SwitchParameter Offline { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            foreach (var dataset in Require(Read, Path ?? LiteralPath))
                WriteObject(dataset.Count > First ? dataset.Slice(0, First) : dataset);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private IReadOnlyList<DigitDataset> Read() => ParameterSetName == FoundSet
        ? ReadFound()
        : MnistFolder.Read(ResolveFolder(), Split, !SkipChecksum, StopToken);

    private IReadOnlyList<DigitDataset> ReadFound()
    {
        var places = MnistPlaces.FromEnvironment();
        var source = new MnistSource(places);
        WarnOfEmptyFolder(places, source);
        if (source.TryRead(Split, !SkipChecksum, StopToken) is { } found)
            return found;
        if (Offline)
            throw source.NotAvailable(["no server was asked: -Offline"]);
        if (!ShouldProcess(places.CacheFolder, "Download MNIST (12 MB)"))
            return [];
        new DownloadReporter(this).Run(progress => source.DownloadAsync(Split, progress, StopToken));
        return source.TryRead(Split, !SkipChecksum, StopToken)
            ?? throw source.NotAvailable(["it was downloaded, but what was written cannot be read back"]);
    }

    // A setting that does nothing is told, but stands in nobody's way.
    private void WarnOfEmptyFolder(MnistPlaces places, MnistSource source)
    {
        if (places.DataFolder is { } folder && source.FindFolder(Split) != folder)
            WriteWarning(
                $"{MnistPlaces.DataVariable} names '{folder}', where none of MNIST's files are; going on without it.");
    }

    private string ResolveFolder()
    {
        var folder = ParameterSetName == PathSet ? ResolveWildcards() : ResolveLiteral();
        if (Directory.Exists(folder))
            return folder;
        throw NotFound(File.Exists(folder)
            ? $"'{folder}' is a file. Give the folder that holds it and the other three."
            : $"The folder '{folder}' does not exist.");
    }

    private string ResolveWildcards()
    {
        try
        {
            var folders = SessionState.Path.GetResolvedProviderPathFromPSPath(Path, out var provider);
            CheckProvider(provider, Path);
            return folders.Count == 1
                ? folders[0]
                : throw NotFound($"'{Path}' stands for {folders.Count} paths; give one folder.");
        }
        catch (Exception error) when (IsPathError(error))
        {
            throw NotFound(error.Message, error);
        }
    }

    private string ResolveLiteral()
    {
        try
        {
            var folder = SessionState.Path.GetUnresolvedProviderPathFromPSPath(LiteralPath, out var provider, out _);
            CheckProvider(provider, LiteralPath);
            return folder;
        }
        catch (Exception error) when (IsPathError(error))
        {
            throw NotFound(error.Message, error);
        }
    }

    private static void CheckProvider(ProviderInfo provider, string path)
    {
        if (provider.Name != FileSystem)
            throw NotFound($"'{path}' is of the provider {provider.Name}. Give a folder in the file system.");
    }

    private static bool IsPathError(Exception error) =>
        error is ItemNotFoundException or System.Management.Automation.DriveNotFoundException
            or ProviderNotFoundException or NotSupportedException;

    private static MnistPSException NotFound(string message, Exception? cause = null) =>
        new("MnistPathNotFound", ErrorKind.ObjectNotFound, message, cause);
}

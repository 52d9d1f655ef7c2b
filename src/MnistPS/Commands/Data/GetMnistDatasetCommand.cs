using System.Management.Automation;
using MnistPS.Data;
using MnistPS.Data.Mnist;
using MnistPS.Parameters;
using MnistPS.Paths;
using MnistPS.Progress;

namespace MnistPS.Commands.Data;

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
public sealed class GetMnistDatasetCommand : PathCommand
{
    private const string FoundSet = "Found";

    /// <summary>Which part: Train, Test, or All, which is both. Default: All.</summary>
    [Parameter]
    [ValidateSet(nameof(MnistSplits.Train), nameof(MnistSplits.Test), nameof(MnistSplits.All))]
    [FlatList]
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
        foreach (var dataset in Require(Read, GivenPaths))
            WriteObject(dataset.Count > First ? dataset.Slice(0, First) : dataset);
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
        var folders = ResolveFolders();
        if (folders.Count != 1)
            throw NotFound($"'{string.Join("', '", GivenPaths)}' stands for {folders.Count} paths; give one folder.");
        if (Directory.Exists(folders[0]))
            return folders[0];
        throw NotFound(File.Exists(folders[0])
            ? $"'{folders[0]}' is a file. Give the folder that holds it and the other three."
            : $"The folder '{folders[0]}' does not exist.");
    }

    private IReadOnlyList<string> ResolveFolders()
    {
        try
        {
            return [.. GivenPaths.SelectMany(path => FilePaths.Resolve(this, path, IsLiteral))];
        }
        catch (MnistPSException error)
        {
            throw NotFound(error.Message, error);
        }
    }

    private static MnistPSException NotFound(string message, Exception? cause = null) =>
        new("MnistPathNotFound", ErrorKind.ObjectNotFound, message, cause);
}

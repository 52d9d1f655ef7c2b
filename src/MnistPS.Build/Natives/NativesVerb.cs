using MnistPS.Build.Elf;

namespace MnistPS.Build.Natives;

/// <summary><c>natives</c>: lays out the native libraries.</summary>
internal static class NativesVerb
{
    /// <summary>The library that does not load on older systems as it comes.</summary>
    private const string LibraryToRelax = "libLibTorchSharp.so";

    /// <summary>
    /// What it asks of libstdc++ (GCC 13) for <c>std::ios_base_library_init</c> alone, which nothing ever calls.
    /// Debian 12, Ubuntu 22.04 and RHEL 9 have older ones.
    /// </summary>
    private const string NeedlessVersion = "GLIBCXX_3.4.32";

    private const string OpenMP = "libgomp";

    /// <summary>Runs the verb.</summary>
    public static int Run(ReadOnlySpan<string> args, TextWriter output)
    {
        var arguments = Arguments.Parse(args, ["--from", "--to"]);
        var sources = arguments.AtLeastOne("--from");
        var folder = new NativeFolder(arguments.One("--to"));
        foreach (var source in sources)
        {
            if (Place(folder, source, sources) is string done)
            {
                output.WriteLine($"  {Path.GetFileName(source)}: {done}");
            }
        }

        return 0;
    }

    // libtorch asks for OpenMP's library by a name that is not the library's own, and the loader does not know it again.
    private static string[] OpenMPOf(IEnumerable<string> sources) =>
        [.. sources.Select(source => Path.GetFileName(source)!).Where(name => name.StartsWith(OpenMP, StringComparison.Ordinal))];

    // What was done, or null when there was nothing to do.
    private static string? Place(NativeFolder folder, string source, IReadOnlyList<string> all)
    {
        VersionNeedOutcome? outcome = null;
        Placement placement;
        if (Path.GetFileName(source).Equals(LibraryToRelax, StringComparison.Ordinal))
        {
            (placement, outcome) = folder.PlaceRelaxed(source, NeedlessVersion, OpenMPOf(all));
        }
        else
        {
            placement = folder.Place(source);
        }

        return (placement, outcome) switch
        {
            (Placement.UpToDate, _) => null,
            (_, null) => $"{placement}",
            _ => $"{placement}, need of {NeedlessVersion}: {outcome}",
        };
    }
}

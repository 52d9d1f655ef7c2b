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

    /// <summary>Runs the verb.</summary>
    public static int Run(ReadOnlySpan<string> args, TextWriter output)
    {
        Arguments arguments = Arguments.Parse(args, ["--from", "--to"]);
        IReadOnlyList<string> sources = arguments.AtLeastOne("--from");
        var folder = new NativeFolder(arguments.One("--to"));
        foreach (string source in sources)
        {
            if (Place(folder, source) is string done)
            {
                output.WriteLine($"  {Path.GetFileName(source)}: {done}");
            }
        }

        return 0;
    }

    // What was done, or null when there was nothing to do.
    private static string? Place(NativeFolder folder, string source)
    {
        VersionNeedOutcome? outcome = null;
        Placement placement;
        if (Path.GetFileName(source).Equals(LibraryToRelax, StringComparison.Ordinal))
        {
            (placement, outcome) = folder.PlaceWithWeakNeed(source, NeedlessVersion);
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

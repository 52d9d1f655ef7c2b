namespace MnistPS.Data.Mnist;

/// <summary>Where MNIST is looked for: a folder of the user's choice, the cache, servers.</summary>
public sealed record MnistPlaces
{
    /// <summary>Names a folder that holds the files.</summary>
    public const string DataVariable = "MNISTPS_DATA";

    /// <summary>Names servers to ask instead of the usual ones: base addresses, with blanks between them.</summary>
    public const string MirrorsVariable = "MNISTPS_MIRRORS";

    private const string CacheHomeVariable = "XDG_CACHE_HOME";
    private const string CacheName = "mnistps";

    /// <summary>The servers that are asked, in this order. Checksums decide what to make of their answers.</summary>
    public static IReadOnlyList<Uri> UsualMirrors { get; } =
    [
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
    ];

    /// <summary>The folder that <c>MNISTPS_DATA</c> names; null where it is not set.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The folder in which downloads are kept.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Base addresses of servers, asked in this order.</summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } = UsualMirrors;

    /// <summary>
    /// The places for this user on this machine. The cache is <c>mnistps</c> in <c>XDG_CACHE_HOME</c>, else in the
    /// local application data (Windows) or in <c>~/.cache</c>.
    /// </summary>
    /// <param name="environment">Reads an environment variable; that of the process where it is not given.</param>
    /// <returns>The places.</returns>
    /// <exception cref="MnistPSException">An address of a mirror is none (<c>MirrorInvalid</c>).</exception>
    public static MnistPlaces FromEnvironment(Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var mirrors = environment(MirrorsVariable);
        return new MnistPlaces
        {
            DataFolder = environment(DataVariable) is { Length: > 0 } folder ? Path.GetFullPath(folder) : null,
            CacheFolder = Path.Combine(CacheHome(environment), CacheName),
            Mirrors = string.IsNullOrWhiteSpace(mirrors) ? UsualMirrors : ParseMirrors(mirrors),
        };
    }

    private static string CacheHome(Func<string, string?> environment)
    {
        // The specification says to ignore relative paths (XDG Base Directory Specification 0.8).
        if (environment(CacheHomeVariable) is { } home && Path.IsPathFullyQualified(home))
            return home;
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        var user = environment("HOME") is { Length: > 0 } given
            ? given
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return user.Length > 0 ? Path.Combine(user, ".cache") : Path.GetTempPath();
    }

    private static IReadOnlyList<Uri> ParseMirrors(string addresses) =>
        [.. addresses.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(ParseMirror)];

    private static Uri ParseMirror(string address)
    {
        // Without the slash at its end the last part of an address would be replaced by the file's name.
        var folder = address.EndsWith('/') ? address : address + "/";
        if (Uri.TryCreate(folder, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https"))
            return uri;
        throw new MnistPSException(
            "MirrorInvalid",
            ErrorKind.InvalidArgument,
            $"The environment variable {MirrorsVariable} has '{address}', which is not an address. Write addresses "
            + "that start with http:// or https://, with blanks between them, or remove the variable.");
    }
}

using System.Globalization;

namespace MnistPS.Benchmarks.Pictures;

/// <summary>How pictures are composed and who reads them.</summary>
internal sealed record PictureOptions
{
    // A fifth of them are numbers, of which there must be one.
    private const int FewestPictures = 5;

    /// <summary>Pictures of one digit; there are a fifth as many of numbers.</summary>
    internal int Count { get; private init; } = 500;

    /// <summary>
    /// Where all chance comes from. The preparation of pictures was tuned on single small seeds: the default is far from those.
    /// </summary>
    internal int Seed { get; private init; } = 20_260_311;

    /// <summary>A file of Export-DenseModel; null for the module's own model.</summary>
    internal string? ModelFile { get; private init; }

    /// <summary>Where pictures go that were read wrong; null for nowhere.</summary>
    internal string? FailureFolder { get; private init; }

    /// <summary>Reads them from the command line.</summary>
    /// <param name="arguments">Names, each with its value.</param>
    /// <exception cref="ArgumentException">There is no option of that name, or its value makes no sense.</exception>
    internal static PictureOptions Parse(string[] arguments)
    {
        if (arguments.Length % 2 != 0)
            throw new ArgumentException($"{arguments[^1]} has no value.");
        return arguments.Chunk(2).Aggregate(new PictureOptions(), (options, pair) => options.With(pair[0], pair[1]));
    }

    private PictureOptions With(string name, string value) => name switch
    {
        "--count" => this with { Count = Number(name, value, least: FewestPictures) },
        "--seed" => this with { Seed = Number(name, value, least: 0) },
        "--model" => this with { ModelFile = value },
        "--failures" => this with { FailureFolder = value },
        _ => throw new ArgumentException($"There is no option {name}."),
    };

    private static int Number(string name, string value, int least) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new ArgumentException($"{name} takes a whole number of at least {least}; {value} was given.");
}

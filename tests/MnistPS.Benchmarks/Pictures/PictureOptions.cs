using System.Globalization;

namespace MnistPS.Benchmarks.Pictures;

/// <summary>How pictures are composed and who reads them.</summary>
internal sealed record PictureOptions
{
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
    /// <exception cref="ArgumentException">There is no option of that name, or it has no value.</exception>
    internal static PictureOptions Parse(string[] arguments)
    {
        if (arguments.Length % 2 != 0)
            throw new ArgumentException($"{arguments[^1]} has no value.", nameof(arguments));
        return arguments.Chunk(2).Aggregate(new PictureOptions(), (options, pair) => pair[0] switch
        {
            "--count" => options with { Count = Number(pair[1]) },
            "--seed" => options with { Seed = Number(pair[1]) },
            "--model" => options with { ModelFile = pair[1] },
            "--failures" => options with { FailureFolder = pair[1] },
            _ => throw new ArgumentException($"There is no option {pair[0]}.", nameof(arguments)),
        });
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

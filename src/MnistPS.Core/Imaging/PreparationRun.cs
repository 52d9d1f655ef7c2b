using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging;

/// <summary>One preparation on its way: how it is wanted, its stages and warnings so far, and whether it shall stop.</summary>
/// <param name="options">How to prepare.</param>
/// <param name="source">The file that the picture was read from; null for one made in memory.</param>
/// <param name="cancellation">Stops the preparation.</param>
internal sealed class PreparationRun(PreparationOptions options, string? source, CancellationToken cancellation)
{
    /// <summary>The file that the picture was read from; null for one made in memory.</summary>
    internal string? Source { get; } = source;

    /// <summary>How to prepare.</summary>
    internal PreparationOptions Options { get; } = options;

    /// <summary>Stops the preparation.</summary>
    internal CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The stages so far; empty unless they are kept.</summary>
    internal List<PreparationStep> Steps { get; private init; } = [];

    /// <summary>What was noticed so far.</summary>
    internal List<string> Warnings { get; private init; } = [];

    /// <summary>Notes that a stage is done; stops here if that was asked for.</summary>
    /// <param name="name">A short name.</param>
    /// <param name="description">What was done and with which numbers.</param>
    /// <param name="image">The picture after the stage, asked for only where stages are kept.</param>
    /// <exception cref="OperationCanceledException">The preparation shall stop.</exception>
    internal void Add(string name, string description, Func<GrayImage> image)
    {
        Cancellation.ThrowIfCancellationRequested();
        if (Options.KeepSteps)
            Steps.Add(new PreparationStep(name, description, image()) { Number = Steps.Count + 1, Source = Source });
    }

    /// <summary>A copy for one of several digits that have their first stages in common.</summary>
    /// <returns>The copy.</returns>
    internal PreparationRun Fork() =>
        new(Options, Source, Cancellation) { Steps = [.. Steps], Warnings = [.. Warnings] };
}

using MnistPS.Benchmarks.Workers;

namespace MnistPS.Benchmarks.Speed;

/// <summary>How time grows with hidden units, batch size, images and layers.</summary>
internal static class ScalingSection
{
    private static readonly Workload s_base = new(Images: 10_000, BatchSize: 128, Hidden: [128]);

    // Single images would take a plain loop a quarter of an hour for the whole set.
    private static readonly (string Title, IReadOnlyList<Workload> Workloads)[] s_scales =
    [
        ("hidden units", [.. new[] { 32, 128, 512, 2048 }.Select(units => s_base with { Hidden = [units] })]),
        ("batch size",
        [
            s_base with { BatchSize = 1, Images = 1_000 },
            .. new[] { 8, 32, 512, 4096 }.Select(size => s_base with { BatchSize = size }),
        ]),
        ("images", [.. new[] { 1_000, 60_000 }.Select(count => s_base with { Images = count })]),
        ("layers", [.. Enumerable.Range(2, 3).Select(count => s_base with { Hidden = [.. Enumerable.Repeat(128, count)] })]),
    ];

    /// <summary>Measures and writes.</summary>
    /// <param name="output">Where to.</param>
    internal static void Write(TextWriter output)
    {
        output.WriteLine("### Scaling: seconds per epoch");
        output.WriteLine();
        var table = new MarkdownTable(
            "what grows", "network", "batch", "images", "MnistPS", "plain TorchSharp loop", "matrix products only",
            "MnistPS / products", "plain / MnistPS");
        foreach (var (title, workloads) in s_scales)
        {
            foreach (var workload in workloads)
                table.Add(Row(title, workload));
        }

        table.Write(output);
    }

    private static string[] Row(string title, Workload workload)
    {
        var comparison = Comparison.OfTraining(workload);
        return
        [
            title,
            workload.Network,
            $"{workload.BatchSize}",
            $"{workload.Images:N0}",
            Units.Time(comparison.Ours.Median),
            Units.Time(comparison.Plain.Median),
            Units.Time(comparison.Floor.Median),
            Bar.WriteRatio(comparison.OverFloor),
            Bar.WriteRatio(comparison.Gain),
        ];
    }
}

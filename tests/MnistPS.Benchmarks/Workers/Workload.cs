using System.Globalization;

namespace MnistPS.Benchmarks.Workers;

/// <summary>How much is to be done.</summary>
/// <param name="Images">Images that a round goes through.</param>
/// <param name="BatchSize">Images at a time.</param>
/// <param name="Hidden">Units of each hidden layer.</param>
/// <param name="Threads">Threads of libtorch; null for whatever the contestant uses of itself.</param>
internal sealed record Workload(int Images, int BatchSize, IReadOnlyList<int> Hidden, int? Threads = null)
{
    /// <summary>Values of one image.</summary>
    internal const int InputSize = 784;

    /// <summary>Digits that there are.</summary>
    internal const int ClassCount = 10;

    private const int OwnThreads = 0;

    /// <summary>The widths of the network, from the input to the output.</summary>
    internal IReadOnlyList<int> Widths => [InputSize, .. Hidden, ClassCount];

    /// <summary>The network as it is written: 784-128-10.</summary>
    internal string Network => string.Join('-', Widths);

    /// <summary>What <see cref="Parse"/> reads.</summary>
    internal IEnumerable<string> ToArguments() => new[] { Images, BatchSize, Threads ?? OwnThreads }.Concat(Hidden)
        .Select(number => number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads what <see cref="ToArguments"/> has written.</summary>
    /// <param name="arguments">The arguments.</param>
    internal static Workload Parse(IEnumerable<string> arguments)
    {
        int[] numbers = [.. arguments.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        return new Workload(numbers[0], numbers[1], numbers[3..], numbers[2] == OwnThreads ? null : numbers[2]);
    }
}

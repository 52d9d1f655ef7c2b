using System.Globalization;
using MnistPS.Benchmarks.Contestants;

namespace MnistPS.Benchmarks.Workers;

/// <summary>The process of one contestant, from inside.</summary>
internal static class Worker
{
    /// <summary>What the program is told to become one.</summary>
    internal const string Verb = "worker";

    /// <summary>Takes part until there are no more turns, then says how much memory it took at its peak.</summary>
    /// <param name="arguments">The contestant and its workload.</param>
    internal static void Serve(string[] arguments)
    {
        var workload = Workload.Parse(arguments.Skip(1));
        Contestant.Get(Enum.Parse<ContestantKind>(arguments[0]))(workload, new Rounds(Console.In, Console.Out));
        Console.Out.WriteLine(ProcessMemory.Peak.ToString(CultureInfo.InvariantCulture));
    }
}

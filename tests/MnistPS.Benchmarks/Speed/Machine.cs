namespace MnistPS.Benchmarks.Speed;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string LoadFile = "/proc/loadavg";

    /// <summary>The processor's name, where the system tells it.</summary>
    internal static string Processor => !File.Exists(ProcessorFile)
        ? "this machine"
        : File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
            .Split(':')[1].Trim() ?? "this machine";

    /// <summary>A sentence on how busy the machine has been for a minute; empty where the system does not tell.</summary>
    internal static string Load => File.Exists(LoadFile) ? $" Load: {File.ReadAllText(LoadFile).Split(' ')[0]}." : "";
}

using System.Diagnostics;
using System.Globalization;

namespace MnistPS.Benchmarks.Workers;

/// <summary>Memory of this process that lies in RAM, in bytes, native memory included.</summary>
internal static class ProcessMemory
{
    private const string StatusFile = "/proc/self/status";

    /// <summary>The most that it has been.</summary>
    internal static long Peak => Read("VmHWM") ?? Process.GetCurrentProcess().PeakWorkingSet64;

    /// <summary>What it is now.</summary>
    internal static long Current => Read("VmRSS") ?? Process.GetCurrentProcess().WorkingSet64;

    // A line is "VmHWM:     1234 kB".
    private static long? Read(string name)
    {
        if (!File.Exists(StatusFile))
            return null;
        var line = File.ReadLines(StatusFile).First(text => text.StartsWith(name + ':', StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
    }
}

using System.Runtime.InteropServices;

namespace MnistPS.Native;

/// <summary>
/// Lets libtorch's threads sleep while they wait for the next product, instead of spinning. With spinning, two threads on
/// two cores that something else uses too ran ten times slower than one. The price is paid on an idle machine, where waking
/// up takes longer than spinning does: small products were measured to take 1.6 to 3 times as long.
/// </summary>
internal static partial class ThreadWaiting
{
    private const string PolicyVariable = "OMP_WAIT_POLICY";
    private const string Passive = "PASSIVE";

    /// <summary>Asks for it, unless the user has said how to wait. OpenMP reads it once, when libtorch is loaded.</summary>
    internal static void BecomePassive()
    {
        if (Environment.GetEnvironmentVariable(PolicyVariable) is not null)
            return;

        // .NET keeps an environment of its own on Unix: native code does not see what is set there.
        if (OperatingSystem.IsWindows())
            Environment.SetEnvironmentVariable(PolicyVariable, Passive);
        else
            _ = SetEnv(PolicyVariable, Passive, overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);
}

using SkiaSharp;

namespace MnistPS.Native;

/// <summary>
/// Loads Skia, which reads, writes and draws pictures, when it is first needed, and HarfBuzz, which sets text in charts.
/// </summary>
/// <remarks>
/// It must be loaded before there is any object of SkiaSharp's. Their finalizers call into it, and an exception in a
/// finalizer ends the process: with the next garbage collection, and so the session with it.
/// </remarks>
internal static class SkiaRuntime
{
    private static readonly object s_gate = new();
    private static bool s_skiaIsLoaded;
    private static bool s_harfBuzzIsLoaded;

    /// <summary>Loads Skia if it is not in the process yet.</summary>
    /// <exception cref="MnistPSException">It is missing or does not load (<c>NativeLibraryNotLoadable</c>).</exception>
    internal static void EnsureLoaded() => Once(ref s_skiaIsLoaded, static () =>
    {
        NativeLibraries.Load("Skia", "libSkiaSharp", "sk_version_get_milestone");
        if (!SkiaSharpVersion.CheckNativeLibraryCompatible(false))
            throw NativeLibraries.NotLoadable(
                "Skia",
                $"The library is of version {SkiaSharpVersion.Native}; SkiaSharp needs {SkiaSharpVersion.NativeMinimum}.");
    });

    /// <summary>Loads Skia and HarfBuzz if they are not in the process yet.</summary>
    /// <exception cref="MnistPSException">One is missing or does not load (<c>NativeLibraryNotLoadable</c>).</exception>
    internal static void EnsureLoadedWithText()
    {
        EnsureLoaded();
        Once(ref s_harfBuzzIsLoaded, static () => NativeLibraries.Load("HarfBuzz", "libHarfBuzzSharp", "hb_version_string"));
    }

    private static void Once(ref bool isLoaded, Action load)
    {
        if (Volatile.Read(ref isLoaded))
            return;
        lock (s_gate)
        {
            if (!isLoaded)
                load();
            Volatile.Write(ref isLoaded, true);
        }
    }
}

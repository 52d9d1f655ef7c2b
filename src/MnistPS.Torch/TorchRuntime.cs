using System.Runtime.InteropServices;
using MnistPS.Loading;
using MnistPS.Native;
using TorchSharp;

namespace MnistPS.Torch;

/// <summary>
/// Loads libtorch when it is first needed, from the module's own folder and from nowhere else.
/// </summary>
/// <remarks>
/// TorchSharp's own loader asks the system for a library of that name first, and searches and copies from the NuGet
/// cache after that. With the library already in the process, loaded by absolute path, it does neither.
/// </remarks>
internal static class TorchRuntime
{
    private const string Product = "libtorch";
    private const string BindingLibrary = "LibTorchSharp";
    private static readonly object s_gate = new();
    private static bool s_loaded;

    /// <summary>Whether libtorch is in the process.</summary>
    internal static bool IsLoaded => Volatile.Read(ref s_loaded);

    /// <summary>Loads libtorch if it is not in the process yet.</summary>
    /// <exception cref="MnistPSException">
    /// It is missing or does not load (<c>NativeLibraryNotLoadable</c>); the message holds the operating system's own words.
    /// It can be tried again.
    /// </exception>
    internal static void EnsureLoaded()
    {
        if (IsLoaded)
            return;
        lock (s_gate)
        {
            if (s_loaded)
                return;
            Load();
            Volatile.Write(ref s_loaded, true);
        }
    }

    // What the binding library needs must lie beside it: else the system would go on looking in other folders.
    private static void Load()
    {
        foreach (var library in NeededLibraries())
            NativeLibraries.Find(Product, library);
        NativeLibraries.Load(Product, BindingLibrary, "THSTorch_manual_seed");
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or ExternalException)
        {
            throw NativeLibraries.NotLoadable(
                Product, $"TorchSharp says: {error.GetBaseException().Message}", error);
        }
    }

    // The name of OpenMP's library on Linux bears a checksum, which is another one with each libtorch.
    private static IEnumerable<string> NeededLibraries()
    {
        var folder = NativeFile.Directory(NativeLibraries.LibraryDirectory);
        var openMP = OperatingSystem.IsLinux() && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "libgomp*").Select(path => Path.GetFileName(path)!).DefaultIfEmpty("libgomp")
            : [];
        return ["c10", .. openMP, "torch_cpu", "torch"];
    }
}

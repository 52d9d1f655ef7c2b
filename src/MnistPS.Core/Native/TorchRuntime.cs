using System.Runtime.InteropServices;
using MnistPS.Loading;
using TorchSharp;

namespace MnistPS.Native;

/// <summary>
/// Loads libtorch when it is first needed, from the module's own folder and from nowhere else.
/// </summary>
/// <remarks>
/// TorchSharp's own loader asks the system for a library of that name first, and searches and copies from the NuGet
/// cache after that. With the library already in the process, loaded by absolute path, it does neither.
/// </remarks>
public static class TorchRuntime
{
    private const string BindingLibrary = "LibTorchSharp";
    private static readonly object s_gate = new();
    private static bool s_loaded;
    private static string? s_libraryDirectory;

    /// <summary>Whether libtorch is in the process.</summary>
    public static bool IsLoaded => Volatile.Read(ref s_loaded);

    /// <summary>
    /// The folder that holds <c>runtimes/&lt;rid&gt;/native</c>. Default: the folder of this assembly. Has an effect only
    /// before libtorch is loaded.
    /// </summary>
    public static string LibraryDirectory
    {
        get => s_libraryDirectory ?? Path.GetDirectoryName(typeof(TorchRuntime).Assembly.Location)!;
        set => s_libraryDirectory = value;
    }

    /// <summary>Lets libtorch use one thread for what the calling thread asks of it. OpenMP keeps the number by thread.</summary>
    internal static void UseOneThread()
    {
        EnsureLoaded();
        torch.set_num_threads(1);
    }

    /// <summary>Loads libtorch if it is not in the process yet.</summary>
    /// <exception cref="MnistPSException">
    /// The library is missing or does not load; the message holds the operating system's own words. It can be tried again.
    /// </exception>
    public static void EnsureLoaded()
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

    private static void Load()
    {
        var directory = NativeFile.Directory(LibraryDirectory);
        var path = NativeFile.Find(LibraryDirectory, BindingLibrary)
            ?? throw new MnistPSException(
                "NativeLibraryMissing",
                ErrorKind.NotInstalled,
                $"libtorch for this system was not found in '{directory}'. Install the module for this operating system "
                + "and processor, or build it here with: dotnet build");
        try
        {
            NativeLibrary.Load(path);
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            throw new MnistPSException(
                "NativeLibraryNotLoadable",
                ErrorKind.NotInstalled,
                $"libtorch does not load from '{directory}'. The operating system says: {error.GetBaseException().Message}",
                error);
        }
    }
}

using System.Runtime.InteropServices;
using MnistPS.Loading;

namespace MnistPS.Native;

/// <summary>
/// Loads the module's native libraries by their full path, before anything else can: what is in the process already, the
/// system does not look for in other folders.
/// </summary>
public static class NativeLibraries
{
    private static string? s_libraryDirectory;

    /// <summary>
    /// The folder that holds <c>runtimes/&lt;rid&gt;/native</c>. Default: the folder of this assembly. Has an effect only on
    /// what has not been loaded yet.
    /// </summary>
    public static string LibraryDirectory
    {
        get => s_libraryDirectory ?? Path.GetDirectoryName(typeof(NativeLibraries).Assembly.Location)!;
        set => s_libraryDirectory = value;
    }

    /// <summary>Finds a library; it is not loaded.</summary>
    /// <param name="product">What it is for, as the error shall say it: <c>libtorch</c>.</param>
    /// <param name="name">The name of the file, with or without what the system puts before and after it.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="MnistPSException">It is missing or cut off (<c>NativeLibraryNotLoadable</c>).</exception>
    internal static string Find(string product, string name)
    {
        var path = NativeFile.Find(LibraryDirectory, name) ?? throw NotLoadable(
            product, $"There is no file '{name}' in '{NativeFile.Directory(LibraryDirectory)}'.");
        return ElfFile.IsCutOff(path)
            ? throw NotLoadable(product, $"The file '{path}' is cut off.")
            : path;
    }

    /// <summary>Loads a library.</summary>
    /// <param name="product">What it is for, as the error shall say it: <c>Skia</c>.</param>
    /// <param name="name">The name of the file, with or without what the system puts before and after it.</param>
    /// <param name="export">A function that it must have: a file of that name may hold something else.</param>
    /// <exception cref="MnistPSException">
    /// It is missing or does not load (<c>NativeLibraryNotLoadable</c>); the message holds the operating system's own words.
    /// It can be tried again.
    /// </exception>
    internal static void Load(string product, string name, string export)
    {
        var path = Find(product, name);
        if (!NativeLibrary.TryGetExport(Load(product, path), export, out _))
            throw NotLoadable(product, $"The file '{path}' has no function '{export}': it is another library.");
    }

    /// <summary>The error for a library that does not load.</summary>
    /// <param name="product">What it is for.</param>
    /// <param name="reason">A sentence.</param>
    /// <param name="cause">The exception that tells of it, if there is one.</param>
    internal static MnistPSException NotLoadable(string product, string reason, Exception? cause = null) => new(
        "NativeLibraryNotLoadable",
        ErrorKind.NotInstalled,
        $"{product} does not load. {reason} Install the module for this operating system and processor anew.",
        cause);

    private static nint Load(string product, string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw NotLoadable(product, $"The operating system says: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }
}

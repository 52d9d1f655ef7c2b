using System.Runtime.InteropServices;

namespace MnistPS.Build.Natives;

/// <summary>A second name for a file, which .NET itself cannot give.</summary>
internal static partial class HardLink
{
    /// <summary>Gives a file a second name.</summary>
    /// <returns>False when the file system or the two files' owners do not allow it: copy instead.</returns>
    public static bool TryCreate(string path, string existing) =>
        OperatingSystem.IsWindows()
            ? CreateHardLink(path, existing, securityAttributes: 0)
            : Link(existing, path) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string path);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string path, string existing, nint securityAttributes);
}

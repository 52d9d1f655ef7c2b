using System.Runtime.InteropServices;

namespace MnistPS.Files;

/// <summary>Tells what a path names without opening it.</summary>
internal static class FileKinds
{
    // stat's st_mode, POSIX.1-2017, <sys/stat.h>.
    private const int TypeMask = 0xF000;
    private const int PipeType = 0x1000;
    private const int CharacterDeviceType = 0x2000;
    private const int FolderType = 0x4000;
    private const int BlockDeviceType = 0x6000;
    private const int RegularType = 0x8000;
    private const int SocketType = 0xC000;

    // .NET's own library has one layout for all systems: 32 bits of flags, then the mode.
    private const int ModeOffset = 4;
    private const int StatusLength = 512;

    /// <summary>What a path names.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <returns>The kind.</returns>
    internal static FileKind Of(string path)
    {
        if (Directory.Exists(path))
            return FileKind.Folder;
        if (!File.Exists(path))
            return FileKind.None;
        return OperatingSystem.IsWindows() ? OfWindows(path) : OfUnix(path);
    }

    private static FileKind OfWindows(string path) =>
        File.GetAttributes(path).HasFlag(FileAttributes.Device) ? FileKind.Device : FileKind.Regular;

    private static unsafe FileKind OfUnix(string path)
    {
        var status = stackalloc byte[StatusLength];
        try
        {
            if (Stat(path, status) != 0)
                return FileKind.None;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // A runtime that has its library under another name: what has no length is not opened at any rate.
            return new FileInfo(path).Length > 0 ? FileKind.Regular : FileKind.Device;
        }

        return (*(int*)(status + ModeOffset) & TypeMask) switch
        {
            RegularType => FileKind.Regular,
            FolderType => FileKind.Folder,
            PipeType => FileKind.Pipe,
            SocketType => FileKind.Socket,
            CharacterDeviceType or BlockDeviceType => FileKind.Device,
            _ => FileKind.None,
        };
    }

    // .NET tells files from folders, and nothing else. The library is the one that it reads files with itself.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern unsafe int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, byte* status);
}

using System.Runtime.InteropServices;

namespace MnistPS.Files;

/// <summary>What stands at a path.</summary>
public enum FileKind
{
    /// <summary>Nothing that can be seen.</summary>
    None,

    /// <summary>A regular file: what is written there can be read again.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A device, a pipe or a socket.</summary>
    Special,
}

/// <summary>
/// What stands at a path, all links followed, and which file it is: two paths are of one file if their status is the same,
/// whatever they are called. .NET tells neither.
/// </summary>
public readonly partial record struct FileStatus
{
    // statx(2): the structure is the same on every processor.
    private const int StatxBytes = 256;
    private const int StatxModeOffset = 0x1C;
    private const int StatxNumberOffset = 0x20;
    private const int StatxDeviceOffset = 0x88;
    private const int CurrentFolder = -100;
    private const uint StatxTypeAndNumber = 0x101;

    // stat(2) of macOS with inode numbers of 64 bits.
    private const int DarwinStatBytes = 256;
    private const int DarwinModeOffset = 4;
    private const int DarwinNumberOffset = 8;

    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int FolderType = 0x4000;

    private FileStatus(FileKind kind, ulong device, ulong number) => (Kind, Device, Number) = (kind, device, number);

    /// <summary>What it is.</summary>
    public FileKind Kind { get; }

    private ulong Device { get; }

    private ulong Number { get; }

    /// <summary>Looks at a path. Opens nothing, so that no pipe keeps it waiting.</summary>
    /// <param name="path">The path.</param>
    /// <returns>What stands there.</returns>
    public static FileStatus Of(string path)
    {
        if (OperatingSystem.IsLinux())
            return OfLinux(path);
        if (OperatingSystem.IsMacOS())
            return OfDarwin(path);
        return OfWindows(path);
    }

    /// <summary>Whether two paths lead to one file, by whatever names and links.</summary>
    /// <param name="path">A path.</param>
    /// <param name="other">Another path.</param>
    /// <returns>Whether they do; false where nothing is at one of them.</returns>
    public static bool IsSame(string path, string other)
    {
        var status = Of(path);
        return status.Kind != FileKind.None && status == Of(other);
    }

    private static unsafe FileStatus OfLinux(string path)
    {
        var bytes = stackalloc byte[StatxBytes];
        if (Statx(CurrentFolder, path, flags: 0, StatxTypeAndNumber, bytes) != 0)
            return Unseen(path);
        var device = *(ulong*)(bytes + StatxDeviceOffset);
        return new FileStatus(KindOf(*(ushort*)(bytes + StatxModeOffset)), device, *(ulong*)(bytes + StatxNumberOffset));
    }

    private static unsafe FileStatus OfDarwin(string path)
    {
        var bytes = stackalloc byte[DarwinStatBytes];
        var failure = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? Stat64(path, bytes) : Stat(path, bytes);
        if (failure != 0)
            return Unseen(path);
        return new FileStatus(KindOf(*(ushort*)(bytes + DarwinModeOffset)), *(uint*)bytes, *(ulong*)(bytes + DarwinNumberOffset));
    }

    private static FileStatus OfWindows(string path)
    {
        // A name such as NUL or COM1 is that of a device in every folder.
        if (Path.GetFullPath(path).StartsWith(@"\\.\", StringComparison.Ordinal))
            return new FileStatus(FileKind.Special, 0, 0);
        if (!File.Exists(path))
            return Unseen(path);
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return GetFileInformationByHandle(handle, out var information)
                ? new FileStatus(FileKind.Regular, information.Volume, ((ulong)information.NumberHigh << 32) | information.NumberLow)
                : Unseen(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unseen(path);
        }
    }

    private static FileKind KindOf(int mode) => (mode & TypeMask) switch
    {
        RegularType => FileKind.Regular,
        FolderType => FileKind.Folder,
        _ => FileKind.Special,
    };

    // Where the system does not tell, a file is known by its path alone.
    private static FileStatus Unseen(string path)
    {
        if (Directory.Exists(path))
            return new FileStatus(FileKind.Folder, 0, NumberOf(path));
        var file = new FileInfo(path);

        // .NET says that a link that leads nowhere exists.
        return file.Exists && file.LinkTarget is null ? new FileStatus(FileKind.Regular, 0, NumberOf(path)) : default;
    }

    private static ulong NumberOf(string path) => (ulong)(uint)Path.GetFullPath(path).GetHashCode(StringComparison.OrdinalIgnoreCase);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Stat(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Stat64(string path, byte* status);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandle(SafeHandle file, out HandleInformation information);

    // BY_HANDLE_FILE_INFORMATION.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct HandleInformation
    {
        internal uint Attributes;
        internal long Created;
        internal long Accessed;
        internal long Written;
        internal uint Volume;
        internal uint SizeHigh;
        internal uint SizeLow;
        internal uint Links;
        internal uint NumberHigh;
        internal uint NumberLow;
    }
}

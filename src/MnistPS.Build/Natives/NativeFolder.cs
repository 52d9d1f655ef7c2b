using MnistPS.Build.Elf;

namespace MnistPS.Build.Natives;

/// <summary>
/// The module's folder of native libraries. Half a gigabyte is not copied where a hard link does, and every file
/// appears by a rename, so that two builds at once, or a process that has a library loaded, come to no harm.
/// </summary>
internal sealed class NativeFolder
{
    private readonly string _folder;

    /// <summary>Opens the folder, and makes it where it is not there yet.</summary>
    public NativeFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        _folder = folder;
    }

    /// <summary>Puts a library into the folder: a hard link where the file system can, else a copy.</summary>
    public Placement Place(string source)
    {
        var original = Existing(source);
        var target = Path.Combine(_folder, Path.GetFileName(source));
        if (IsSame(original, new FileInfo(target)))
        {
            return Placement.UpToDate;
        }

        var placement = Placement.Linked;
        Replace(target, temporary =>
        {
            if (!HardLink.TryCreate(temporary, original.FullName))
            {
                placement = Placement.Copied;
                File.Copy(original.FullName, temporary);
                File.SetLastWriteTimeUtc(temporary, original.LastWriteTimeUtc);
            }
        });
        return placement;
    }

    /// <summary>
    /// Puts a library into the folder in which a symbol version is a weak need, and which looks for what it needs in its own
    /// folder first. Always a copy: written through a hard link, the change would reach the NuGet cache and every other
    /// project on the machine.
    /// </summary>
    /// <param name="source">The library.</param>
    /// <param name="version">The version that it shall no longer insist on.</param>
    /// <param name="needed">Libraries beside it that only those need which it needs itself.</param>
    public (Placement Placement, VersionNeedOutcome Outcome) PlaceRelaxed(
        string source, string version, IReadOnlyList<string> needed)
    {
        var original = Existing(source);
        var target = Path.Combine(_folder, Path.GetFileName(source));
        var bytes = File.ReadAllBytes(original.FullName);
        var outcome = Relax(bytes, version, needed, source);
        if (File.Exists(target) && File.ReadAllBytes(target).AsSpan().SequenceEqual(bytes))
        {
            return (Placement.UpToDate, outcome);
        }

        Replace(target, temporary =>
        {
            // Copied for its permissions, then overwritten.
            File.Copy(original.FullName, temporary);
            File.WriteAllBytes(temporary, bytes);
            File.SetLastWriteTimeUtc(temporary, original.LastWriteTimeUtc);
        });
        return (Placement.Copied, outcome);
    }

    private static VersionNeedOutcome Relax(byte[] bytes, string version, IReadOnlyList<string> needed, string source)
    {
        try
        {
            ElfRunPath.PutOwnFolderFirst(bytes, needed);
            return ElfVersionNeeds.MakeWeak(bytes, version);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{source}: {e.Message}", e);
        }
    }

    // A symbolic link has to be followed here: link(2) would give the link itself the second name.
    private static FileInfo Existing(string source)
    {
        var final = File.Exists(source) ? File.ResolveLinkTarget(source, returnFinalTarget: true) : null;
        var file = new FileInfo(final?.FullName ?? source);
        return file.Exists ? file : throw new BuildException(BuildErrors.File, $"There is no file '{source}'.");
    }

    // A hard link shares both with its original, and a copy is given the original's time.
    private static bool IsSame(FileInfo original, FileInfo target) =>
        target.Exists
        && target.Length == original.Length
        && target.LastWriteTimeUtc == original.LastWriteTimeUtc;

    private static void Replace(string target, Action<string> write)
    {
        var temporary = $"{target}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            write(temporary);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            // Also after success: rename(2) leaves the old name where both are already links to one file.
            File.Delete(temporary);
        }
    }
}

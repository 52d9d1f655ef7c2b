using System.Text;

namespace MnistPS.Build.Elf;

/// <summary>Lets a shared library find what it needs in its own folder before the loader looks anywhere else.</summary>
/// <remarks>
/// <para>
/// Folders that a library names as DT_RUNPATH come after those of LD_LIBRARY_PATH; those of the older DT_RPATH come before.
/// DT_RUNPATH counts for what the library itself needs, not for what that needs in turn. What is in the process already, under
/// the name by which it is asked for, is not looked for again: hence the library also asks for what only others need.
/// </para>
/// <para>Sources: System V ABI, chapter 5 (dynamic section); ld.so(8); glibc, elf/dl-load.c (_dl_map_object).</para>
/// </remarks>
internal static class ElfRunPath
{
    private const ulong Needed = 1;
    private const ulong OldRunPath = 15;
    private const ulong RunPath = 29;
    private const string OwnFolder = "$ORIGIN";

    /// <summary>Changes DT_RUNPATH to a DT_RPATH of the library's own folder, and adds what it needs from there.</summary>
    /// <param name="file">The library's bytes.</param>
    /// <param name="needed">Names of files that lie beside it.</param>
    /// <returns>Whether the file was changed: false for one of another system, and for one that names no folder.</returns>
    /// <exception cref="InvalidDataException">The file contradicts itself, or has no room for the names.</exception>
    public static bool PutOwnFolderFirst(byte[] file, IReadOnlyList<string> needed)
    {
        if (ElfVersionNeeds.Identify(file) is not null)
        {
            return false;
        }

        var elf = new ElfBytes(file);
        var entries = ElfDynamicSegment.FindEntries(elf);
        if (entries?.Find(elf, RunPath) is not ulong runPath)
        {
            return false;
        }

        var text = elf.UInt64(runPath + 8, "DT_RUNPATH");
        var place = WriteNames(elf, entries.Strings, text, needed);
        elf.SetUInt64(runPath, OldRunPath, "DT_RUNPATH");
        foreach (var name in needed)
        {
            entries.Add(elf, Needed, place);
            place += (ulong)name.Length + 1;
        }

        return true;
    }

    // The names take the place of the folders that the library's makers had: those are nobody else's.
    private static ulong WriteNames(ElfBytes elf, ElfTable strings, ulong text, IReadOnlyList<string> needed)
    {
        var all = elf.Range(strings.Offset, strings.Size, "dynamic string table");
        if (text >= strings.Size || all[(int)text..].IndexOf((byte)0) is var room && room < 0)
        {
            throw new InvalidDataException("The ELF file's DT_RUNPATH lies outside of its string table.");
        }

        var names = Encoding.ASCII.GetBytes(string.Join('\0', [OwnFolder, .. needed]));
        if (names.Length > room)
        {
            throw new InvalidDataException(
                $"The ELF file's DT_RUNPATH has {room} bytes; the names of its own folder and of {string.Join(", ", needed)} take {names.Length}.");
        }

        var target = all.Slice((int)text, room);
        target.Clear();
        names.CopyTo(target);
        return text + (ulong)OwnFolder.Length + 1;
    }
}

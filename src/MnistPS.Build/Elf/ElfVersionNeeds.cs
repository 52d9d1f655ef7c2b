using System.Text;

namespace MnistPS.Build.Elf;

/// <summary>Turns a symbol version that a shared library asks for, but never uses, into a weak need.</summary>
/// <remarks>
/// <para>
/// A loader refuses a library that asks for a version which the system's own library lacks, even where no symbol of
/// that version is ever looked up. With VER_FLG_WEAK set in the entry that asks, it loads.
/// </para>
/// <para>
/// Sources: Linux Standard Base Core 5.0, §10.7 (symbol versioning); System V ABI, chapters 4 and 5 (ELF);
/// glibc, elf/dl-version.c (what the loader makes of the flag).
/// </para>
/// </remarks>
internal static class ElfVersionNeeds
{
    /// <summary>The size of an Elf64_Rela.</summary>
    public const ulong RelocationWithAddendSize = 24;

    /// <summary>The size of an Elf64_Rel.</summary>
    public const ulong RelocationSize = 16;

    private const int ClassOffset = 4;
    private const byte Class64 = 2;
    private const int DataOffset = 5;
    private const byte LittleEndian = 1;
    private const int IdentificationSize = 16;
    private const ulong HeaderSize = 64;

    private const ulong NeedSize = 16;
    private const ulong EntrySize = 16;
    private const ulong FlagsInEntry = 4;
    private const ushort WeakFlag = 2;

    // The top bit of a symbol's version index says "hidden", and is no part of the index.
    private const ushort VersionIndexMask = 0x7fff;

    /// <summary>Makes every need of a version weak, unless a relocation uses a symbol of that version.</summary>
    /// <param name="file">The library's bytes. At most the 16-bit <c>vna_flags</c> of the entries change.</param>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <exception cref="InvalidDataException">The file is truncated or contradicts itself.</exception>
    public static VersionNeedOutcome MakeWeak(byte[] file, string version)
    {
        if (Identify(file) is VersionNeedOutcome unsuitable)
        {
            return unsuitable;
        }

        var elf = new ElfBytes(file);
        elf.Range(0, HeaderSize, "header");
        var tables = ElfSections.Present(elf)
            ? ElfSections.FindVersionTables(elf)
            : ElfDynamicSegment.FindVersionTables(elf);
        return tables is null ? VersionNeedOutcome.VersionAbsent : Apply(elf, tables, version);
    }

    private static VersionNeedOutcome Apply(ElfBytes elf, ElfVersionTables tables, string version)
    {
        var needs = FindNeeds(elf, tables, version);
        if (needs.Count == 0)
        {
            return VersionNeedOutcome.VersionAbsent;
        }

        needs.RemoveAll(need => (need.Flags & WeakFlag) != 0);
        if (needs.Count == 0)
        {
            return VersionNeedOutcome.AlreadyWeak;
        }

        if (AnyRelocationUses(elf, tables, [.. needs.Select(need => need.VersionIndex)]))
        {
            return VersionNeedOutcome.UsedByRelocation;
        }

        foreach (var need in needs)
        {
            elf.SetUInt16(need.Offset + FlagsInEntry, (ushort)(need.Flags | WeakFlag), "vna_flags");
        }

        return VersionNeedOutcome.MadeWeak;
    }

    /// <summary>Why a file is none that can be changed here, or null when it is an ELF file of 64 bits.</summary>
    internal static VersionNeedOutcome? Identify(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("\u007fELF"u8))
        {
            return VersionNeedOutcome.NotElf;
        }

        if (file.Length < IdentificationSize)
        {
            throw new InvalidDataException($"The ELF file ends after {file.Length} bytes, inside its identification.");
        }

        var suitable = file[ClassOffset] == Class64 && file[DataOffset] == LittleEndian;
        return suitable ? null : VersionNeedOutcome.OtherElf;
    }

    private static List<Need> FindNeeds(ElfBytes elf, ElfVersionTables tables, string version)
    {
        byte[] name = [.. Encoding.ASCII.GetBytes(version), 0];
        var found = new List<Need>();
        var library = tables.Needs;
        for (uint i = 0; i < tables.NeedCount; i++)
        {
            elf.Range(library, NeedSize, "Elf64_Verneed");
            var first = library + elf.UInt32(library + 8, "vn_aux");
            AddNeeds(found, elf, tables.Strings, first, elf.UInt16(library + 2, "vn_cnt"), name);
            var next = elf.UInt32(library + 12, "vn_next");
            if (next == 0)
            {
                break;
            }

            library += next;
        }

        return found;
    }

    // The chains are counted and ended by a zero. Both are heeded: either may lie, and a zero would not move on.
    private static void AddNeeds(
        List<Need> found, ElfBytes elf, ElfTable strings, ulong first, ushort count, ReadOnlySpan<byte> name)
    {
        var entry = first;
        for (var i = 0; i < count; i++)
        {
            elf.Range(entry, EntrySize, "Elf64_Vernaux");
            if (IsNamed(elf, strings, elf.UInt32(entry + 8, "vna_name"), name))
            {
                found.Add(ReadNeed(elf, entry));
            }

            var next = elf.UInt32(entry + 12, "vna_next");
            if (next == 0)
            {
                break;
            }

            entry += next;
        }
    }

    private static Need ReadNeed(ElfBytes elf, ulong entry) => new(
        entry,
        elf.UInt16(entry + FlagsInEntry, "vna_flags"),
        (ushort)(elf.UInt16(entry + 6, "vna_other") & VersionIndexMask));

    private static bool IsNamed(ElfBytes elf, ElfTable strings, uint offset, ReadOnlySpan<byte> nameWithNull)
    {
        var all = elf.Range(strings.Offset, strings.Size, "dynamic string table");
        if (offset >= (uint)all.Length)
        {
            throw new InvalidDataException(
                $"The ELF file's dynamic string table has {all.Length} bytes, but a version's name is at {offset}.");
        }

        return all[(int)offset..].StartsWith(nameWithNull);
    }

    private static bool AnyRelocationUses(ElfBytes elf, ElfVersionTables tables, HashSet<ushort> versions)
    {
        elf.Range(tables.Versions.Offset, tables.Versions.Size, ".gnu.version");
        foreach (var table in tables.Relocations)
        {
            elf.Range(table.Offset, table.Size, "relocation table");
            if (table.EntrySize is not (RelocationSize or RelocationWithAddendSize))
            {
                throw new InvalidDataException($"The ELF file has relocations of {table.EntrySize} bytes each.");
            }

            for (ulong at = 0; at + table.EntrySize <= table.Size; at += table.EntrySize)
            {
                var symbol = elf.UInt64(table.Offset + at + 8, "r_info") >> 32;
                if (versions.Contains(VersionOf(elf, tables.Versions, symbol)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ushort VersionOf(ElfBytes elf, ElfTable versions, ulong symbol)
    {
        var offset = symbol * sizeof(ushort);
        if (offset >= versions.Size)
        {
            throw new InvalidDataException(
                $"The ELF file's .gnu.version has {versions.Size} bytes, but a relocation uses symbol {symbol}.");
        }

        return (ushort)(elf.UInt16(versions.Offset + offset, ".gnu.version") & VersionIndexMask);
    }

    private readonly record struct Need(ulong Offset, ushort Flags, ushort VersionIndex);
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MnistPS.Core.Tests.Build;

/// <summary>An ELF64 shared library of a few hundred bytes: only what says which symbol versions it needs.</summary>
internal sealed class SmallElf
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int RelaSize = 24;
    private const ulong LoadAddress = 0x10000;

    private readonly List<byte> _file = [];
    private readonly List<byte[]> _sectionHeaders = [];
    private readonly List<(ulong Tag, ulong Value)> _dynamicTags = [];
    private readonly Dictionary<string, uint> _strings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _flagOffsets = new(StringComparer.Ordinal);

    private SmallElf()
    {
    }

    /// <summary>The file.</summary>
    public byte[] Bytes => [.. _file];

    /// <summary>Where the file has the 16-bit flags of its need of a version.</summary>
    public int FlagsOffset(string version) => _flagOffsets[version];

    /// <summary>Builds a file.</summary>
    /// <param name="needs">The versions needed, by library; the index that symbols name them by; their flags.</param>
    /// <param name="symbolVersions">The version index of each dynamic symbol, from the second on.</param>
    /// <param name="relocated">The symbols that the .rela.dyn relocations use.</param>
    /// <param name="pltRelocated">The symbols that the .rela.plt relocations use.</param>
    /// <param name="withSections">Whether there are section headers; otherwise only PT_DYNAMIC tells the way.</param>
    public static SmallElf Create(
        (string Library, (string Version, ushort Index, ushort Flags)[] Versions)[] needs,
        ushort[] symbolVersions,
        uint[]? relocated = null,
        uint[]? pltRelocated = null,
        bool withSections = true)
    {
        var elf = new SmallElf();
        elf.Write(new byte[HeaderSize + (2 * ProgramHeaderSize)]);
        elf.AddSection(type: 0, [], link: 0, info: 0, entrySize: 0);
        elf.AddStrings([.. needs.SelectMany(need => need.Versions.Select(v => v.Version).Prepend(need.Library))]);
        elf.AddSection(type: 11, new byte[(symbolVersions.Length + 1) * SymbolSize], link: 1, info: 1, SymbolSize);
        elf.AddVersionIndices([0, .. symbolVersions]);
        elf.AddNeeds(needs);
        elf.AddRelocations(relocated ?? [], tag: 7, sizeTag: 8);
        elf.AddRelocations(pltRelocated ?? [], tag: 23, sizeTag: 2);
        elf.AddDynamic();
        elf.WriteHeader(withSections ? elf.WriteSectionHeaders() : 0);
        return elf;
    }

    private void AddStrings(string[] values)
    {
        List<byte> table = [0];
        foreach (var value in values.Distinct())
        {
            _strings[value] = (uint)table.Count;
            table.AddRange(Encoding.ASCII.GetBytes(value + '\0'));
        }

        _dynamicTags.Add((5, Address));
        _dynamicTags.Add((10, (ulong)table.Count));
        AddSection(type: 3, [.. table], link: 0, info: 0, entrySize: 0);
    }

    private void AddVersionIndices(ushort[] indices)
    {
        _dynamicTags.Add((0x6ffffff0, Address));
        AddSection(type: 0x6fffffff, [.. indices.SelectMany(U16)], link: 2, info: 0, entrySize: 2);
    }

    private void AddNeeds((string Library, (string Version, ushort Index, ushort Flags)[] Versions)[] needs)
    {
        var start = Address;
        var table = new List<byte>();
        for (var i = 0; i < needs.Length; i++)
        {
            var (library, versions) = needs[i];
            var next = i + 1 == needs.Length ? 0 : (uint)(16 * (versions.Length + 1));
            var count = U16((ushort)versions.Length);
            table.AddRange([.. U16(1), .. count, .. U32(_strings[library]), .. U32(16), .. U32(next)]);
            for (var j = 0; j < versions.Length; j++)
            {
                (var version, var index, var flags) = versions[j];
                _flagOffsets[version] = _file.Count + table.Count + 4;
                next = j + 1 == versions.Length ? 0u : 16;
                table.AddRange([.. U32(0), .. U16(flags), .. U16(index), .. U32(_strings[version]), .. U32(next)]);
            }
        }

        _dynamicTags.Add((0x6ffffffe, start));
        _dynamicTags.Add((0x6fffffff, (ulong)needs.Length));
        AddSection(type: 0x6ffffffe, [.. table], link: 1, info: (uint)needs.Length, entrySize: 0);
    }

    private void AddRelocations(uint[] symbols, ulong tag, ulong sizeTag)
    {
        if (symbols.Length == 0)
        {
            return;
        }

        _dynamicTags.Add((tag, Address));
        _dynamicTags.Add((sizeTag, (ulong)(symbols.Length * RelaSize)));
        _dynamicTags.Add(tag == 7 ? (9ul, (ulong)RelaSize) : (20ul, 7ul));
        byte[] table = [.. symbols.SelectMany(Rela)];
        AddSection(type: 4, table, link: 2, info: 0, entrySize: RelaSize);
    }

    private static byte[] Rela(uint symbol) => [.. U64(0), .. U64(((ulong)symbol << 32) | 7), .. U64(0)];

    private void AddDynamic()
    {
        byte[] table = [.. _dynamicTags.Append((0ul, 0ul)).SelectMany(t => (byte[])[.. U64(t.Item1), .. U64(t.Item2)])];
        var start = _file.Count;
        AddSection(type: 6, table, link: 1, info: 0, entrySize: 16);
        WriteProgramHeader(0, type: 1, offset: 0, size: _file.Count);
        WriteProgramHeader(1, type: 2, start, table.Length);
    }

    private ulong Address => LoadAddress + (ulong)_file.Count;

    private void AddSection(uint type, byte[] content, uint link, uint info, ulong entrySize)
    {
        _sectionHeaders.Add(
        [
            .. U32(0), .. U32(type), .. U64(0), .. U64(Address),
            .. U64((ulong)_file.Count), .. U64((ulong)content.Length),
            .. U32(link), .. U32(info), .. U64(1), .. U64(entrySize),
        ]);
        Write(content);
    }

    private void WriteProgramHeader(int index, uint type, int offset, int size) =>
        WriteAt(
            HeaderSize + (index * ProgramHeaderSize),
            [
                .. U32(type), .. U32(4), .. U64((ulong)offset), .. U64(LoadAddress + (ulong)offset), .. U64(0),
                .. U64((ulong)size), .. U64((ulong)size), .. U64(1),
            ]);

    private int WriteSectionHeaders()
    {
        var start = _file.Count;
        Write([.. _sectionHeaders.SelectMany(header => header)]);
        return start;
    }

    private void WriteHeader(int sectionHeaderOffset) =>
        WriteAt(
            0,
            [
                0x7f, .. "ELF"u8, 2, 1, 1, 0, .. new byte[8],
                .. U16(3), .. U16(62), .. U32(1), .. U64(0),
                .. U64(HeaderSize), .. U64((ulong)sectionHeaderOffset), .. U32(0),
                .. U16(HeaderSize), .. U16(ProgramHeaderSize), .. U16(2),
                .. U16(SectionHeaderSize),
                .. U16((ushort)(sectionHeaderOffset == 0 ? 0 : _sectionHeaders.Count)), .. U16(0),
            ]);

    private void Write(byte[] bytes) => _file.AddRange(bytes);

    private void WriteAt(int offset, byte[] bytes) => bytes.CopyTo(CollectionsMarshal.AsSpan(_file)[offset..]);

    private static byte[] U16(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}

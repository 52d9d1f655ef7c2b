using System.Buffers.Binary;

namespace MnistPS.Build.Elf;

/// <summary>
/// Little-endian reading of a file's bytes in which no offset is believed: what lies outside the file is an
/// <see cref="InvalidDataException"/> that says which part of the file was sought there.
/// </summary>
internal sealed class ElfBytes(byte[] bytes)
{
    /// <summary>A 16-bit number.</summary>
    public ushort UInt16(ulong offset, string what) =>
        BinaryPrimitives.ReadUInt16LittleEndian(Range(offset, sizeof(ushort), what));

    /// <summary>A 32-bit number.</summary>
    public uint UInt32(ulong offset, string what) =>
        BinaryPrimitives.ReadUInt32LittleEndian(Range(offset, sizeof(uint), what));

    /// <summary>A 64-bit number.</summary>
    public ulong UInt64(ulong offset, string what) =>
        BinaryPrimitives.ReadUInt64LittleEndian(Range(offset, sizeof(ulong), what));

    /// <summary>Changes a 16-bit number.</summary>
    public void SetUInt16(ulong offset, ushort value, string what) =>
        BinaryPrimitives.WriteUInt16LittleEndian(Range(offset, sizeof(ushort), what), value);

    /// <summary>Changes a 64-bit number.</summary>
    public void SetUInt64(ulong offset, ulong value, string what) =>
        BinaryPrimitives.WriteUInt64LittleEndian(Range(offset, sizeof(ulong), what), value);

    /// <summary>The bytes of a range, which must lie in the file.</summary>
    public Span<byte> Range(ulong offset, ulong size, string what)
    {
        var length = (ulong)bytes.Length;
        if (offset > length || size > length - offset)
        {
            throw new InvalidDataException(
                $"The ELF file has {length} bytes, but its {what} should be {size} bytes at offset {offset}.");
        }

        return bytes.AsSpan((int)offset, (int)size);
    }
}

using System.Buffers.Binary;
using MnistPS.Build.Elf;

namespace MnistPS.Core.Tests.Build;

public sealed class ElfVersionNeedsTests
{
    private const string Wanted = "GLIBCXX_3.4.32";
    private const ushort WantedIndex = 18;
    private const ushort OtherIndex = 4;
    private const ushort LibcIndex = 3;
    private const uint WantedSymbol = 1;
    private const uint OtherSymbol = 2;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_unused_version_becomes_weak_and_nothing_else_changes(bool withSections)
    {
        var elf = Library(relocated: [OtherSymbol], withSections: withSections);
        var file = elf.Bytes;

        Assert.Equal(VersionNeedOutcome.MadeWeak, ElfVersionNeeds.MakeWeak(file, Wanted));

        var expected = elf.Bytes;
        BinaryPrimitives.WriteUInt16LittleEndian(expected.AsSpan(elf.FlagsOffset(Wanted)), 2);
        Assert.Equal(expected, file);
    }

    [Fact]
    public void Flags_that_are_set_already_stay_set()
    {
        var elf = Library(wantedFlags: 4);
        var file = elf.Bytes;

        Assert.Equal(VersionNeedOutcome.MadeWeak, ElfVersionNeeds.MakeWeak(file, Wanted));

        Assert.Equal(6, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(elf.FlagsOffset(Wanted))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_version_that_a_relocation_uses_is_left_alone(bool withSections) =>
        AssertUntouched(
            VersionNeedOutcome.UsedByRelocation,
            Library(relocated: [OtherSymbol, WantedSymbol], withSections: withSections).Bytes);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_version_that_a_relocation_of_the_linkage_table_uses_is_left_alone(bool withSections) =>
        AssertUntouched(
            VersionNeedOutcome.UsedByRelocation,
            Library(relocated: [OtherSymbol], pltRelocated: [WantedSymbol], withSections: withSections).Bytes);

    [Fact]
    public void A_relocation_of_a_hidden_symbol_counts_as_a_use() =>
        AssertUntouched(
            VersionNeedOutcome.UsedByRelocation,
            Library(relocated: [WantedSymbol], wantedIndexOfSymbol: WantedIndex | 0x8000).Bytes);

    [Fact]
    public void The_second_time_nothing_is_left_to_do()
    {
        var file = Library().Bytes;
        ElfVersionNeeds.MakeWeak(file, Wanted);

        AssertUntouched(VersionNeedOutcome.AlreadyWeak, file);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.3")]
    [InlineData("GLIBCXX_3.4.321")]
    [InlineData("LIBCXX_3.4.33")]
    public void Only_the_whole_name_of_a_version_is_meant(string version)
    {
        var file = Library().Bytes;

        Assert.Equal(VersionNeedOutcome.VersionAbsent, ElfVersionNeeds.MakeWeak(file, version));
        Assert.Equal(Library().Bytes, file);
    }

    [Fact]
    public void A_library_of_windows_or_macos_is_left_alone()
    {
        AssertUntouched(VersionNeedOutcome.NotElf, [.. "MZ"u8, .. new byte[200]]);
        AssertUntouched(VersionNeedOutcome.NotElf, [0xcf, 0xfa, 0xed, 0xfe, .. new byte[200]]);
        AssertUntouched(VersionNeedOutcome.NotElf, []);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Other_word_sizes_and_byte_orders_are_left_alone(int identificationByte)
    {
        var file = Library().Bytes;
        file[identificationByte] ^= 3;

        AssertUntouched(VersionNeedOutcome.OtherElf, file);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_library_cut_short_anywhere_gives_an_error_or_is_left_alone(bool withSections)
    {
        var whole = Library(relocated: [OtherSymbol], pltRelocated: [OtherSymbol], withSections: withSections).Bytes;
        for (var length = 4; length < whole.Length; length++)
        {
            var file = whole[..length];
            Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.MakeWeak(file, Wanted));
            Assert.Equal(whole[..length], file);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_damaged_library_never_gives_more_than_an_error(bool withSections)
    {
        var whole = Library(relocated: [OtherSymbol], pltRelocated: [OtherSymbol], withSections: withSections).Bytes;
        for (var i = 0; i < whole.Length; i++)
        {
            byte[] file = [.. whole];
            file[i] = 0xff;
            var error = Record.Exception(() => ElfVersionNeeds.MakeWeak(file, Wanted));
            Assert.True(error is null or InvalidDataException, $"byte {i}: {error}");
        }
    }

    [Fact]
    public void An_error_says_which_part_lies_outside_the_file()
    {
        var file = Library().Bytes;
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(40), ulong.MaxValue - 8);

        var message = Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.MakeWeak(file, Wanted)).Message;

        Assert.Contains("section header table", message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_library_that_TorchSharp_brings_is_changed_in_one_byte()
    {
        var path = NuGetPackage.LibTorchSharp();
        Skip.If(path is null, "TorchSharp's libLibTorchSharp.so is not in the NuGet cache.");
        var original = File.ReadAllBytes(path);
        byte[] file = [.. original];

        Assert.Equal(VersionNeedOutcome.MadeWeak, ElfVersionNeeds.MakeWeak(file, Wanted));

        int[] changed = [.. Enumerable.Range(0, file.Length).Where(i => file[i] != original[i])];
        Assert.Equal(2, file[Assert.Single(changed)]);
        AssertUntouched(VersionNeedOutcome.AlreadyWeak, file);
        AssertUntouched(VersionNeedOutcome.UsedByRelocation, original, "GLIBCXX_3.4.30");
    }

    private static void AssertUntouched(VersionNeedOutcome expected, byte[] file, string version = Wanted)
    {
        byte[] before = [.. file];
        Assert.Equal(expected, ElfVersionNeeds.MakeWeak(file, version));
        Assert.Equal(before, file);
    }

    private static SmallElf Library(
        uint[]? relocated = null,
        uint[]? pltRelocated = null,
        ushort wantedFlags = 0,
        ushort wantedIndexOfSymbol = WantedIndex,
        bool withSections = true) =>
        SmallElf.Create(
            [
                ("libc.so.6", [("GLIBC_2.34", LibcIndex, 0)]),
                ("libstdc++.so.6", [("GLIBCXX_3.4", OtherIndex, 0), (Wanted, WantedIndex, wantedFlags)]),
            ],
            [wantedIndexOfSymbol, OtherIndex, LibcIndex],
            relocated,
            pltRelocated,
            withSections);
}

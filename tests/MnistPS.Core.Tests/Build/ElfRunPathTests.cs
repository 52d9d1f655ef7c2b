using System.Text;
using MnistPS.Build.Elf;

namespace MnistPS.Core.Tests.Build;

public sealed class ElfRunPathTests
{
    private const ulong Needed = 1;
    private const ulong OldRunPath = 15;
    private const ulong RunPath = 29;
    private static readonly string[] s_openMP = ["libgomp-0123abcd.so.1"];

    [SkippableFact]
    public void The_library_that_TorchSharp_brings_looks_in_its_own_folder_first()
    {
        var original = RealLibrary();
        byte[] file = [.. original];

        Assert.True(ElfRunPath.PutOwnFolderFirst(file, s_openMP));

        var elf = new ElfBytes(file);
        var entries = ElfDynamicSegment.FindEntries(elf)!;
        Assert.Null(entries.Find(elf, RunPath));
        Assert.Equal("$ORIGIN", Text(elf, entries, entries.Find(elf, OldRunPath)!.Value));
        Assert.Equal([.. NeededBy(original), .. s_openMP], NeededBy(file));
    }

    [SkippableFact]
    public void The_second_time_nothing_is_left_to_do()
    {
        var file = RealLibrary();
        ElfRunPath.PutOwnFolderFirst(file, s_openMP);
        byte[] once = [.. file];

        Assert.False(ElfRunPath.PutOwnFolderFirst(file, s_openMP));
        Assert.Equal(once, file);
    }

    [SkippableFact]
    public void Names_for_which_there_is_no_room_are_refused_before_anything_is_written()
    {
        var file = RealLibrary();
        byte[] before = [.. file];

        Assert.Throws<InvalidDataException>(() => ElfRunPath.PutOwnFolderFirst(file, [new string('x', 1000)]));
        Assert.Equal(before, file);
    }

    [Fact]
    public void A_library_of_windows_or_macos_is_left_alone()
    {
        foreach (var file in new byte[][] { [.. "MZ"u8, .. new byte[200]], [0xcf, 0xfa, 0xed, 0xfe, .. new byte[200]], [] })
        {
            byte[] before = [.. file];
            Assert.False(ElfRunPath.PutOwnFolderFirst(file, s_openMP));
            Assert.Equal(before, file);
        }
    }

    private static List<string> NeededBy(byte[] file)
    {
        var elf = new ElfBytes(file);
        var entries = ElfDynamicSegment.FindEntries(elf)!;
        var names = new List<string>();
        for (var at = entries.Offset; elf.UInt64(at, "tag") != 0; at += 16)
        {
            if (elf.UInt64(at, "tag") == Needed)
            {
                names.Add(Text(elf, entries, at));
            }
        }

        return names;
    }

    private static string Text(ElfBytes elf, ElfDynamicEntries entries, ulong entry)
    {
        var strings = elf.Range(entries.Strings.Offset, entries.Strings.Size, "strings");
        strings = strings[(int)elf.UInt64(entry + 8, "value")..];
        return Encoding.ASCII.GetString(strings[..strings.IndexOf((byte)0)]);
    }

    private static byte[] RealLibrary()
    {
        var path = NuGetPackage.LibTorchSharp();
        Skip.If(path is null, "TorchSharp's libLibTorchSharp.so is not in the NuGet cache.");
        return File.ReadAllBytes(path);
    }
}

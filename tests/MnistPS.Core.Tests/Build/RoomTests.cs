using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MnistPS.Tests;

namespace MnistPS.Core.Tests.Build;

/// <summary>Which assemblies refer to which: TorchSharp has a room of its own.</summary>
public sealed class RoomTests
{
    private static readonly string[] s_ofTorch = ["MnistPS.Torch", "TorchSharp"];

    [Theory]
    [InlineData("MnistPS.Core")]
    [InlineData("MnistPS")]
    public void Neither_the_engine_nor_the_cmdlets_refer_to_TorchSharp(string assembly) =>
        Assert.DoesNotContain(ReferencesOf(assembly), name => s_ofTorch.Contains(name));

    [Fact]
    public void The_room_of_TorchSharp_refers_to_the_engine_and_to_no_cmdlet()
    {
        var references = ReferencesOf("MnistPS.Torch");

        Assert.Contains("TorchSharp", references);
        Assert.Contains("MnistPS.Core", references);
        Assert.DoesNotContain("MnistPS", references);
    }

    [Fact]
    public void The_engine_refers_to_no_PowerShell() => Assert.DoesNotContain(
        ReferencesOf("MnistPS.Core"), name => name.StartsWith("System.Management.Automation", StringComparison.Ordinal));

    private static List<string> ReferencesOf(string assembly)
    {
        using var file = File.OpenRead(Path.Combine(TestAssembly.ModulePath, "lib", assembly + ".dll"));
        using var reader = new PEReader(file);
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}

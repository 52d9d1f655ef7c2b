using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Safety;

/// <summary>Pictures that take long, and Ctrl+C while they are looked at.</summary>
public sealed class StoppedPictureTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private const int Side = 1280;

    // Thousands of digits take a minute. What goes on to its end in spite of Ctrl+C does not get by with this.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public StoppedPictureTests(ModuleRunspace module)
    {
        _module = module;
        module.Set("folder", _folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Get-DigitPrediction \"$folder/bars.bmp\" -Multiple")]
    [InlineData("Get-DigitPrediction -LiteralPath (@(\"$folder/bars.bmp\") * 1000)")]
    [InlineData("ConvertTo-DigitImage -LiteralPath (@(\"$folder/bars.bmp\") * 1000) -Steps")]
    [InlineData("Import-DigitDataset \"$folder/digits\"")]
    public void Control_C_is_answered_while_a_picture_is_looked_at(string script)
    {
        WriteBars(Path.Combine(_folder.Path, "bars.bmp"));
        var digits = Directory.CreateDirectory(Path.Combine(_folder.Path, "digits", "1")).FullName;
        for (var i = 0; i < 300; i++)
            File.Copy(Path.Combine(_folder.Path, "bars.bmp"), Path.Combine(digits, $"{i}.bmp"));
        var (result, time) = _module.StopWhen(
            $"Write-Information begun; {script}", (streams, _) => streams.Information.Count > 0);

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.Empty(result.Errors);
        Assert.True(time < s_patience, $"It took {time} to stop.");
        Assert.Equal(2, _module.Run("1 + 1").One<int>());
    }

    [SkippableFact]
    public void An_interrupt_ends_a_process_that_looks_at_a_picture()
    {
        Skip.If(OperatingSystem.IsWindows());
        WriteBars(Path.Combine(_folder.Path, "bars.bmp"));
        using var script = new TemporaryScript(
            $"'started'; Get-DigitPrediction -LiteralPath (@(\"{_folder.Path}/bars.bmp\") * 1000) -Multiple; 'never'");
        var run = HostProcess.Run(HostProcess.StartInfo(script.Path), meanwhile: Interrupt);

        Assert.StartsWith("started", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("never", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_pipe_among_the_pictures_is_one_error_and_does_not_keep_anybody_waiting()
    {
        Skip.If(OperatingSystem.IsWindows());
        using (var process = Process.Start("mkfifo", [Path.Combine(_folder.Path, "pipe.png")]))
            process.WaitForExit();
        foreach (var script in new[]
        {
            "Get-DigitPrediction \"$folder/pipe.png\"",
            "Get-DigitPrediction \"$folder/pipe.png\" -Multiple",
            "ConvertTo-DigitImage \"$folder/pipe.png\"",
            "Import-DigitDataset \"$folder/pipe.png\"",
            "Import-DigitDataset \"$folder/pipe.png\" -Format Csv",
            "Import-DigitDataset \"$folder/pipe.png\" -Format Idx",
            "Import-DenseModel \"$folder/pipe.png\"",
        })
        {
            Assert.StartsWith("FileNotRegular", _module.Run(script).OneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }

    private static void Interrupt(Process process)
    {
        Thread.Sleep(TimeSpan.FromSeconds(2));
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    // 4,000 strokes, each a digit of its own.
    private static void WriteBars(string path)
    {
        const int headerLength = 54;
        const int bytesPerPixel = 3;
        var bytes = new byte[headerLength + (Side * Side * bytesPerPixel)];
        bytes.AsSpan(headerLength).Fill(byte.MaxValue);
        "BM"u8.CopyTo(bytes);
        foreach (var (place, value) in new[] { (2, bytes.Length), (10, headerLength), (14, 40), (18, Side), (22, Side), (26, 1 | (24 << 16)) })
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), value);
        for (var i = 0; i < Side * Side; i++)
        {
            var (x, y) = (i % Side, i / Side);
            if (x % 20 is > 5 and < 9 && y % 20 is > 2 and < 15)
                bytes.AsSpan(headerLength + (i * bytesPerPixel), bytesPerPixel).Clear();
        }

        File.WriteAllBytes(path, bytes);
    }
}

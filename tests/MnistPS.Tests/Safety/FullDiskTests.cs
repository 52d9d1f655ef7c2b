using System.Diagnostics;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Safety;

/// <summary>A full disk is an error, in a process of its own, which lives on; what was there stays, and nothing is left behind.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly bool _isMounted;

    public FullDiskTests() => _isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", _folder.Path);

    public void Dispose()
    {
        if (_isMounted)
            Run("umount", "--lazy", _folder.Path);
        _folder.Dispose();
    }

    [SkippableFact]
    public void Every_writer_says_so_and_the_session_lives_on()
    {
        Skip.IfNot(_isMounted, "Only the superuser can mount a small disk.");
        string[] names =
        [
            "run.svg", "run.png", "run.jpg", "run.webp", "confusion.svg", "confusion.png", "model.safetensors", "digit.png",
            "checkpoint.safetensors",
        ];
        foreach (var name in names)
            File.WriteAllText(_folder.File(name), "old");
        var script = _folder.Path.Replace("'", "''", StringComparison.Ordinal);

        var run = HostProcess.RunText(
            $$"""
            $folder = '{{script}}'
            $few = New-DigitDataset -Count 100 -Seed 1
            $model = New-DenseModel -HiddenUnits 256 -Seed 1 | Build-DenseModel
            $run = $few | Invoke-ModelTraining -Model $model -Epochs 3
            $evaluation = $model | Test-ModelAccuracy -Dataset $few
            $image = $few | Get-DigitImage -Index 0
            $rest = [System.IO.File]::Create("$folder/filler")
            try { while ($true) { $rest.Write([byte[]]::new(4096), 0, 4096); $rest.Flush() } } catch { }
            try { $rest.Dispose() } catch { }
            foreach ($name in 'run.svg', 'run.png', 'run.jpg', 'run.webp') {
                try { $run | Export-TrainingChart "$folder/$name" } catch { $_.FullyQualifiedErrorId }
            }
            foreach ($name in 'confusion.svg', 'confusion.png') {
                try { $evaluation | Export-ConfusionChart "$folder/$name" } catch { $_.FullyQualifiedErrorId }
            }
            try { $model | Export-DenseModel "$folder/model.safetensors" } catch { $_.FullyQualifiedErrorId }
            try { $image | Export-DigitImage "$folder/digit.png" -Scale 256 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
            try { $null = $few | Invoke-ModelTraining -Model $model -CheckpointPath "$folder/checkpoint.safetensors" } catch { $_.FullyQualifiedErrorId }
            [GC]::Collect(); [GC]::WaitForPendingFinalizers()
            'alive'
            """);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [.. Enumerable.Repeat("InputOutputError", names.Length), "alive"],
            run.Output.Split('\n').Select(line => line.Split(',')[0]));
        Assert.All(names, name => Assert.Equal("old", File.ReadAllText(_folder.File(name))));
        Assert.Equal(names.Append("filler").Order(), Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

using System.Diagnostics;
using System.Management.Automation;
using System.Net.Sockets;
using System.Runtime.Versioning;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Safety;

/// <summary>Every cmdlet that writes a file treats what is there as PowerShell's own do.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class WriterTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private const string Checkpoint = ".checkpoint";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    // The ending of the file, the cmdlet, and how it is called.
    private static readonly (string Extension, string Cmdlet, string Script)[] s_writers =
    [
        (".safetensors", "ExportDenseModel", "$model | Export-DenseModel -Path $target"),
        (".png", "ExportTrainingChart", "$run | Export-TrainingChart -Path $target"),
        (".svg", "ExportTrainingChart", "$run | Export-TrainingChart -Path $target"),
        (".webp", "ExportConfusionChart", "$evaluation | Export-ConfusionChart -Path $target"),
        (".svg", "ExportConfusionChart", "$evaluation | Export-ConfusionChart -Path $target"),
        (".png", "ExportDigitImage", "$image | Export-DigitImage -Path $target"),
        (".jpg", "ExportDigitImage", "$number | Export-DigitImage -Path $target"),
        (".png", "ExportDigitImage", "$stage | Export-DigitImage -Path $target"),
        (Checkpoint, "InvokeModelTraining", "$null = $few | Invoke-ModelTraining -Model $model -CheckpointPath $target"),
    ];

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();
    private Socket? _socket;

    public WriterTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
        module.Set("picture", _folder.File("picture.png"));
        module.Run(
            """
            if (-not (Test-Path variable:run)) {
                $few = New-DigitDataset -Count 100 -Seed 1
                $model = New-DenseModel -HiddenUnits 4 -Seed 1 | Build-DenseModel
                $run = $few | Invoke-ModelTraining -Model $model
                $evaluation = $model | Test-ModelAccuracy -Dataset $few
                $image = $test | Get-DigitImage -Index 0
            }
            $image | Export-DigitImage -Path $picture -Scale 4
            $number = Get-DigitPrediction $picture -Model $model -Multiple
            $stage = @(ConvertTo-DigitImage $picture -Steps)[0]
            """).WithoutErrors();
    }

    public static TheoryData<int> Writers => [.. Enumerable.Range(0, s_writers.Length)];

    public static TheoryData<int> Exporters => [.. Enumerable.Range(0, s_writers.Length).Where(i => s_writers[i].Extension != Checkpoint)];

    public void Dispose()
    {
        _socket?.Dispose();
        _folder.Dispose();
    }

    [SkippableTheory]
    [MemberData(nameof(Writers))]
    public void The_mode_of_a_file_stays(int writer)
    {
        Skip.If(OperatingSystem.IsWindows());
        var target = Existing(writer, OwnerOnly);

        _module.Run(s_writers[writer].Script).WithoutErrors();

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(target));
        Assert.NotEqual("old", File.ReadAllText(target));
        AssertNothingLeft();
    }

    [SkippableTheory]
    [MemberData(nameof(Writers))]
    public void A_link_stays_a_link_and_its_file_is_written(int writer)
    {
        var target = Target(writer);
        var file = _folder.File("elsewhere.bin");
        File.WriteAllText(file, "old");
        File.CreateSymbolicLink(target, file);

        _module.Run(s_writers[writer].Script).WithoutErrors();

        Assert.Equal(file, new FileInfo(target).LinkTarget);
        Assert.NotEqual("old", File.ReadAllText(file));
        AssertNothingLeft();
    }

    [SkippableTheory]
    [MemberData(nameof(Writers))]
    public void A_read_only_file_is_refused(int writer)
    {
        Skip.If(OperatingSystem.IsWindows());
        var target = Existing(writer, ReadOnly);

        var error = _module.FailsWith(
            "FileReadOnly", ErrorCategory.PermissionDenied, s_writers[writer].Cmdlet, s_writers[writer].Script);

        Assert.Contains("-Force", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(target));
        AssertNothingLeft();
    }

    [SkippableTheory]
    [MemberData(nameof(Exporters))]
    public void Force_replaces_a_read_only_file_which_stays_so(int writer)
    {
        Skip.If(OperatingSystem.IsWindows());
        var target = Existing(writer, ReadOnly);

        _module.Run($"{s_writers[writer].Script} -Force").WithoutErrors();

        Assert.NotEqual("old", File.ReadAllText(target));
        Assert.Equal(ReadOnly, File.GetUnixFileMode(target));
    }

    [Theory]
    [MemberData(nameof(Exporters))]
    public void NoClobber_keeps_what_is_there(int writer)
    {
        File.WriteAllText(Target(writer), "old");

        var error = _module.FailsWith(
            "FileExists", ErrorCategory.ResourceExists, s_writers[writer].Cmdlet, $"{s_writers[writer].Script} -NoClobber");

        Assert.Contains("-NoClobber", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(Target(writer)));
    }

    [SkippableTheory]
    [MemberData(nameof(Writers))]
    public void Devices_pipes_and_sockets_are_refused_and_stay(int writer)
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        var target = Target(writer);
        Action[] kinds =
        [
            () => File.CreateSymbolicLink(target, "/dev/null"),
            () => File.CreateSymbolicLink(target, "/dev/full"),
            () => Process.Start("mkfifo", [target]).WaitForExit(),
            () => Listen(target),
        ];

        foreach (var make in kinds)
        {
            make();
            _module.FailsWith(
                "FileNotRegular", ErrorCategory.InvalidArgument, s_writers[writer].Cmdlet, s_writers[writer].Script);
            Assert.True(new FileInfo(target).Attributes != 0);
            AssertNothingLeft();
            File.Delete(target);
        }
    }

    [SkippableTheory]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    public void A_device_that_is_named_outright_is_refused(string device)
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        _module.Set("target", device);

        foreach (var (_, cmdlet, script) in s_writers)
            _module.FailsWith("FileNotRegular", ErrorCategory.InvalidArgument, cmdlet, script);
        Assert.True(File.Exists(device));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_missing_folder_is_an_error_that_says_so(int writer)
    {
        _module.Set("target", Path.Combine(_folder.Path, "missing", $"file{s_writers[writer].Extension}"));

        _module.FailsWith("FolderNotFound", ErrorCategory.ObjectNotFound, s_writers[writer].Cmdlet, s_writers[writer].Script);
    }

    [Theory]
    [MemberData(nameof(Exporters))]
    public void PassThru_puts_out_what_Get_Item_does(int writer)
    {
        var target = Target(writer);

        var item = _module.Run($"{s_writers[writer].Script} -PassThru").WithoutErrors().Output;

        Assert.Equal(target, Assert.IsType<FileInfo>(Assert.Single(item).BaseObject).FullName);
        Assert.EndsWith(target, (string)item[0].Properties["PSPath"].Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Exporters))]
    public void WhatIf_writes_nothing(int writer)
    {
        var target = Target(writer);

        _module.Run($"{s_writers[writer].Script} -WhatIf").WithoutErrors();

        Assert.Contains(target, _module.Screen.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    private string Target(int writer)
    {
        var target = _folder.File($"target{s_writers[writer].Extension}");
        _module.Set("target", target);
        return target;
    }

    private string Existing(int writer, UnixFileMode mode)
    {
        var target = Target(writer);
        File.WriteAllText(target, "old");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, mode);
        return target;
    }

    private void AssertNothingLeft() =>
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), file => file.EndsWith(".unfinished", StringComparison.Ordinal));

    // The file is gone once the socket is closed.
    private void Listen(string path)
    {
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _socket.Bind(new UnixDomainSocketEndPoint(path));
    }
}

using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Modules;

/// <summary>
/// libtorch is half a gigabyte. What does not compute does not load it: each promise in a process of its own, whose
/// memory map tells.
/// </summary>
public sealed class LazyLibraryTests
{
    private const string Report =
        "; $maps = [System.IO.File]::ReadAllText('/proc/self/maps'); \"$($maps.Contains('libtorch'))\"";

    [SkippableTheory]
    [InlineData("Import-Module MnistPS")]
    [InlineData("$null = Get-Command -Module MnistPS")]
    [InlineData("$null = Get-Help New-DenseLayer -Full")]
    [InlineData("$null = New-InputLayer 784 | New-DenseLayer 128 ReLU | New-DenseLayer 10 Softmax | New-DenseModel | Build-DenseModel")]
    [InlineData("(New-DenseModel -HiddenUnits 128).SummaryText | Out-Null")]
    [InlineData("try { Get-MnistDataset -Path /nowhere } catch { }")]
    [InlineData("try { $null = Get-MnistDataset -Offline } catch { }")]
    [InlineData("$null = New-DigitDataset -Count 10 | Show-DigitImage")]
    [InlineData("$null = TabExpansion2 'New-DenseLayer -Activation ' 27")]
    public void Libtorch_is_not_loaded_by(string script)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The memory map is read from /proc.");
        var run = HostProcess.RunText(script + Report);

        Assert.Equal("False", run.Output);
        Assert.Empty(run.Errors);
    }
}

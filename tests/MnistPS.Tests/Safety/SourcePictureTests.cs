using System.Diagnostics;
using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Safety;

/// <summary>Export-DigitImage never replaces a picture that was read, however it is named.</summary>
public sealed class SourcePictureTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();
    private readonly byte[] _photo;

    public SourcePictureTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
        module.Set("folder", _folder.Path);
        module.Run(
            """
            $model = New-DenseModel -HiddenUnits 4 -Seed 1
            Set-Location -LiteralPath $folder
            $test | Get-DigitImage -Index 0 | Export-DigitImage -Path ./p.png -Scale 8 -DarkOnLight
            """).WithoutErrors();
        _photo = File.ReadAllBytes(_folder.File("p.png"));
        Directory.CreateDirectory(_folder.File("sub"));
        Directory.CreateSymbolicLink(_folder.File("here"), _folder.Path);
        File.CreateSymbolicLink(_folder.File("link.png"), "p.png");
        if (!OperatingSystem.IsWindows())
            Process.Start("ln", [_folder.File("p.png"), _folder.File("hard.png")]).WaitForExit();
    }

    public void Dispose()
    {
        _module.Run("Set-Location /");
        _folder.Dispose();
    }

    [SkippableTheory]
    [InlineData("p.png", "p.png")]
    [InlineData("./p.png", "sub/../p.png")]
    [InlineData("p.png", "here/p.png")]
    [InlineData("here/p.png", "p.png")]
    [InlineData("p.png", "link.png")]
    [InlineData("link.png", "p.png")]
    [InlineData("link.png", "link.png")]
    [InlineData("p.png", "hard.png")]
    [InlineData("hard.png", "link.png")]
    [InlineData("hard.png", "here/here/p.png")]
    public void The_picture_stays_whatever_the_two_are_called(string source, string target)
    {
        Skip.If(OperatingSystem.IsWindows());
        string[] readings =
        [
            $"ConvertTo-DigitImage {source}",
            $"ConvertTo-DigitImage {source} -Steps | Select-First",
            $"Get-DigitPrediction {source} -Model $model -Multiple",
        ];
        _module.Run("filter Select-First { if (-not $script:seen) { $script:seen = $true; $_ } }");

        foreach (var reading in readings)
        {
            _module.FailsWith(
                "PictureWouldBeReplaced",
                ErrorCategory.InvalidArgument,
                "ExportDigitImage",
                $"$script:seen = $false; {reading} | Export-DigitImage -Path {target} -Force");
            Assert.Equal(_photo, File.ReadAllBytes(_folder.File("p.png")));
            Assert.Equal("p.png", new FileInfo(_folder.File("link.png")).LinkTarget);
        }
    }

    [Fact]
    public void A_picture_of_the_same_pipeline_stays_too()
    {
        File.Copy(_folder.File("p.png"), _folder.File("p-digit-digit.png"));
        File.Copy(_folder.File("p.png"), _folder.File("p-digit.png"));

        _module.FailsWith(
            "PictureWouldBeReplaced",
            ErrorCategory.InvalidArgument,
            "ExportDigitImage",
            "@(ConvertTo-DigitImage p-digit-digit.png; ConvertTo-DigitImage p-digit.png) | Export-DigitImage -Path .");
        Assert.Equal(_photo, File.ReadAllBytes(_folder.File("p-digit-digit.png")));
    }

    [Fact]
    public void Pictures_of_an_imported_folder_stay()
    {
        var label = Directory.CreateDirectory(_folder.File("digits/7")).FullName;
        File.Copy(_folder.File("p.png"), Path.Combine(label, "00000-7.png"));

        _module.FailsWith(
            "PictureWouldBeReplaced",
            ErrorCategory.InvalidArgument,
            "ExportDigitImage",
            "Import-DigitDataset digits | Get-DigitImage | Export-DigitImage -Path here/digits/7");
        Assert.Equal(_photo, File.ReadAllBytes(Path.Combine(label, "00000-7.png")));
    }

    [Fact]
    public void A_copy_elsewhere_is_replaced()
    {
        File.Copy(_folder.File("p.png"), _folder.File("copy.png"));

        _module.Run("ConvertTo-DigitImage p.png | Export-DigitImage -Path copy.png").WithoutErrors();

        Assert.NotEqual(_photo, File.ReadAllBytes(_folder.File("copy.png")));
    }
}

using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Prediction;

/// <summary>Export-DigitImage: digits as picture files.</summary>
public sealed class ExportDigitImageTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private const int Yes = 0;
    private const int No = 2;

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();
    private readonly string _file;

    public ExportDigitImageTests(ModuleRunspace module)
    {
        _module = module;
        _file = _folder.File("digit.png");
        Digits.Give(module);
        module.Set("folder", _folder.Path);
        module.Set("file", _file);
        module.Run("$image = $test | Get-DigitImage -Index 0").WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("digit.png", "89504E47")]
    [InlineData("digit.jpg", "FFD8FF")]
    [InlineData("digit.webp", "52494646")]
    public void The_ending_chooses_the_format(string name, string signature)
    {
        _module.Run($"$image | Export-DigitImage -Path \"$folder/{name}\"").WithoutErrors();

        Assert.StartsWith(signature, Convert.ToHexString(File.ReadAllBytes(_folder.File(name))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_gets_a_file_for_each_image_named_by_number_and_label()
    {
        _module.Run("$test | Get-DigitImage -First 3 | Export-DigitImage -Path $folder").WithoutErrors();

        Assert.Equal(
            _module.Run("$test | Get-DigitImage -First 3 | ForEach-Object { \"0000$($_.Index)-$($_.Label).png\" }").All<string>(),
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order()!);
    }

    [Fact]
    public void WhatIf_says_what_would_be_written_and_writes_nothing()
    {
        _module.Run("$image | Export-DigitImage -Path $file -WhatIf").WithoutErrors();

        Assert.Contains(_file, _module.Screen.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(No, false)]
    [InlineData(Yes, true)]
    public void Confirm_asks_first(int answer, bool written)
    {
        _module.Screen.Answer = answer;
        _module.Run("$image | Export-DigitImage -Path $file -Confirm").WithoutErrors();

        Assert.Single(_module.Screen.Questions);
        Assert.Equal(written, File.Exists(_file));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced()
    {
        File.WriteAllText(_file, "old");
        _module.Run("$image | Export-DigitImage -Path $file").WithoutErrors();

        Assert.NotEqual("old", File.ReadAllText(_file));
    }

    [Fact]
    public void NoClobber_keeps_a_file_that_is_there()
    {
        File.WriteAllText(_file, "old");
        var error = _module.Run("$image | Export-DigitImage -Path $file -NoClobber").OneError();

        Assert.Equal("FileExists,MnistPS.Commands.Pictures.ExportDigitImageCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Equal("old", File.ReadAllText(_file));
    }

    [Fact]
    public void Several_images_do_not_overwrite_each_other()
    {
        var error = _module.FailsWith(
            "SeveralImagesOneFile",
            ErrorCategory.InvalidArgument,
            "ExportDigitImage",
            "$test | Get-DigitImage -First 2 | Export-DigitImage -Path $file");

        Assert.Contains("folder", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error() => _module.FailsWith(
        "FolderNotFound",
        ErrorCategory.ObjectNotFound,
        "ExportDigitImage",
        "$image | Export-DigitImage -Path \"$folder/missing/digit.png\"");

    [Fact]
    public void An_ending_that_is_no_format_is_an_error_that_names_those_that_are()
    {
        var error = _module.Run("$image | Export-DigitImage -Path \"$folder/digit.txt\"").OneError();

        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(".png", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }
}

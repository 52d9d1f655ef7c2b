using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>Import-DenseModel: files found, not found, and damaged.</summary>
public sealed class ImportDenseModelTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();
    private readonly string _file;

    public ImportDenseModelTests(ModuleRunspace module)
    {
        _module = module;
        _file = _folder.File("one.safetensors");
        module.Set("folder", _folder.Path);
        module.Set("file", _file);
        module.Run("New-DenseModel -HiddenUnits 4 -InputSize 6 -Name one -Seed 1 | Export-DenseModel $file").WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Import-DenseModel $file")]
    [InlineData("Import-DenseModel -Path $file")]
    [InlineData("Import-DenseModel -LiteralPath $file")]
    [InlineData("$file | Import-DenseModel")]
    [InlineData("[System.IO.FileInfo]::new($file) | Import-DenseModel")]
    [InlineData("[pscustomobject]@{ PSPath = $file } | Import-DenseModel")]
    [InlineData("[pscustomobject]@{ Path = $file } | Import-DenseModel")]
    [InlineData("Import-DenseModel \"$folder/*.safetensors\"")]
    public void A_file_can_be_named_in_several_ways(string script) =>
        Assert.Equal("one", _module.Run($"({script}).Name").One<string>());

    [Fact]
    public void A_wildcard_stands_for_all_files_that_fit()
    {
        File.Copy(_file, _folder.File("two.safetensors"));

        Assert.Equal(2, _module.Run("Import-DenseModel \"$folder/*.safetensors\"").WithoutErrors().Output.Count);
    }

    [Fact]
    public void A_literal_path_may_hold_brackets()
    {
        File.Move(_file, _folder.File("one[1].safetensors"));

        Assert.Equal(
            "one", _module.Run("(Import-DenseModel -LiteralPath \"$folder/one[1].safetensors\").Name").One<string>());
        Assert.Equal(
            "one",
            _module.Run("([System.IO.FileInfo]::new(\"$folder/one[1].safetensors\") | Import-DenseModel).Name").One<string>());
    }

    [Theory]
    [InlineData("Import-DenseModel \"$folder/none.safetensors\"")]
    [InlineData("Import-DenseModel -LiteralPath \"$folder/none.safetensors\"")]
    [InlineData("Import-DenseModel nowhere:digits.safetensors")]
    public void A_file_that_is_not_there_is_an_error(string script) =>
        _module.FailsWith("PathNotFound", ErrorCategory.ObjectNotFound, "ImportDenseModel", script);

    [Fact]
    public void A_folder_is_an_error() => _module.FailsWith(
        "PathIsFolder", ErrorCategory.InvalidArgument, "ImportDenseModel", "Import-DenseModel -LiteralPath $folder");

    [Fact]
    public void A_bad_file_does_not_keep_the_next_from_its_turn()
    {
        File.WriteAllText(_folder.File("bad"), "nonsense");
        var result = _module.Run("Import-DenseModel \"$folder/bad\", $file");

        Assert.Single(result.Output);
        Assert.Equal("ModelFileInvalid,MnistPS.Commands.Models.ImportDenseModelCommand", result.OneError().FullyQualifiedErrorId);
    }

    [Fact]
    public void ErrorAction_Stop_stops_at_the_first_bad_file()
    {
        File.WriteAllText(_folder.File("bad"), "nonsense");
        var result = _module.Run("Import-DenseModel \"$folder/bad\", $file -ErrorAction Stop");

        Assert.Empty(result.Output);
        result.OneError();
    }
}

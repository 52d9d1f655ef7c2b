using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>Export-DenseModel and its way back: a model in a file is the model.</summary>
public sealed class ExportDenseModelTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private const int Yes = 0;
    private const int No = 2;

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();
    private readonly string _file;

    public ExportDenseModelTests(ModuleRunspace module)
    {
        _module = module;
        _file = _folder.File("digits.safetensors");
        Digits.Give(module);
        module.Set("folder", _folder.Path);
        module.Set("file", _file);
        module.Run("$model = New-DenseModel -HiddenUnits 16 -Seed 1 -Name digits | Build-DenseModel").WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_writes_one_file_and_says_nothing()
    {
        Assert.Empty(_module.Run("$model | Export-DenseModel -Path $file").WithoutErrors().Output);

        Assert.Equal([_file], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void PassThru_puts_the_file_out() => Assert.Equal(
        _file, _module.Run("$model | Export-DenseModel $file -PassThru").One<FileInfo>().FullName);

    [Fact]
    public void A_file_that_is_there_is_replaced()
    {
        File.WriteAllText(_file, "old");
        _module.Run("$model | Export-DenseModel $file").WithoutErrors();

        Assert.Equal("digits", _module.Run("(Import-DenseModel $file).Name").One<string>());
    }

    [Fact]
    public void NoClobber_keeps_a_file_that_is_there()
    {
        File.WriteAllText(_file, "old");

        _module.FailsWith(
            "FileExists", ErrorCategory.ResourceExists, "ExportDenseModel", "$model | Export-DenseModel $file -NoClobber");

        Assert.Equal("old", File.ReadAllText(_file));
    }

    [Fact]
    public void NoClobber_writes_where_nothing_is()
    {
        _module.Run("$model | Export-DenseModel $file -NoClobber").WithoutErrors();

        Assert.True(File.Exists(_file));
    }

    [Fact]
    public void WhatIf_says_what_would_be_written_and_writes_nothing()
    {
        _module.Run("$model | Export-DenseModel $file -WhatIf").WithoutErrors();

        Assert.Contains(_file, _module.Screen.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(No, false)]
    [InlineData(Yes, true)]
    public void Confirm_asks_first(int answer, bool written)
    {
        _module.Screen.Answer = answer;
        _module.Run("$model | Export-DenseModel $file -Confirm").WithoutErrors();

        Assert.Contains(_file, Assert.Single(_module.Screen.Questions), StringComparison.Ordinal);
        Assert.Equal(written, File.Exists(_file));
    }

    [Fact]
    public void A_folder_instead_of_a_file_is_an_error() => _module.FailsWith(
        "PathIsFolder", ErrorCategory.InvalidArgument, "ExportDenseModel", "$model | Export-DenseModel $folder");

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error() => _module.FailsWith(
        "FolderNotFound",
        ErrorCategory.ObjectNotFound,
        "ExportDenseModel",
        "$model | Export-DenseModel \"$folder/missing/digits.safetensors\"");

    [Fact]
    public void A_path_outside_the_file_system_is_an_error() => _module.FailsWith(
        "PathNotInFileSystem",
        ErrorCategory.InvalidArgument,
        "ExportDenseModel",
        "$model | Export-DenseModel env:DIGITS");

    [Fact]
    public void A_folder_in_place_of_a_file_is_an_error_and_leaves_nothing_behind()
    {
        var error = _module.Run("$model | Export-DenseModel $folder").OneError();

        Assert.EndsWith(",MnistPS.Commands.Models.ExportDenseModelCommand", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(_folder.Path)!, "*.tmp"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void The_same_model_is_the_same_file_bit_for_bit()
    {
        _module.Run(
            "$model | Export-DenseModel \"$folder/a\"; Import-DenseModel \"$folder/a\" | Export-DenseModel \"$folder/b\"")
            .WithoutErrors();

        Assert.Equal(File.ReadAllBytes(_folder.File("a")), File.ReadAllBytes(_folder.File("b")));
    }

    [Fact]
    public void A_model_from_a_file_predicts_the_same_bit_for_bit()
    {
        _module.Run(
            """
            $null = $train | Invoke-ModelTraining -Model $model -Seed 1
            $model | Export-DenseModel $file
            $copy = Import-DenseModel $file
            """).WithoutErrors();

        Assert.Equal(Probabilities("$model"), Probabilities("$copy"));
    }

    [Fact]
    public void A_model_from_a_file_keeps_name_layers_seed_loss_and_optimizer()
    {
        _module.Run(
            """
            $model | Build-DenseModel -Loss SparseCategoricalCrossentropy -Optimizer SGD -LearningRate 0.25
            $model | Export-DenseModel $file
            $copy = Import-DenseModel $file
            """).WithoutErrors();

        Assert.Equal(
            _module.Run("$model.SummaryText").One<string>(), _module.Run("$copy.SummaryText").One<string>());
        Assert.Equal(1, _module.Run("$copy.Seed").One<int>());
    }

    [Fact]
    public void A_model_from_a_file_can_be_trained_on_at_once()
    {
        _module.Run("$model | Export-DenseModel $file; $copy = Import-DenseModel $file").WithoutErrors();

        Assert.Equal(1, _module.Run("($train | Invoke-ModelTraining -Model $copy).Epochs.Count").One<int>());
    }

    [Fact]
    public void A_training_run_can_be_piped_in_for_its_model()
    {
        _module.Run("$train | Invoke-ModelTraining -Model $model | Export-DenseModel $file").WithoutErrors();

        Assert.Equal("digits", _module.Run("(Import-DenseModel $file).Name").One<string>());
    }

    private IReadOnlyList<int> Probabilities(string model) =>
    [
        .. _module.Run($"($test | Get-DigitPrediction -Model {model}).Probabilities")
            .All<float>().Select(BitConverter.SingleToInt32Bits),
    ];
}

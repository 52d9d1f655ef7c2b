using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Pictures;

/// <summary>Get-DigitPrediction -Multiple, and the annotated copies that Export-DigitImage writes of it.</summary>
public sealed class NumberPredictionTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private const int Length = 4;

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public NumberPredictionTests(ModuleRunspace module)
    {
        _module = module;
        PictureSession.Give(module);
        module.Set("folder", _folder.Path);
        module.Run(
            $$"""
            $numbers = @(for ($n = 0; $n -lt 3; $n++) {
                $digits = @($test | Get-DigitImage -Index (({{Length}} * $n)..({{Length}} * $n + {{Length - 1}})))
                Join-Digit $digits | Export-DigitImage -Path "$folder/$n.png" -Scale 3 -DarkOnLight
                -join $digits.Label
            })
            """).WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_are_read_mostly()
    {
        _module.Run("$read = @(Get-DigitPrediction \"$folder/*.png\" -Model $model -Multiple)").WithoutErrors();

        var truth = string.Concat(_module.Run("$numbers").All<string>());
        var text = string.Concat(_module.Run("$read.Text").All<string>());
        Assert.Equal(truth.Length, text.Length);
        Assert.InRange(truth.Zip(text).Count(pair => pair.First == pair.Second), 8, truth.Length);
    }

    [Fact]
    public void Each_picture_is_one_object_in_order()
    {
        _module.Run("$read = @([IO.DirectoryInfo]::new($folder).GetFiles() | Get-DigitPrediction -Model $model -Multiple)")
            .WithoutErrors();

        Assert.Equal(
            Directory.GetFiles(_folder.Path).Order(), _module.Run("$read.Path").All<string>().Order());
        Assert.Equal([Length, Length, Length], _module.Run("$read | ForEach-Object { $_.Digits.Count }").All<int>());
    }

    [Fact]
    public void Digits_have_probabilities_and_a_place()
    {
        _module.Run("$digits = (Get-DigitPrediction \"$folder/0.png\" -Model $model -Multiple).Digits").WithoutErrors();

        Assert.Equal([0, 1, 2, 3], _module.Run("$digits.Position").All<int>());
        Assert.Equal([0, 0, 0, 0], _module.Run("$digits.Line").All<int>());
        Assert.Equal([10, 10, 10, 10], _module.Run("$digits | ForEach-Object { $_.Probabilities.Count }").All<int>());
        var left = _module.Run("$digits | ForEach-Object { $_.BoundingBox.X }").All<int>();
        Assert.Equal(left.Order(), left);
        Assert.NotEmpty(_module.Run("$digits[0].Image | Show-DigitImage").All<string>());
    }

    [Fact]
    public void Numbers_and_digits_are_shown_as_tables()
    {
        var shown = _module.Show("Get-DigitPrediction \"$folder/0.png\" -Model $model -Multiple -MinimumConfidence 1");
        Assert.Matches("Path +Text +Confidence +Digits +Warnings", shown);
        Assert.Matches(@"0\.png +\d{4} +\d+\.\d ?% \? +4", shown);

        var digits = _module.Show("(Get-DigitPrediction \"$folder/0.png\" -Model $model -Multiple).Digits");
        Assert.Matches("Line +Position +Digit +Confidence +BoundingBox +Alternatives", digits);
        Assert.Matches(@"0 +3 +\d +\d+\.\d ?% +\d+,\d+ \d+×\d+ +\d \(", digits);
    }

    [Fact]
    public void Doubtful_digits_are_masked_where_that_is_asked_for()
    {
        const string Read = "(Get-DigitPrediction \"$folder/0.png\" -Model $model -Multiple -MinimumConfidence 1";

        Assert.Matches("^[0-9]{4}$", _module.Run($"{Read}).Text").One<string>());
        Assert.Contains('?', _module.Run($"{Read} -MaskDoubtful).Text").One<string>());
        _module.FailsWith(
            "ParameterNeedsMultiple",
            ErrorCategory.InvalidArgument,
            "GetDigitPrediction",
            "Get-DigitPrediction \"$folder/0.png\" -Model $model -MaskDoubtful");
    }

    [Fact]
    public void Annotated_copies_are_named_after_their_pictures()
    {
        var target = Directory.CreateDirectory(_folder.File("read")).FullName;
        _module.Set("target", target);
        var files = _module.Run(
            "Get-DigitPrediction \"$folder/*.png\" -Model $model -Multiple | Export-DigitImage -Path $target -ShowConfidence -PassThru")
            .All<FileInfo>();

        Assert.Equal(["0-read.png", "1-read.png", "2-read.png"], files.Select(file => file.Name));
        Assert.Equal(3, Directory.GetFiles(target).Length);
        Assert.NotEqual(File.ReadAllBytes(_folder.File("0.png")), File.ReadAllBytes(files[0].FullName));
    }

    [Fact]
    public void WhatIf_writes_no_annotated_copy()
    {
        _module.Run("Get-DigitPrediction \"$folder/0.png\" -Model $model -Multiple | Export-DigitImage -Path \"$folder/copy.png\" -WhatIf").WithoutErrors();

        Assert.Contains("copy.png", _module.Screen.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("copy.png")));
    }

    [Fact]
    public void The_picture_itself_is_never_replaced()
    {
        var before = File.ReadAllBytes(_folder.File("0.png"));
        _module.FailsWith(
            "PictureWouldBeReplaced",
            ErrorCategory.InvalidArgument,
            "ExportDigitImage",
            "Get-DigitPrediction \"$folder/0.png\" -Model $model -Multiple | Export-DigitImage -Path \"$folder/0.png\"");

        Assert.Equal(before, File.ReadAllBytes(_folder.File("0.png")));
    }

    [Fact]
    public void Pictures_of_one_name_from_different_folders_get_different_copies()
    {
        var target = Directory.CreateDirectory(_folder.File("read")).FullName;
        _module.Set("target", target);
        _module.Run(
            """
            $number = Get-DigitPrediction "$folder/0.png" -Model $model -Multiple
            $number, $number | Export-DigitImage -Path $target
            """).WithoutErrors();

        Assert.Equal(["0-read-2.png", "0-read.png"], Directory.GetFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_bad_picture_does_not_keep_the_others_from_their_turn()
    {
        File.WriteAllText(_folder.File("1.png"), "");
        var result = _module.Run("Get-DigitPrediction \"$folder/*.png\" -Model $model -Multiple");

        Assert.Equal(2, result.Output.Count);
        Assert.Equal("ImageEmpty,MnistPS.Commands.Prediction.GetDigitPredictionCommand", result.OneError().FullyQualifiedErrorId);
    }

    [Fact]
    public void Answers_come_before_the_next_picture_is_read()
    {
        // The second picture is made when the first answer is there; were they gathered first, it could not be read.
        File.Delete(_folder.File("1.png"));
        var result = _module.Run(
            """
            "$folder/0.png", "$folder/1.png" | Get-DigitPrediction -Model $model -Multiple | ForEach-Object {
                if (-not [IO.File]::Exists("$folder/1.png")) { [IO.File]::Copy("$folder/2.png", "$folder/1.png") }
                $_
            }
            """);

        Assert.Equal(2, result.WithoutErrors().Output.Count);
    }
}

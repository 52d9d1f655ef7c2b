using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Data;

/// <summary>
/// The cmdlets that get, draw, show and reshape digits, on drawn digits: no file and no server is needed.
/// </summary>
public sealed class DataCommandTests : IClassFixture<ModuleRunspace>
{
    private readonly ModuleRunspace _module;

    public DataCommandTests(ModuleRunspace module)
    {
        _module = module;
        module.Run("$set = New-DigitDataset -Count 30 -Seed 1").WithoutErrors();
    }

    [Fact]
    public void A_label_becomes_an_array_of_0_and_1() =>
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 0, 0, 0], _module.Run("5 | ConvertTo-OneHotLabel").One<int[]>());

    [Fact]
    public void A_one_hot_label_is_shown_on_one_line() =>
        Assert.Equal("0 0 0 0 0 1 0 0 0 0", _module.Show("5 | ConvertTo-OneHotLabel"));

    [Fact]
    public void Several_labels_become_several_arrays() => Assert.Equal(
        [[1, 0, 0], [0, 0, 1]], _module.Run("0, 2 | ConvertTo-OneHotLabel -ClassCount 3").All<int[]>());

    [Fact]
    public void A_label_that_is_none_is_an_error_and_the_others_go_on()
    {
        var result = _module.Run("1, 10, 2 | ConvertTo-OneHotLabel");

        Assert.Equal(2, result.Output.Count);
        Assert.Equal(
            "LabelOutOfRange,MnistPS.Commands.Data.ConvertToOneHotLabelCommand", result.OneError().FullyQualifiedErrorId);
    }

    [Fact]
    public void A_dataset_is_flattened_and_its_labels_encoded_as_views()
    {
        var shapes = _module.Run(
            "$v = $set | ConvertTo-FlatImage | ConvertTo-OneHotLabel; \"$($v.Shape) $($v.LabelShape) $($set.Shape)\"");

        Assert.Equal("(30, 784) (30, 10) (30, 28, 28)", shapes.One<string>());
    }

    [Fact]
    public void A_single_image_is_flattened_to_numbers_from_0_to_1()
    {
        var numbers = _module.Run("$set | Get-DigitImage -Index 0 | ConvertTo-FlatImage").One<float[]>();

        var pixels = _module.Run("($set | Get-DigitImage -Index 0).Pixels").All<byte>();
        Assert.Equal(784, numbers.Length);
        Assert.All(pixels.Zip(numbers), pair => Assert.Equal(pair.First / 255f, pair.Second, 1e-6f));
    }

    [Theory]
    [InlineData("-Index 0..3", "0 1 2 3")]
    [InlineData("-Index (0..3)", "0 1 2 3")]
    [InlineData("-Index 3..1", "3 2 1")]
    [InlineData("-Index 4,7..9,2", "4 7 8 9 2")]
    [InlineData("-Index '5, 6'", "5 6")]
    [InlineData("7", "7")]
    [InlineData("-First 2", "0 1")]
    public void Images_are_got_by_number(string arguments, string expected) => Assert.Equal(
        expected, _module.Run($"@($set | Get-DigitImage {arguments}).Index -join ' '").One<string>());

    [Fact]
    public void Images_are_got_by_label()
    {
        var images = _module.Run("$set | Get-DigitImage -Label 7 | ForEach-Object Label").All<int>();

        Assert.Equal([7, 7, 7], images);
    }

    [Fact]
    public void A_random_choice_is_that_of_its_seed()
    {
        const string Choice = "($set | Get-DigitImage -Random -First 5 -Seed 3).Index -join ' '";

        Assert.Equal(_module.Run(Choice).One<string>(), _module.Run(Choice).One<string>());
        Assert.NotEqual(_module.Run(Choice).One<string>(), _module.Run(Choice.Replace("3", "4", StringComparison.Ordinal)).One<string>());
    }

    [Fact]
    public void An_index_that_is_not_there_is_an_error_and_the_others_go_on()
    {
        var result = _module.Run("$set | Get-DigitImage -Index 1,30,2");

        Assert.Equal(2, result.Output.Count);
        Assert.Equal(
            "ImageIndexOutOfRange,MnistPS.Commands.Data.GetDigitImageCommand", result.OneError().FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("-Index a")]
    [InlineData("-Index 0..99999999")]
    [InlineData("-First 0")]
    public void A_choice_that_makes_no_sense_is_refused(string arguments) => Assert.IsType<ParameterBindingException>(
        _module.Run($"$set | Get-DigitImage {arguments}").OneError().Exception, exactMatch: false);

    [Theory]
    [InlineData("-First 3", 3)]
    [InlineData("", 10)]
    [InlineData("-Index 0..11", 12)]
    public void Digits_are_drawn_with_number_and_label(string arguments, int count)
    {
        var text = string.Join('\n', _module.Run($"$set | Show-DigitImage {arguments}").All<string>());

        Assert.Equal(count, text.Split('#').Length - 1);
        Assert.Contains("label", text, StringComparison.Ordinal);
        Assert.Contains('█', text);
    }

    [Theory]
    [InlineData(58, 2)]
    [InlineData(57, 1)]
    [InlineData(20, 1)]
    public void As_many_digits_as_fit_stand_side_by_side(int width, int expected)
    {
        var captions = _module.Show("$set | Show-DigitImage -First 4", width)
            .Split('\n').First(line => line.Contains('#'));

        Assert.Equal(expected, captions.Split('#').Length - 1);
    }

    [Fact]
    public void Images_from_the_pipeline_are_drawn_in_the_style_that_is_asked_for()
    {
        var lines = _module.Run("$set | Get-DigitImage -First 2 | Show-DigitImage -Style Ascii").All<string>();
        var text = string.Join('\n', lines);

        Assert.True(text.All(char.IsAscii));
        Assert.Contains('@', text);
    }

    [Fact]
    public void A_dataset_is_shown_as_a_table()
    {
        var lines = _module.Show("$set", width: 140).Split('\n');

        Assert.Equal(
            ["Split", "Count", "Shape", "LabelShape", "Source", "LabelCounts"],
            lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("(30, 28, 28)", lines[2], StringComparison.Ordinal);
        Assert.Contains("3 3 3 3 3 3 3 3 3 3", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_is_shown_as_a_row()
    {
        var lines = _module.Show("$set | Get-DigitImage -First 2").Split('\n');

        Assert.Equal(["Index", "Label", "Shape", "Source"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void Drawn_sets_are_those_of_their_seed_and_parts_differ()
    {
        var same = _module.Run(
            """
            $again = New-DigitDataset -Count 30 -Seed 1
            $train, $test = New-DigitDataset -Count 30 -Seed 1 -Split All
            function Get-Pixels($d) { ($d | Get-DigitImage | ForEach-Object { $_.Pixels -join ',' }) -join ';' }
            (Get-Pixels $again) -eq (Get-Pixels $set)
            (Get-Pixels $train) -eq (Get-Pixels $set)
            (Get-Pixels $test) -eq (Get-Pixels $set)
            "$($train.Split) $($test.Split)"
            """).WithoutErrors().Output.Select(item => item.ToString());

        Assert.Equal(["True", "True", "False", "Train Test"], same);
    }

    [Theory]
    [InlineData("-Count 0", "DrawingCountOutOfRange")]
    [InlineData("-Count 5 -Slant 9", "DrawingOptionOutOfRange")]
    [InlineData("-Count 5 -StrokeWidth 5,1", "DrawingOptionOutOfRange")]
    public void A_drawing_that_cannot_be_is_an_error(string arguments, string errorId)
    {
        var error = _module.Run($"New-DigitDataset {arguments}").OneError();

        Assert.Equal($"{errorId},MnistPS.Commands.Data.NewDigitDatasetCommand", error.FullyQualifiedErrorId);
        Assert.DoesNotContain("\n", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_no_image_can_have_is_an_error_and_the_others_have_their_turn()
    {
        var result = _module.Run("$set | Get-DigitImage -Label 12, 7");

        Assert.Equal("LabelNotFound,MnistPS.Commands.Data.GetDigitImageCommand", result.OneError().FullyQualifiedErrorId);
        Assert.Equal(3, result.Output.Count);
    }

    [Fact]
    public void A_terminal_of_80_columns_shows_a_dataset_whole()
    {
        _module.Run("$wide = New-DigitDataset -Count 20000 -Seed 1").WithoutErrors();
        var shown = _module.Show("$wide", width: 80);

        Assert.Contains("drawn, seed 1", shown, StringComparison.Ordinal);
        Assert.All(
            _module.Run("$wide.LabelCounts").All<int>(),
            count => Assert.Contains($"{count}", shown, StringComparison.Ordinal));
    }

    [Fact]
    public void Drawing_shows_progress_and_can_be_stopped()
    {
        var (result, time) = _module.StopWhen(
            "New-DigitDataset -Count 500000", (streams, _) => streams.Progress.Count > 1);

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.Empty(result.Output);
        Assert.True(time < TimeSpan.FromSeconds(5), $"It took {time} to stop.");
    }

    [Theory]
    [InlineData("Get-MnistDataset -Split ", "All Test Train")]
    [InlineData("Show-DigitImage -Style ", "Ascii Block Shade")]
    public void Values_are_completed(string line, string expected)
    {
        var matches = _module.Run($"(TabExpansion2 '{line}' {line.Length}).CompletionMatches.CompletionText").All<string>();

        Assert.Equal(expected.Split(' '), matches.Order());
    }
}

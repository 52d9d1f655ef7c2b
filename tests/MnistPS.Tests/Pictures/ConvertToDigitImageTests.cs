using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Pictures;

/// <summary>ConvertTo-DigitImage: pictures become 28 × 28 pixels, and every stage on the way can be looked at.</summary>
public sealed class ConvertToDigitImageTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private static readonly string[] s_stages =
        ["Grey", "Polarity", "EvenLight", "Threshold", "Clean", "Crop", "Stroke", "Scale", "Centre"];

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public ConvertToDigitImageTests(ModuleRunspace module)
    {
        _module = module;
        PictureSession.Give(module);
        module.Set("folder", _folder.Path);
        module.Run(
            """
            $images = @($test | Get-DigitImage -First 3)
            $files = @($images | Export-DigitImage -Path $folder -Scale 6 -DarkOnLight -PassThru)
            """).WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("$files | ConvertTo-DigitImage")]
    [InlineData("$files.FullName | ConvertTo-DigitImage")]
    [InlineData("ConvertTo-DigitImage \"$folder/*.png\"")]
    [InlineData("ConvertTo-DigitImage -LiteralPath $files.FullName")]
    [InlineData("$images | ForEach-Object { , $_.Pixels } | ConvertTo-DigitImage")]
    [InlineData("foreach ($image in $images) { ConvertTo-DigitImage -Pixel $image.Pixels }")]
    public void Pictures_come_in_many_ways(string script)
    {
        _module.Run($"$prepared = @({script})").WithoutErrors();

        Assert.Equal([28, 28, 28], _module.Run("$prepared.Width").All<int>());
        Assert.Equal([28, 28, 28], _module.Run("$prepared.Height").All<int>());
        Assert.Contains((byte)255, _module.Run("$prepared[0].Pixels").All<byte>());
    }

    [Theory]
    [InlineData("Show-DigitImage")]
    [InlineData("Get-DigitPrediction -Model $model")]
    [InlineData("ForEach-Object { $model | Get-LayerOutput $_ }")]
    [InlineData("Export-DigitImage -Path \"$folder/small.png\" -PassThru")]
    public void What_was_prepared_goes_wherever_images_go(string command) =>
        Assert.NotEmpty(_module.Run($"ConvertTo-DigitImage $files[0] | {command}").WithoutErrors().Output);

    [Fact]
    public void What_was_prepared_knows_its_file_and_its_place()
    {
        _module.Run("$prepared = ConvertTo-DigitImage -LiteralPath $files[0].FullName").WithoutErrors();

        Assert.True(_module.Run("$prepared.Source -eq $files[0].FullName").One<bool>());
        Assert.True(_module.Run("$prepared.BoundingBox.Width -gt 12 -and $prepared.BoundingBox.Right -le 168").One<bool>());
        Assert.Equal("DarkOnLight", _module.Run("\"$($prepared.Polarity)\"").One<string>());
    }

    [Fact]
    public void Pixels_in_the_form_of_MNIST_are_handed_on_unchanged()
    {
        _module.Run("$again = ConvertTo-DigitImage -Pixel $images[1].Pixels").WithoutErrors();

        Assert.Equal(_module.Run("$images[1].Pixels").All<byte>(), _module.Run("$again.Pixels").All<byte>());
    }

    [Fact]
    public void Force_prepares_them_all_the_same()
    {
        _module.Run("$steps = ConvertTo-DigitImage -Pixel $images[1].Pixels -Force -Steps").WithoutErrors();

        Assert.Contains("Centre", _module.Run("$steps.Name").All<string>());
    }

    [Fact]
    public void Steps_are_every_stage_in_order()
    {
        _module.Run("$steps = ConvertTo-DigitImage $files[0] -Steps").WithoutErrors();

        Assert.Equal(s_stages, _module.Run("$steps.Name").All<string>());
        Assert.Equal([168, 28], _module.Run("$steps[0, -1].Width").All<int>());
        Assert.DoesNotContain(_module.Run("$steps.Description").All<string>(), string.IsNullOrWhiteSpace);
    }

    [Fact]
    public void Steps_are_shown_as_a_table_of_explanations()
    {
        var shown = _module.Show("ConvertTo-DigitImage $files[0] -Steps");

        Assert.Matches("Number +Name +Size +Description", shown);
        Assert.Matches("1 +Grey +168×168 ", shown);
        Assert.Matches("9 +Centre +28×28 +Centre of mass", shown);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(40)]
    public void Steps_are_drawn_no_wider_than_the_line(int width)
    {
        var lines = _module.Run($"ConvertTo-DigitImage $files[0] -Steps | Show-DigitImage -Width {width}").All<string>();

        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.All(s_stages, stage => Assert.Contains(lines, line => line.Contains(stage, StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains('▓', StringComparison.Ordinal));
    }

    [Fact]
    public void Steps_can_be_written_as_pictures()
    {
        _module.Run("ConvertTo-DigitImage $files[0] -Steps | Export-DigitImage -Path $folder").WithoutErrors();

        var name = _module.Run("$files[0].BaseName").One<string>();
        Assert.All(s_stages.Index(), stage => Assert.True(File.Exists(_folder.File($"{name}-{stage.Index + 1}-{stage.Item}.png"))));
    }

    [Fact]
    public void A_polarity_that_is_given_is_taken()
    {
        _module.Run("$steps = ConvertTo-DigitImage $files[0] -Polarity DarkOnLight -Steps").WithoutErrors();

        Assert.StartsWith("Told to be dark ink", _module.Run("$steps[1].Description").One<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void KeepStroke_leaves_thin_strokes_thin()
    {
        _module.Run(
            """
            $thin = [byte[]]::new(200 * 200)
            for ($y = 30; $y -lt 170; $y++) { $thin[200 * $y + 60] = 255; $thin[200 * $y + 140] = 255 }
            for ($x = 60; $x -lt 140; $x++) { $thin[200 * 30 + $x] = 255; $thin[200 * 169 + $x] = 255 }
            $images[0].GetType()::new($thin, 200, 200) | Export-DigitImage -Path "$folder/thin.png" -DarkOnLight
            $ink = foreach ($keep in $true, $false) {
                $sum = 0
                foreach ($pixel in (ConvertTo-DigitImage "$folder/thin.png" -KeepStroke:$keep).Pixels) { $sum += $pixel }
                $sum
            }
            """).WithoutErrors();

        Assert.True(_module.Run("$ink[0] -lt 0.8 * $ink[1]").One<bool>());
    }

    [Fact]
    public void Warnings_are_written_and_stand_on_the_object()
    {
        _module.Run("Join-Digit $images | Export-DigitImage -Path \"$folder/three.png\" -Scale 3 -DarkOnLight").WithoutErrors();
        var result = _module.Run("$prepared = ConvertTo-DigitImage \"$folder/three.png\"; $prepared.Warnings");

        var warning = Assert.Single(result.All<string>());
        Assert.Contains("Several digits", warning, StringComparison.Ordinal);
        Assert.Contains($"three.png: {warning}", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_picture_does_not_keep_the_others_from_their_turn()
    {
        File.WriteAllText(_folder.File("00000-bad.png"), "text");
        var result = _module.Run("ConvertTo-DigitImage \"$folder/*.png\"");

        Assert.Equal(3, result.Output.Count);
        Assert.Equal(
            "ImageNotRecognized,MnistPS.Commands.Pictures.ConvertToDigitImageCommand", result.OneError().FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("PixelOutOfRange", "ConvertTo-DigitImage -Pixel (, 300 * 784)")]
    [InlineData("PixelCountMismatch", "1..100 | ConvertTo-DigitImage")]
    [InlineData("ArrayRagged", "ConvertTo-DigitImage -Pixel ((, 0 * 400), (, 0 * 500))")]
    public void An_array_that_is_no_image_is_an_error(string id, string script) =>
        _module.FailsWith(id, ErrorCategory.InvalidArgument, "ConvertToDigitImage", script);

    [Fact]
    public void A_polarity_is_completed() => Assert.Equal(
        ["Auto", "DarkOnLight", "LightOnDark"],
        _module.Run("$line = 'ConvertTo-DigitImage -Polarity '; (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText").All<string>().Order());
}

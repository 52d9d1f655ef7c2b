using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Pictures;

/// <summary>Get-DigitPrediction of arrays: flat and in rows, bytes and fractions, piped whole and taken apart.</summary>
public sealed class PixelPredictionTests : IClassFixture<ModuleRunspace>
{
    private readonly ModuleRunspace _module;

    public PixelPredictionTests(ModuleRunspace module)
    {
        _module = module;
        PictureSession.Give(module);
        module.Run(
            """
            $image = $test | Get-DigitImage -Index 3
            $expected = $image | Get-DigitPrediction -Model $model
            [byte[]] $bytes = $image.Pixels
            [int[]] $whole = $bytes
            [double[]] $fractions = foreach ($byte in $bytes) { $byte / 255 }
            [float[]] $floats = $fractions
            $square = [double[,]]::new(28, 28)
            for ($i = 0; $i -lt 784; $i++) { $square[([int][Math]::Floor($i / 28)), ($i % 28)] = $fractions[$i] }
            $rows = @(for ($y = 0; $y -lt 28; $y++) { , $bytes[(28 * $y)..(28 * $y + 27)] })
            """).WithoutErrors();
    }

    [Theory]
    [InlineData("Get-DigitPrediction -Pixel $bytes -Model $model")]
    [InlineData("Get-DigitPrediction -Pixel $whole -Model $model")]
    [InlineData("Get-DigitPrediction -Pixel $fractions -Model $model")]
    [InlineData("Get-DigitPrediction -Pixel $floats -Model $model")]
    [InlineData("Get-DigitPrediction -Pixel $square -Model $model")]
    [InlineData("Get-DigitPrediction -Pixel $rows -Model $model")]
    [InlineData(", $bytes | Get-DigitPrediction -Model $model")]
    [InlineData(", $square | Get-DigitPrediction -Model $model")]
    [InlineData(", $rows | Get-DigitPrediction -Model $model")]
    [InlineData("$bytes | Get-DigitPrediction -Model $model")]
    [InlineData("$square | Get-DigitPrediction -Model $model")]
    [InlineData("$rows | Get-DigitPrediction -Model $model")]
    public void An_array_is_read_as_its_image_is(string script)
    {
        _module.Run($"$read = {script}").WithoutErrors();

        Assert.Equal(_module.Run("$expected.Digit").One<int>(), _module.Run("$read.Digit").One<int>());
        Assert.Equal(_module.Run("$expected.Confidence").One<float>(), _module.Run("$read.Confidence").One<float>(), 1e-4f);
        Assert.Equal(10, _module.Run("$read.Probabilities.Count").One<int>());
    }

    [Theory]
    [InlineData("$(, $bytes; , $bytes) | Get-DigitPrediction -Model $model", 2)]
    [InlineData("$bytes + $bytes + $bytes | Get-DigitPrediction -Model $model", 3)]
    [InlineData("$rows + $rows | Get-DigitPrediction -Model $model", 2)]
    public void Several_images_follow_each_other(string script, int count) =>
        Assert.Equal(count, _module.Run(script).WithoutErrors().Output.Count);

    [Fact]
    public void Ink_or_no_ink_may_be_one_or_nought()
    {
        _module.Run(
            """
            $ones = Get-DigitPrediction -Model $model -Pixel ([int[]] $(foreach ($byte in $bytes) { if ($byte -gt 128) { 1 } else { 0 } }))
            $full = Get-DigitPrediction -Model $model -Pixel ([int[]] $(foreach ($byte in $bytes) { if ($byte -gt 128) { 255 } else { 0 } }))
            """).WithoutErrors();

        Assert.Equal(_module.Run("$full.Confidence").One<float>(), _module.Run("$ones.Confidence").One<float>());
    }

    [Theory]
    [InlineData("PixelOutOfRange", "Get-DigitPrediction -Pixel ([double[]] $bytes) -Model $model")]
    [InlineData("PixelOutOfRange", "Get-DigitPrediction -Pixel (, -1 * 784) -Model $model")]
    [InlineData("PixelOutOfRange", ", ([int[]] (, 256 * 784)) | Get-DigitPrediction -Model $model")]
    [InlineData("PixelOutOfRange", ", (, [double]::NaN * 784) | Get-DigitPrediction -Model $model")]
    [InlineData("PixelOutOfRange", ", (, [double]::PositiveInfinity * 784) | Get-DigitPrediction -Model $model")]
    [InlineData("PixelOutOfRange", ", (, [float]::NegativeInfinity * 784) | Get-DigitPrediction -Model $model")]
    [InlineData("PixelCountMismatch", "$bytes[0..699] | Get-DigitPrediction -Model $model")]
    [InlineData("InputShapeMismatch", ", ($bytes + $bytes) | Get-DigitPrediction -Model $model")]
    [InlineData("ArrayRagged", "$rows[0] = $rows[0] + $rows[1]; Get-DigitPrediction -Pixel $rows -Model $model")]
    public void An_array_that_is_no_image_is_an_error(string id, string script) =>
        _module.FailsWith(id, ErrorCategory.InvalidArgument, "GetDigitPrediction", script);

    [Fact]
    public void Dark_ink_on_a_light_ground_is_warned_about()
    {
        var result = _module.Run(
            "Get-DigitPrediction -Model $model -Pixel ([byte[]] $(foreach ($byte in $bytes) { 255 - $byte })) | ForEach-Object { $_.Warnings }");

        Assert.StartsWith(Assert.Single(result.All<string>()), Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("ConvertTo-DigitImage", result.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_doubtful_digit_has_a_question_mark_in_the_table() => Assert.Matches(
        @"\d\? +\d+\.\d ?%", _module.Show("Get-DigitPrediction -Pixel $bytes -Model $model -MinimumConfidence 1"));
}

using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Pictures;

/// <summary>What is no picture of a digit: one clear error each, from every cmdlet that reads pictures.</summary>
public sealed class BadPictureTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public BadPictureTests(ModuleRunspace module)
    {
        _module = module;
        PictureSession.Give(module);
        module.Set("folder", _folder.Path);
        File.WriteAllText(_folder.File("empty.png"), "");
        File.WriteAllText(_folder.File("text.png"), "This is no picture.");
        File.WriteAllBytes(_folder.File("dot.png"), Convert.FromBase64String(PictureSession.OnePixel));
        File.WriteAllBytes(_folder.File("bomb.png"), Convert.FromBase64String(PictureSession.HeaderBomb));
        Directory.CreateDirectory(_folder.File("folder"));
        module.Run(
            """
            $image = $test | Get-DigitImage -Index 0
            $image | Export-DigitImage -Path "$folder/cut.jpg" -Scale 10
            $image.GetType()::new([byte[]]::new(10000), 100, 100) | Export-DigitImage -Path "$folder/blank.png" -DarkOnLight
            """).WithoutErrors();
        var whole = File.ReadAllBytes(_folder.File("cut.jpg"));
        File.WriteAllBytes(_folder.File("cut.jpg"), whole[..(whole.Length * 6 / 10)]);
    }

    public static TheoryData<string, string, ErrorCategory> BadFiles => new()
    {
        { "empty.png", "ImageEmpty", ErrorCategory.InvalidData },
        { "text.png", "ImageNotRecognized", ErrorCategory.InvalidData },
        { "cut.jpg", "ImageTruncated", ErrorCategory.InvalidData },
        { "dot.png", "ImageTooSmall", ErrorCategory.InvalidData },
        { "blank.png", "ImageBlank", ErrorCategory.InvalidData },
        { "bomb.png", "ImageTooLarge", ErrorCategory.InvalidData },
        { "folder", "PathIsFolder", ErrorCategory.InvalidArgument },
        { "missing.png", "PathNotFound", ErrorCategory.ObjectNotFound },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_one_error_that_names_it(string file, string id, ErrorCategory category)
    {
        foreach (var (cmdlet, script) in new[]
        {
            ("GetDigitPrediction", "Get-DigitPrediction \"$folder/{0}\" -Model $model"),
            ("GetDigitPrediction", "Get-DigitPrediction -LiteralPath \"$folder/{0}\" -Model $model -Multiple"),
            ("ConvertToDigitImage", "ConvertTo-DigitImage -LiteralPath \"$folder/{0}\""),
            ("ConvertToDigitImage", "\"$folder/{0}\" | ConvertTo-DigitImage -Steps"),
        })
        {
            var error = _module.FailsWith(id, category, cmdlet, script.Replace("{0}", file, StringComparison.Ordinal));
            Assert.Contains(file, error.Exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void All_of_them_at_once_are_an_error_each_and_the_good_one_is_read()
    {
        _module.Run("$image | Export-DigitImage -Path \"$folder/good.png\" -Scale 5 -DarkOnLight").WithoutErrors();
        var result = _module.Run("Get-DigitPrediction \"$folder/*\" -Model $model");

        Assert.EndsWith("good.png", Assert.Single(result.Output).Properties["Path"].Value.ToString(), StringComparison.Ordinal);
        Assert.Equal(7, result.Errors.Count);
    }
}

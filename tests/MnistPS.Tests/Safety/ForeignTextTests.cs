using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Safety;

/// <summary>Text that others have written is shown without its control characters, wherever it is shown.</summary>
public sealed class ForeignTextTests : IClassFixture<ModuleRunspace>, IDisposable
{
    // Clears a screen; as JSON and as it is shown.
    private const string Hostile = "\u001b[2J\u009b1mX\b";
    private const string Escaped = @"\u001b[2J\u009b1mX\u0008";

    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public ForeignTextTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
        module.Set("folder", _folder.Path);
        module.Set("hostile", Hostile);
        module.Run("$small = New-DenseModel -HiddenUnits 4 -Seed 1 -Name victim | Build-DenseModel").WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("$m")]
    [InlineData("\"$m\"")]
    [InlineData("$m | Format-List Name")]
    [InlineData("$test | Invoke-ModelTraining -Model $m")]
    [InlineData("$m | Set-ModelWeight nowhere kernel 1")]
    [InlineData("$m | Set-ModelWeight dense bias 1 -WhatIf")]
    public void The_name_of_a_model_in_a_file(string script)
    {
        _module.Set("path", ModelFile("victim", Hostile));

        AssertEscaped($"$m = Import-DenseModel -LiteralPath $path; {script}");
    }

    [Theory]
    [InlineData("dense", "layer")]
    [InlineData("Dense", "kind")]
    [InlineData("F32", "type")]
    [InlineData("softmax", "activation")]
    public void Other_names_in_a_model_file(string name, string what)
    {
        _module.Set("path", ModelFile(name, Hostile));

        var shown = _module.ShowWithColours("Import-DenseModel -LiteralPath $path", width: 4000);

        AssertHarmless(shown);
        Assert.True(shown.Contains("Import-DenseModel", StringComparison.Ordinal), what);
    }

    [Theory]
    [InlineData("Get-DigitPrediction -LiteralPath $path -Model $small")]
    [InlineData("ConvertTo-DigitImage -LiteralPath $path")]
    [InlineData("Import-DenseModel -LiteralPath $path")]
    [InlineData("Import-DigitDataset -LiteralPath $path")]
    [InlineData("Import-DigitDataset -LiteralPath $path -Format Csv")]
    [InlineData("$train | Invoke-ModelTraining -ResumeFrom $path")]
    [InlineData("Get-MnistDataset -LiteralPath $path")]
    [InlineData("$small | Export-DenseModel -Path $path -NoClobber")]
    [InlineData("$small | Export-DenseModel -Path $path -WhatIf")]
    public void The_name_of_a_file_that_is_not_what_it_should_be(string script)
    {
        var path = _folder.File($"a{Hostile}.png");
        File.WriteAllText(path, "1,2\n3,4\n");
        _module.Set("path", path);

        AssertEscaped(script);
    }

    [Theory]
    [InlineData("$picture | Get-DigitPrediction -Model $small")]
    [InlineData("$picture | Get-DigitPrediction -Model $small -Multiple")]
    [InlineData("$picture | ConvertTo-DigitImage")]
    [InlineData("$picture | ConvertTo-DigitImage -Steps")]
    public void The_name_of_a_picture_that_is_read(string script)
    {
        _module.Set("path", _folder.File($"p{Hostile}.png"));
        _module.Run("$picture = $test | Get-DigitImage -Index 0 | Export-DigitImage -Path $path -Scale 5 -DarkOnLight -PassThru").WithoutErrors();

        AssertHarmless(_module.ShowWithColours(script, width: 4000));
    }

    [Fact]
    public void The_names_of_folders_as_classes()
    {
        foreach (var name in new[] { $"a{Hostile}", "b" })
        {
            Directory.CreateDirectory(_folder.File(Path.Combine("classes", name)));
            _module.Set("path", _folder.File(Path.Combine("classes", name, "1.png")));
            _module.Run("$test | Get-DigitImage -Index 0 | Export-DigitImage -Path $path").WithoutErrors();
        }

        AssertEscaped("Import-DigitDataset \"$folder/classes\"");
        AssertEscaped(
            "$d = Import-DigitDataset \"$folder/classes\"; $two = New-DenseModel -HiddenUnits 4 -OutputUnits 2 | Build-DenseModel; "
            + "$two | Test-ModelAccuracy -Dataset $d");
    }

    [Theory]
    [InlineData("7,1,HOSTILE,3,4\n")]
    [InlineData("HOSTILE,1,2,3,4\n")]
    [InlineData("7,1,2,3,4\nHOSTILE,1,2,3,4\n")]
    public void A_value_in_a_CSV_file(string content)
    {
        File.WriteAllText(_folder.File("data.csv"), content.Replace("HOSTILE", Hostile, StringComparison.Ordinal));

        AssertHarmless(_module.ShowWithColours("Import-DigitDataset \"$folder/data.csv\"", width: 4000));
    }

    [Fact]
    public void A_title_does_not_damage_a_vector_picture()
    {
        _module.Run("$run = $train | Invoke-ModelTraining -Model $small; $run | Export-TrainingChart \"$folder/run.svg\" -Title $hostile")
            .WithoutErrors();

        var document = System.Xml.Linq.XDocument.Load(_folder.File("run.svg"));
        Assert.Equal("svg", document.Root!.Name.LocalName);
    }

    private void AssertEscaped(string script)
    {
        var shown = _module.ShowWithColours(script, width: 4000) + _module.Screen.Text;

        Assert.Contains(Escaped, shown, StringComparison.Ordinal);
        AssertHarmless(shown);
    }

    private static void AssertHarmless(string shown)
    {
        Assert.DoesNotContain("\u001b[2J", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u009b', shown);
        Assert.DoesNotContain('\b', shown);
    }

    // Writes a model, and replaces a name of its header by another, whatever its length.
    private string ModelFile(string name, string replacement)
    {
        var path = _folder.File("model.safetensors");
        _module.Set("path", path);
        _module.Run("$small | Export-DenseModel -Path $path").WithoutErrors();
        var bytes = File.ReadAllBytes(path);
        var length = (int)BitConverter.ToUInt64(bytes);
        var json = string.Concat(replacement.Select(character => $"\\\\u{(int)character:x4}"));
        var header = System.Text.Encoding.UTF8.GetString(bytes, 8, length);
        var hostile = name == "F32"
            ? header.Replace("\"F32\"", $"\"{json.Replace("\\\\", "\\", StringComparison.Ordinal)}\"", StringComparison.Ordinal)
            : header.Replace($"\\u0022{name}", $"\\u0022{json}", StringComparison.Ordinal);
        Assert.NotEqual(header, hostile);
        var changed = System.Text.Encoding.UTF8.GetBytes(hostile);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((ulong)changed.Length), .. changed, .. bytes[(8 + length)..]]);
        return path;
    }
}

using System.Management.Automation;
using MnistPS.Tests.Hosting;
using MnistPS.Tests.Models;

namespace MnistPS.Tests.Data;

/// <summary>Import-DigitDataset, Split-DigitDataset and Join-DigitDataset as a user types them.</summary>
public sealed class ImportDigitDatasetTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public ImportDigitDatasetTests(ModuleRunspace module)
    {
        _module = module;
        module.Set("folder", _folder.Path);
        module.Run(
            """
            $own = "$folder/own [1]"
            foreach ($image in New-DigitDataset -Count 30 -Seed 1 | Get-DigitImage) {
                $null = [System.IO.Directory]::CreateDirectory("$own/$($image.Label)")
                $picture = "$own/$($image.Label)/$($image.Index).png"
                $image | Export-DigitImage -Path $picture -Scale 4 -DarkOnLight
            }
            """).WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Import-DigitDataset -LiteralPath $own")]
    [InlineData("Import-DigitDataset \"$folder/own*\"")]
    [InlineData("\"$folder/own*\" | Import-DigitDataset")]
    [InlineData("[pscustomobject]@{ PSPath = $own } | Import-DigitDataset")]
    [InlineData("[System.IO.DirectoryInfo]::new($own) | Import-DigitDataset")]
    [InlineData("Import-DigitDataset -LiteralPath $own -Format ImageFolder")]
    public void A_folder_comes_in_many_ways(string script)
    {
        _module.Run($"$data = {script}").WithoutErrors();

        Assert.Equal("Train 30 (30, 28, 28) 3 3 3 3 3 3 3 3 3 3", _module.Run(
            "\"$($data.Split) $($data.Count) $($data.Shape) $($data.LabelCounts)\"").One<string>());
        Assert.EndsWith(".png", _module.Run("($data | Get-DigitImage -Index 0).Source").One<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_image_is_one_error_and_the_others_are_read()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "own [1]", "4", "bad.png"), "no image");
        var result = _module.Run("Import-DigitDataset -LiteralPath $own");

        Assert.Equal("ImageNotRecognized,MnistPS.Commands.Data.ImportDigitDatasetCommand", result.OneError().FullyQualifiedErrorId);
        Assert.Contains("bad.png", result.OneError().Exception.Message, StringComparison.Ordinal);
        Assert.Equal(30, Assert.Single(result.Output).Properties["Count"].Value);
    }

    [Theory]
    [InlineData("PathNotFound", ErrorCategory.ObjectNotFound, "Import-DigitDataset ./nowhere")]
    [InlineData("PathNotFound", ErrorCategory.ObjectNotFound, "Import-DigitDataset -LiteralPath ./nowhere")]
    [InlineData("DatasetFolderInvalid", ErrorCategory.InvalidData, "Import-DigitDataset -LiteralPath \"$own/3\"")]
    [InlineData("DatasetFormatUnknown", ErrorCategory.InvalidData, "Import-DigitDataset -LiteralPath $picture")]
    [InlineData("ClassCountOutOfRange", ErrorCategory.InvalidArgument, "Import-DigitDataset -LiteralPath $own -ClassCount 0")]
    [InlineData("LabelPathUnused", ErrorCategory.InvalidArgument, "Import-DigitDataset -LiteralPath $own -LabelPath a")]
    public void Mistakes_are_told(string id, ErrorCategory category, string script) =>
        _module.FailsWith(id, category, "ImportDigitDataset", script);

    [Fact]
    public void Csv_names_line_and_column()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "a.csv"), "label,p1,p2,p3,p4\n1,0,0,0,0\n2,0,0,0,no\n");
        var error = _module.FailsWith(
            "CsvValueInvalid", ErrorCategory.InvalidData, "ImportDigitDataset", "Import-DigitDataset \"$folder/a.csv\"");

        Assert.Contains("line 3, column 5 (p4), stands 'no'", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_bad_file_does_not_keep_another_from_being_read()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "a.csv"), "label,p1\n1,2\n");
        File.WriteAllText(Path.Combine(_folder.Path, "b.csv"), "1,2,3\n");
        File.WriteAllText(Path.Combine(_folder.Path, "c.csv"), "label,p1\n0,9\n");
        var result = _module.Run("Import-DigitDataset \"$folder/*.csv\" | Join-DigitDataset");

        Assert.StartsWith("CsvShapeUnsupported", result.OneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(result.Output).Properties["Count"].Value);
    }

    [Fact]
    public void A_dataset_can_be_split_trained_on_and_joined_again()
    {
        _module.Run(
            """
            $a, $b = Import-DigitDataset -LiteralPath $own | Split-DigitDataset -Fraction 0.9 -Seed 1
            $all = $a, $b | Join-DigitDataset
            $c, $d = $all | Split-DigitDataset -Count 20
            $model = New-DenseModel -HiddenUnits 4 -Seed 1 | Build-DenseModel
            $run = $a | Invoke-ModelTraining -Model $model -ValidationDataset $b -Seed 1
            """).WithoutErrors();

        Assert.Equal("27 3 30 20 10", _module.Run("\"$($a.Count) $($b.Count) $($all.Count) $($c.Count) $($d.Count)\"").One<string>());
        Assert.Equal("2 2 2 2 2 2 2 2 2 2", _module.Run("\"$($c.LabelCounts)\"").One<string>());
        Assert.Single(_module.Run("$run.Epochs").Output);
    }

    [Theory]
    [InlineData("SplitOutOfRange", "SplitDigitDataset", "$train | Split-DigitDataset -Fraction 1")]
    [InlineData("SplitOutOfRange", "SplitDigitDataset", "$train | Split-DigitDataset -Count 0")]
    [InlineData("ClassCountMismatch", "JoinDigitDataset", "$train, (Import-DigitDataset \"$folder/a.csv\" -ClassCount 20) | Join-DigitDataset")]
    public void What_does_not_fit_is_told(string id, string cmdlet, string script)
    {
        Digits.Give(_module);
        File.WriteAllText(Path.Combine(_folder.Path, "a.csv"), "1," + string.Join(',', Enumerable.Repeat("0", 784)));
        _module.FailsWith(id, ErrorCategory.InvalidArgument, cmdlet, script);
    }

    [Fact]
    public void Names_of_classes_are_shown()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "a.csv"), "cat,1\ndog,2\ncat,3\n");
        var shown = _module.Show("Import-DigitDataset \"$folder/a.csv\" -ClassName cat, dog");

        Assert.Contains("cat 2, dog 1", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_can_be_stopped()
    {
        var line = "1," + string.Join(',', Enumerable.Repeat("0", 784)) + "\n";
        File.WriteAllText(Path.Combine(_folder.Path, "a.csv"), string.Concat(Enumerable.Repeat(line, 40_000)));
        var (result, _) = _module.StopWhen(
            "Import-DigitDataset \"$folder/a.csv\" | Join-DigitDataset", (streams, _) => streams.Progress.Count > 0);

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.Empty(result.Output);
    }
}

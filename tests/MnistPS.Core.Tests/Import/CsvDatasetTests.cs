using System.Text;
using MnistPS.Data;
using MnistPS.Import;
using MnistPS.Tests.Data;

namespace MnistPS.Tests.Import;

public sealed class CsvDatasetTests : IDisposable
{
    private const string Header = "label,1x1,1x2,2x1,2x2\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("7,0,1,2,255\n3,4,5,6,7\n")]
    [InlineData("7,0,1,2,255\r\n3,4,5,6,7")]
    [InlineData(Header + "7,0,1,2,255\n3,4,5,6,7\n")]
    [InlineData("7;0;1;2;255\n3;4;5;6;7\n")]
    [InlineData("label\tp0\tp1\tp2\tp3\n7\t0\t1\t2\t255\n\n3\t4\t5\t6\t7\n\n")]
    [InlineData("\"7\", 0, 1, 2, 255\n\"3\",4,\"5\",6 ,7\n")]
    [InlineData("\uFEFF7,0,1,2,255\n3,4,5,6,7\n")]
    public void A_line_is_a_label_and_its_pixels(string text)
    {
        var dataset = Read(text);

        Assert.Equal([7, 3], dataset.Labels.ToArray().Select(label => (int)label));
        Assert.Equal([0, 1, 2, 255, 4, 5, 6, 7], dataset.Pixels.ToArray().Select(pixel => (int)pixel));
        Assert.Equal(("(2, 2, 2)", 10), (dataset.Shape.ToString(), dataset.ClassCount));
    }

    [Fact]
    public void It_may_be_compressed()
    {
        var path = _folder.Write("data.csv.gz", SmallIdx.Gzip("1,2,3,4,5\n"u8.ToArray()));

        Assert.Equal([2, 3, 4, 5], DatasetImport.Read(path).Single().Pixels.ToArray().Select(pixel => (int)pixel));
    }

    [Fact]
    public void Rows_and_columns_can_be_exchanged() => Assert.Equal(
        [2, 4, 3, 5], Read("1,2,3,4,5\n", new ImportOptions { Transpose = true }).Pixels.ToArray().Select(pixel => (int)pixel));

    [Fact]
    public void Labels_may_be_names()
    {
        var dataset = Read("dog,1,2,3,4\ncat,5,6,7,8\n1,1,1,1,1\n", new ImportOptions { ClassNames = ["cat", "dog"] });

        Assert.Equal([1, 0, 1], dataset.Labels.ToArray().Select(label => (int)label));
        Assert.Equal(["cat", "dog"], dataset.ClassNames);
    }

    [Theory]
    [InlineData("1,2,3,4,5\n1,2,3,x,5\n", "CsvValueInvalid", "line 2, column 4,", "'x'")]
    [InlineData(Header + "1,2,3,4,5\n1,2,256,4,5\n", "CsvValueInvalid", "line 3, column 3 (1x2)", "'256'")]
    [InlineData("1,2,-3,4,5\n", "CsvValueInvalid", "line 1, column 3", "'-3'")]
    [InlineData("1,0.5,0,0,0\n", "CsvValueInvalid", "line 1, column 2", "'0.5'")]
    [InlineData("1,2,3,4,5\n,2,2,2,2\n", "CsvValueInvalid", "line 2, column 1", "''")]
    [InlineData("1,2,3,4,5\n1,2,2,2,\n", "CsvValueInvalid", "line 2, column 5", "''")]
    [InlineData("1,2,3,4,5\n\n300,2,3,4,5\n", "CsvValueInvalid", "line 3, column 1", "'300'")]
    [InlineData("1,2,3,4,5\n1,2,3\n", "CsvColumnCountMismatch", "line 2 has 3 columns", "5")]
    [InlineData("label,p\n1,2,3,4,5\n", "CsvColumnCountMismatch", "line 2 has 5 columns", "header 2")]
    [InlineData("1,2,3,4\n", "CsvShapeUnsupported", "line 1 has 4 columns", "square")]
    [InlineData("1\n", "CsvShapeUnsupported", "line 1 has 1 columns", "commas")]
    [InlineData("", "DatasetEmpty", "no line", "")]
    [InlineData(Header, "DatasetEmpty", "no line", "")]
    public void What_is_wrong_is_told_with_line_and_column(string text, string id, string where, string what)
    {
        var error = Assert.Throws<MnistPSException>(() => Read(text));

        Assert.Equal(id, error.ErrorId);
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_must_be_below_the_number_of_classes() => Assert.Equal(
        "CsvValueInvalid",
        Assert.Throws<MnistPSException>(() => Read("5,1,1,1,1\n", new ImportOptions { ClassCount = 5 })).ErrorId);

    [Fact]
    public void Damaged_gzip_and_binary_content_are_refused()
    {
        var gzip = SmallIdx.Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1,2,3,4,5\n", 1000))));
        gzip.AsSpan(gzip.Length / 2).Fill(0xFF);
        _folder.Write("a.csv", gzip);
        _folder.Write("b.csv", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))]);

        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<MnistPSException>(() => DatasetImport.Read(_folder.File("a.csv"))).Kind);
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<MnistPSException>(() => DatasetImport.Read(_folder.File("b.csv"))).Kind);
    }

    private DigitDataset Read(string text, ImportOptions? options = null) =>
        DatasetImport.Read(_folder.Write("data.csv", Encoding.UTF8.GetBytes(text)), options).Single();
}

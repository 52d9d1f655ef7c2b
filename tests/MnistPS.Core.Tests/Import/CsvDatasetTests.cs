using System.Globalization;
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
        var path = _folder.Write("data.csv.gz", SmallIdx.Gzip("1,2,3,4,255\n"u8.ToArray()));

        Assert.Equal([2, 3, 4, 255], DatasetImport.Read(path).Single().Pixels.ToArray().Select(pixel => (int)pixel));
    }

    [Fact]
    public void Rows_and_columns_can_be_exchanged() => Assert.Equal(
        [2, 4, 3, 255], Read("1,2,3,4,255\n", new ImportOptions { Transpose = true }).Pixels.ToArray().Select(pixel => (int)pixel));

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

    [Theory]
    [InlineData("7,,3,4,5\n1,2,3,4,255\n", "line 1, column 2", "''")]
    [InlineData("7,x,3,4,255\n1,2,3,4,5\n", "line 1, column 2", "'x'")]
    [InlineData("x,2,3,4,255\n1,2,3,4,5\n", "line 1, column 1", "'x'")]
    [InlineData(",2,3,4,255\n", "line 1, column 1", "''")]
    [InlineData("\n\n7,,3,4,5\n", "line 3, column 2", "''")]
    [InlineData("# made by hand\n7,,3,4,5\n", "line 2, column 2", "''")]
    [InlineData("\uFEFF7,,3,4,5\n", "line 1, column 2", "''")]
    public void A_damaged_first_line_is_an_error_as_on_any_other(string text, string where, string what)
    {
        var error = Assert.Throws<MnistPSException>(() => Read(text));
        Assert.Equal("CsvValueInvalid", error.ErrorId);
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("label,1x1,1x2,2x1,2x2\n")]
    [InlineData("label,1,2,3,4\n")]
    [InlineData("Label,0,1,2,3\n")]
    [InlineData("\"label\",\"pixel 1\",\"pixel 2\",\"pixel 3\",\"pixel, the last\"\n")]
    [InlineData("\uFEFFlabel,a,b,c,d\n")]
    [InlineData("\n\nlabel,a,b,c,d\n")]
    [InlineData("# from a scanner\nlabel,a,b,c,d\n")]
    [InlineData("# label,a,b,c,d\n")]
    [InlineData("number,a,b,c,d\n")]
    [InlineData(",a,b,c,d\n")]
    public void A_header_is_told_from_data(string header)
    {
        var dataset = Read(header + "7,0,1,2,255\n3,4,5,6,7\n");
        Assert.Equal([7, 3], Labels(dataset));
        Assert.Equal([0, 1, 2, 255, 4, 5, 6, 7], Pixels(dataset));
    }

    [Fact]
    public void Comments_between_the_lines_are_passed_over() =>
        Assert.Equal([7, 3], Labels(Read("7,0,1,2,255\n# a comment, with commas\n3,4,5,6,7\n")));

    [Theory]
    [InlineData("p1,p2,p3,p4,class\n0,1,2,255,7\n4,5,6,7,3\n")]
    [InlineData("p1,p2,p3,p4,Target\n0,1,2,255,7\n4,5,6,7,3\n")]
    [InlineData("p1;p2;p3;p4;LABEL\n0;1;2;255;7\n4;5;6;7;3\n")]
    [InlineData("1,2,3,4,digit\n0,1,2,255,7\n4,5,6,7,3\n")]
    [InlineData("p1,p2,label,p3,p4\n0,1,7,2,255\n4,5,3,6,7\n")]
    public void The_header_tells_which_column_is_the_label(string text)
    {
        var dataset = Read(text);
        Assert.Equal([7, 3], Labels(dataset));
        Assert.Equal([0, 1, 2, 255, 4, 5, 6, 7], Pixels(dataset));
    }

    [Theory]
    [InlineData("Last")]
    [InlineData("last")]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData("number")]
    public void The_column_of_the_labels_can_be_said(string column)
    {
        var dataset = Read(
            "a,b,c,d,number\n0,1,2,3,7\n4,5,6,7,3\n", new ImportOptions { LabelColumn = column });
        Assert.Equal([7, 3], Labels(dataset));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], Pixels(dataset));
    }

    [Theory]
    [InlineData("0,9,9,255,7\n0,8,8,8,3\n")]
    [InlineData("255,9,9,255,7\n0,8,8,8,3\n")]
    [InlineData("0,9,9,255,7\n0,8,8,8,7\n")]
    public void A_label_that_stands_last_is_found_by_what_the_columns_hold(string text)
    {
        var lines = text.TrimEnd().Split('\n').Select(line => line.Split(',').Select(int.Parse).ToArray()).ToArray();
        var dataset = Read(text);
        Assert.Equal(lines.Select(line => line[4]), Labels(dataset));
        Assert.Equal(lines.SelectMany(line => line[..4]), Pixels(dataset));
    }

    [Theory]
    [InlineData("7,9,9,255,0\n3,8,8,8,0\n")]
    [InlineData("7,9,9,255,200\n3,8,8,8,0\n")]
    [InlineData("7,9,9,255,0\n7,8,8,8,0\n")]
    [InlineData("7,9,9,255,5\n3,8,8,8,5\n")]
    public void A_label_that_stands_first_is_found_by_what_the_columns_hold(string text) => Assert.Equal(
        text.TrimEnd().Split('\n').Select(line => int.Parse(line[..1], CultureInfo.InvariantCulture)), Labels(Read(text)));

    [Theory]
    [InlineData("7,9,9,255,3\n3,8,8,8,5\n")]
    [InlineData("1,2,3,4,5\n")]
    [InlineData("a,b,c,d,e\n7,9,9,255,3\n3,8,8,8,5\n")]
    public void Where_both_ends_could_be_labels_that_is_said(string text)
    {
        var error = Assert.Throws<MnistPSException>(() => Read(text));
        Assert.Equal("CsvLabelColumnAmbiguous", error.ErrorId);
        Assert.Contains("LabelColumn", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("-6")]
    [InlineData("nobody")]
    [InlineData("")]
    public void A_column_that_is_not_there_is_told(string column) => Assert.Equal(
        "CsvLabelColumnNotFound",
        Assert.Throws<MnistPSException>(() => Read("1,2,3,4,5\n", new ImportOptions { LabelColumn = column })).ErrorId);

    [Fact]
    public void Two_columns_that_are_called_a_label_are_told() => Assert.Equal(
        "CsvLabelColumnNotFound", Assert.Throws<MnistPSException>(() => Read("label,a,b,c,class\n1,2,3,4,5\n")).ErrorId);

    [Theory]
    [InlineData("label,a,b,c,d\n7,0,8,16,4\n", 16.0)]
    [InlineData("label,a,b,c,d\n7,0,0.5,1,0.25\n", 1.0)]
    [InlineData("label,a,b,c,d\n7.0,0,5e-1,1.0,.25\n", 1.0)]
    public void The_maximum_value_is_full_ink(string text, double maximum) =>
        Assert.Equal([0, 128, 255, 64], Pixels(Read(text, new ImportOptions { MaximumValue = maximum })));

    [Fact]
    public void Whole_numbers_may_be_written_as_fractions() =>
        Assert.Equal([0, 5, 255, 1], Pixels(Read("label,a,b,c,d\n7.0,0.0,5.0,2.55e+02,1\n")));

    [Theory]
    [InlineData("label,a,b,c,d\n7,0,8,17,4\n", 16.0, "CsvValueInvalid")]
    [InlineData("label,a,b,c,d\n7,0,8,-1,4\n", 16.0, "CsvValueInvalid")]
    [InlineData("label,a,b,c,d\n7,0,8,NaN,4\n", 16.0, "CsvValueInvalid")]
    [InlineData("label,a,b,c,d\n7,0,8,1,4\n", 0.0, "MaximumValueOutOfRange")]
    [InlineData("label,a,b,c,d\n7,0,8,1,4\n", double.NaN, "MaximumValueOutOfRange")]
    public void What_is_not_within_the_maximum_value_is_told(string text, double maximum, string id) => Assert.Equal(
        id, Assert.Throws<MnistPSException>(() => Read(text, new ImportOptions { MaximumValue = maximum })).ErrorId);

    [Fact]
    public void Fractions_are_refused_with_a_word_on_the_maximum_value() => Assert.Contains(
        "maximum value",
        Assert.Throws<MnistPSException>(() => Read("label,a,b,c,d\n7,0,0.5,1,1\n")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(16, true)]
    [InlineData(1, true)]
    [InlineData(127, true)]
    [InlineData(128, false)]
    [InlineData(0, false)]
    public void Pale_images_are_warned_of(int largest, bool warns)
    {
        var observer = new RecordingObserver();
        DatasetImport.Read(
            _folder.Write("pale.csv", Encoding.UTF8.GetBytes($"label,a,b,c,d\n7,0,0,0,{largest}\n")), observer: observer);
        Assert.Equal(warns, observer.Warnings.Count == 1);
        Assert.All(observer.Warnings, warning => Assert.Contains($"maximum value {largest}", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void What_belongs_to_another_format_is_refused()
    {
        var folder = Directory.CreateDirectory(_folder.File("0")).Parent!.FullName;
        Assert.Equal("LabelColumnUnused", ErrorId(new ImportOptions { LabelColumn = "First" }));
        Assert.Equal("MaximumValueUnused", ErrorId(new ImportOptions { MaximumValue = 16 }));

        string ErrorId(ImportOptions options) => Assert.Throws<MnistPSException>(() => DatasetImport.Read(folder, options)).ErrorId;
    }

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

    private static IEnumerable<int> Labels(DigitDataset dataset) => dataset.Labels.ToArray().Select(label => (int)label);

    private static IEnumerable<int> Pixels(DigitDataset dataset) => dataset.Pixels.ToArray().Select(pixel => (int)pixel);

    private DigitDataset Read(string text, ImportOptions? options = null) =>
        DatasetImport.Read(_folder.Write("data.csv", Encoding.UTF8.GetBytes(text)), options).Single();
}

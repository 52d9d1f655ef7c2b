using MnistPS.Data;
using MnistPS.Import;
using MnistPS.Tests.Data;

namespace MnistPS.Tests.Import;

public sealed class IdxDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte")]
    [InlineData("train-images.idx3-ubyte", "train-labels-idx1-ubyte.gz")]
    [InlineData("emnist-letters-train-images-idx3-ubyte.gz", "emnist-letters-train-labels-idx1-ubyte.gz")]
    public void Images_find_the_labels_beside_them(string images, string labels)
    {
        Write(images, SmallIdx.Images(3));
        Write(labels, SmallIdx.Labels(4, 0, 2));
        var dataset = DatasetImport.Read(_folder.File(images)).Single();

        Assert.Equal("(3, 2, 3)", dataset.Shape.ToString());
        Assert.Equal([4, 0, 2], dataset.Labels.ToArray().Select(label => (int)label));
        Assert.Equal((10, "Train"), (dataset.ClassCount, dataset.Split));
    }

    [Fact]
    public void A_folder_gives_all_pairs_those_to_train_with_first()
    {
        Write("t10k-images-idx3-ubyte", SmallIdx.Images(1));
        Write("t10k-labels-idx1-ubyte.gz", SmallIdx.Labels(25));
        Write("train-images-idx3-ubyte.gz", SmallIdx.Images(2));
        Write("train-images-idx3-ubyte", SmallIdx.Images(2));
        Write("train-labels-idx1-ubyte", SmallIdx.Labels(1, 2));
        Write("readme.txt", "about"u8.ToArray());
        var datasets = DatasetImport.Read(_folder.Path);

        Assert.Equal([("Train", 2, 10), ("Test", 1, 26)], datasets.Select(data => (data.Split, data.Count, data.ClassCount)));
    }

    [Fact]
    public void Labels_of_any_name_can_be_named()
    {
        Write("pictures.bin", SmallIdx.Images(2));
        Write("answers.bin", SmallIdx.Labels(1, 0));
        var options = new ImportOptions { LabelPath = _folder.File("answers.bin"), ClassNames = ["no", "yes"] };
        var dataset = DatasetImport.Read(_folder.File("pictures.bin"), options).Single();

        Assert.Equal(["no", "yes"], dataset.ClassNames);
        Assert.Equal([1, 1], dataset.LabelCounts);
        Assert.Equal("LabelFileMissing", ErrorId("pictures.bin"));
    }

    [Fact]
    public void Rows_and_columns_can_be_exchanged()
    {
        Write("images", SmallIdx.Images(2));
        Write("labels", SmallIdx.Labels(1, 0));
        var dataset = DatasetImport.Read(_folder.File("images"), new ImportOptions { Transpose = true }).Single();

        Assert.Equal("(2, 3, 2)", dataset.Shape.ToString());
        Assert.Equal([0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11], dataset.Pixels.ToArray().Select(pixel => (int)pixel));
    }

    [Fact]
    public void What_does_not_belong_together_is_refused()
    {
        Write("images", SmallIdx.Images(2));
        Write("labels", SmallIdx.Labels(1, 0, 5));

        Assert.Equal("IdxCountMismatch", ErrorId("images"));
        Assert.Equal("IdxDimensionMismatch", ErrorId("labels", new ImportOptions { LabelPath = _folder.File("labels") }));
        Write("labels", SmallIdx.Labels(1, 12));
        Assert.Equal("LabelOutOfRange", ErrorId("images", new ImportOptions { ClassCount = 5 }));
        Assert.Equal("LabelPathUnused", ErrorId(string.Empty, new ImportOptions { LabelPath = _folder.File("labels") }));
    }

    [Fact]
    public void What_is_no_data_is_refused()
    {
        Write("digit.png", [0x89, 0x50, 0x4E, 0x47]);
        Write("empty", []);

        Assert.Equal("DatasetFormatUnknown", ErrorId("digit.png"));
        Assert.Equal("DatasetFormatUnknown", ErrorId("empty"));
        Assert.Equal("IdxTruncated", ErrorId("empty", new ImportOptions { Format = DatasetFormat.Idx }));
        Assert.Equal("DatasetFolderInvalid", ErrorId(string.Empty, new ImportOptions { Format = DatasetFormat.Idx }));
    }

    [SkippableFact]
    public void MNIST_itself_is_read()
    {
        var datasets = DatasetImport.Read(MnistData.RequireFolder());

        Assert.Equal([60_000, 10_000], datasets.Select(dataset => dataset.Count));
        Assert.Equal(
            Mnist(MnistPS.Data.MnistSplits.Test).Pixels.ToArray(), datasets[1].Pixels.ToArray());

        static DigitDataset Mnist(MnistPS.Data.MnistSplits split) =>
            MnistPS.Data.Mnist.MnistFolder.Read(MnistData.RequireFolder(), split, checksum: false).Single();
    }

    private string ErrorId(string name, ImportOptions? options = null) => Assert.Throws<MnistPSException>(
        () => DatasetImport.Read(name.Length == 0 ? _folder.Path : _folder.File(name), options)).ErrorId;

    private void Write(string name, byte[] content) =>
        _folder.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? SmallIdx.Gzip(content) : content);
}

using MnistPS.Data;
using MnistPS.Data.Mnist;

namespace MnistPS.Tests.Data;

/// <summary>What is read from a folder with MNIST's file names.</summary>
public sealed class MnistFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void The_real_MNIST_is_read_whole()
    {
        var datasets = MnistFolder.Read(MnistData.RequireFolder(), MnistSplits.All);

        Assert.Equal(["Train (60000, 28, 28)", "Test (10000, 28, 28)"], datasets.Select(dataset => dataset.ToString()));
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], datasets[0].LabelCounts);
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], datasets[1].LabelCounts);
        Assert.Equal(0.1307, datasets[0].Pixels.Span.ToArray().Average(pixel => pixel / 255.0), 4);
    }

    [SkippableFact]
    public void An_altered_gzip_file_is_refused()
    {
        var source = MnistData.RequireFolder();
        CopyCompressed(source, MnistFile.TestImages, content => content[5000] ^= 1);
        CopyCompressed(source, MnistFile.TestLabels, _ => { });

        var error = Assert.Throws<MnistPSException>(() => MnistFolder.Read(_folder.Path, MnistSplits.Test));

        Assert.Equal("MnistChecksumMismatch", error.ErrorId);
        Assert.Contains("another data set", error.Message, StringComparison.Ordinal);
        Assert.Single(MnistFolder.Read(_folder.Path, MnistSplits.Test, checksum: false));
    }

    [Theory]
    [InlineData("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", false)]
    [InlineData("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz", true)]
    [InlineData("t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte", false)]
    [InlineData("t10k-images.idx3-ubyte.gz", "t10k-labels.idx1-ubyte.gz", true)]
    [InlineData("T10K-IMAGES-IDX3-UBYTE", "T10K-LABELS-IDX1-UBYTE", false)]
    [InlineData("T10K-IMAGES.IDX3-UBYTE.GZ", "t10k-labels-idx1-ubyte.GZ", true)]
    [InlineData("T10k-Images-IDX3-ubyte", "T10k-Labels-IDX1-ubyte.gz", null)]
    public void Other_data_in_the_same_format_is_read_without_checksum(string images, string labels, bool? compressed)
    {
        Write(images, SmallIdx.Images(3), compressed ?? false);
        Write(labels, SmallIdx.Labels(1, 0, 25), compressed ?? true);

        var dataset = Assert.Single(MnistFolder.Read(_folder.Path, MnistSplits.Test, checksum: false));

        Assert.Equal("(3, 2, 3)", dataset.Shape.ToString());
        Assert.Equal(26, dataset.ClassCount);
        Assert.Equal(_folder.Path, dataset.Source);
    }

    [Fact]
    public void Missing_files_are_named()
    {
        Write("t10k-images-idx3-ubyte", SmallIdx.Images(3));

        var error = Assert.Throws<MnistPSException>(() => MnistFolder.Read(_folder.Path, MnistSplits.Test));

        Assert.Equal("MnistFileMissing", error.ErrorId);
        Assert.Contains("t10k-labels-idx1-ubyte", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t10k-images", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_and_labels_must_be_as_many()
    {
        Write("t10k-images-idx3-ubyte", SmallIdx.Images(3));
        Write("t10k-labels-idx1-ubyte", SmallIdx.Labels(1, 2));

        Assert.Equal("IdxCountMismatch", ReadUnchecked().ErrorId);
    }

    [Fact]
    public void Images_and_labels_must_not_be_exchanged()
    {
        Write("t10k-images-idx3-ubyte", SmallIdx.Labels(1, 2));
        Write("t10k-labels-idx1-ubyte", SmallIdx.Images(2));

        Assert.Equal("IdxDimensionMismatch", ReadUnchecked().ErrorId);
    }

    [Fact]
    public void A_broken_file_is_told_although_the_others_are_stopped_for_it()
    {
        Write("t10k-images-idx3-ubyte", SmallIdx.Images(3));
        Write("t10k-labels-idx1-ubyte", "no"u8.ToArray());

        Assert.Equal("IdxTruncated", ReadUnchecked().ErrorId);
    }

    [Fact]
    public void Reading_can_be_stopped()
    {
        Write("t10k-images-idx3-ubyte", SmallIdx.Images(3));
        Write("t10k-labels-idx1-ubyte", SmallIdx.Labels(1, 2, 3));

        var stopped = new CancellationToken(canceled: true);

        Assert.ThrowsAny<OperationCanceledException>(
            () => MnistFolder.Read(_folder.Path, MnistSplits.Test, checksum: false, stopped));
    }

    private MnistPSException ReadUnchecked() => Assert.Throws<MnistPSException>(
        () => MnistFolder.Read(_folder.Path, MnistSplits.Test, checksum: false));

    private void Write(string name, byte[] content, bool compressed = false) =>
        _folder.Write(name, compressed ? SmallIdx.Gzip(content) : content);

    private void CopyCompressed(string source, MnistFile file, Action<byte[]> change)
    {
        var array = MnistPS.Data.IdxFile.Read(file.FindIn(source)!);
        var content = SmallIdx.Make(array.Values, [.. array.Shape.ToArray().Select(axis => (uint)axis)]);
        change(content);
        Write(file.CompressedName, content, compressed: true);
    }
}

using MnistPS.Import;
using MnistPS.Tests.Data;
using MnistPS.Tests.Imaging;
using SkiaSharp;

namespace MnistPS.Tests.Import;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingObserver _observer = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_named_by_numbers_are_the_labels()
    {
        Seven("7/b.png");
        Seven("7/a.png");
        Seven("2/c.png");
        var dataset = DatasetImport.Read(_folder.Path, observer: _observer).Single();

        Assert.Equal([2, 7, 7], dataset.Labels.ToArray().Select(label => (int)label));
        Assert.Equal("(3, 28, 28)", dataset.Shape.ToString());
        Assert.Equal((10, null), (dataset.ClassCount, dataset.ClassNames));
        Assert.Equal(["c.png", "a.png", "b.png"], Enumerable.Range(0, 3).Select(i => Path.GetFileName(dataset.GetImage(i).Source)));
        Assert.Empty(_observer.Left);
        Assert.Equal([(1, 3), (2, 3), (3, 3)], _observer.Progress);
    }

    [Fact]
    public void Images_are_prepared_as_MNIST_was()
    {
        Seven("7/a.png");
        var image = DatasetImport.Read(_folder.Path).Single().GetImage(0);

        // Light ink on a dark ground, the longer side 20 pixels.
        var rows = Enumerable.Range(0, 28).Where(row => image.Pixels.AsSpan(row * 28, 28).ContainsAnyExceptInRange((byte)0, (byte)60));
        Assert.InRange(rows.Count(), 18, 22);
        Assert.Equal(0, image.Pixels[0]);
    }

    [Fact]
    public void An_image_in_MNISTs_form_is_left_as_it_is()
    {
        var digit = MnistPS.Data.DrawnDataset.Draw(MnistPS.Data.MnistSplits.Train, 1, seed: 1).GetImage(0);
        Write("5/a.png", EncodedImages.Png(28, 28, 8, 0, null, (x, y) => [digit.Pixels[(y * 28) + x]]));

        Assert.Equal(digit.Pixels, DatasetImport.Read(_folder.Path).Single().GetImage(0).Pixels);
    }

    [Fact]
    public void Other_names_get_labels_in_their_order_and_become_the_names_of_the_classes()
    {
        foreach (var name in new[] { "b", "a", "B", "c" })
            Seven($"{name}/x.png");
        var dataset = DatasetImport.Read(_folder.Path).Single();

        Assert.Equal(["B", "a", "b", "c"], dataset.ClassNames);
        Assert.Equal([1, 1, 1, 1], dataset.LabelCounts);
    }

    [Fact]
    public void Names_that_are_asked_for_decide_the_labels_and_other_folders_are_left_out()
    {
        foreach (var name in new[] { "cat", "dog", "bird" })
            Seven($"{name}/x.png");
        var dataset = DatasetImport.Read(
            _folder.Path, new ImportOptions { ClassNames = ["dog", "cat", "cow"] }, _observer).Single();

        Assert.Equal([1, 1, 0], dataset.LabelCounts);
        Assert.Equal("cat", Path.GetFileName(Path.GetDirectoryName(dataset.GetImage(1).Source)));
        Assert.Equal([("bird", "ClassNameUnknown")], _observer.Left);
    }

    [Fact]
    public void A_bad_image_is_told_and_the_others_are_read()
    {
        Seven("1/a.png");
        Seven("1/c.png");
        Write("1/b.png", "no image"u8.ToArray());
        Write("1/empty.png", []);
        Write("1/readme.txt", "not even named as one"u8.ToArray());
        var dataset = DatasetImport.Read(_folder.Path, observer: _observer).Single();

        Assert.Equal(2, dataset.Count);
        Assert.Equal([("b.png", "ImageNotRecognized"), ("empty.png", "ImageEmpty")], _observer.Left);
    }

    [Fact]
    public void Folders_of_folders_are_read_where_that_is_asked_for()
    {
        Seven("3/monday/a.png");
        Seven("3/b.png");

        Assert.Equal(1, DatasetImport.Read(_folder.Path).Single().Count);
        Assert.Equal(2, DatasetImport.Read(_folder.Path, new ImportOptions { Recurse = true }).Single().Count);
    }

    [Fact]
    public void Folders_without_images_are_told_and_hidden_ones_are_not_looked_at()
    {
        Seven("0/a.png");
        Seven(".cache/a.png");
        Directory.CreateDirectory(_folder.File("1"));
        var dataset = DatasetImport.Read(_folder.Path, observer: _observer).Single();

        Assert.Null(dataset.ClassNames);
        Assert.Equal(["1: It holds no image."], _observer.Warnings);
    }

    [Fact]
    public void Folders_of_programs_and_empty_ones_are_no_classes_and_shift_no_label()
    {
        foreach (var name in new[] { "b", "d", "__MACOSX", "@eaDir", "#recycle", ".git", "lost+found" })
            Seven($"{name}/x.png");
        Directory.CreateDirectory(_folder.File("a"));
        Write("c/readme.txt", "no image"u8.ToArray());
        var dataset = DatasetImport.Read(_folder.Path, observer: _observer).Single();

        Assert.Equal(["b", "d"], dataset.ClassNames);
        Assert.Equal([1, 1], dataset.LabelCounts);
        Assert.Equal(["a: It holds no image.", "c: It holds no image."], _observer.Warnings);
    }

    [Fact]
    public void Signs_may_be_classes()
    {
        foreach (var name in new[] { "#", "@", "+" })
            Seven($"{name}/x.png");
        Assert.Equal(["#", "+", "@"], DatasetImport.Read(_folder.Path).Single().ClassNames);
    }

    [Fact]
    public void A_folder_with_the_parts_of_a_data_set_is_explained()
    {
        Seven("train/1/a.png");
        Seven("test/1/a.png");
        var error = Assert.Throws<MnistPSException>(() => DatasetImport.Read(_folder.Path));
        Assert.Equal("DatasetFolderHoldsParts", error.ErrorId);
        Assert.Contains(_folder.File("train"), error.Message, StringComparison.Ordinal);
        Assert.Equal("Test", DatasetImport.Read(_folder.File("test")).Single().Split);
    }

    [Fact]
    public void Digits_in_words_are_their_labels()
    {
        foreach (var name in new[] { "seven", "Zero", "one" })
            Seven($"{name}/x.png");
        var dataset = DatasetImport.Read(_folder.Path).Single();
        Assert.Equal([0, 1, 7], dataset.Labels.ToArray().Select(label => (int)label));
        Assert.Equal((10, null), (dataset.ClassCount, dataset.ClassNames));
    }

    [SkippableFact]
    public void Links_that_lead_in_a_ring_are_followed_once()
    {
        Skip.If(OperatingSystem.IsWindows());
        Seven("1/a.png");
        Seven("1/more/b.png");
        Directory.CreateSymbolicLink(_folder.File("1/up"), "..");
        Directory.CreateSymbolicLink(_folder.File("1/more/up"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.File("1/more/again"), "../more");
        Assert.Equal(2, DatasetImport.Read(_folder.Path, new ImportOptions { Recurse = true }).Single().Count);
    }

    [SkippableFact]
    public void A_pipe_among_the_images_is_one_bad_item_of_many()
    {
        Skip.If(OperatingSystem.IsWindows());
        Seven("1/a.png");
        using (var process = System.Diagnostics.Process.Start("mkfifo", [_folder.File("1/b.png")]))
            process.WaitForExit();
        Seven("1/c.png");
        Assert.Equal(2, DatasetImport.Read(_folder.Path, observer: _observer).Single().Count);
        Assert.Equal([("b.png", "FileNotRegular")], _observer.Left);
    }

    [Fact]
    public void A_speckled_picture_is_one_bad_item_of_many()
    {
        Seven("1/a.png");
        Write("1/b.png", EncodedImages.Png(1100, 1100, 8, 0, null, (x, y) => [(byte)(x % 6 == 0 && y % 6 == 0 ? 0 : 255)]));
        Assert.Equal(1, DatasetImport.Read(_folder.Path, observer: _observer).Single().Count);
        Assert.Equal([("b.png", "ImageSpeckled")], _observer.Left);
    }

    [Fact]
    public void What_holds_nothing_is_refused()
    {
        Assert.Equal("DatasetFolderInvalid", ErrorId());
        Directory.CreateDirectory(_folder.File("1"));
        Assert.Equal("DatasetEmpty", ErrorId());
        Write("1/a.png", []);
        Assert.Equal("DatasetEmpty", ErrorId());
    }

    [Fact]
    public void Numbers_of_classes_are_checked()
    {
        Seven("12/a.png");
        Seven("3/a.png");

        Assert.Equal(13, DatasetImport.Read(_folder.Path).Single().ClassCount);
        Assert.Equal(20, DatasetImport.Read(_folder.Path, new ImportOptions { ClassCount = 20 }).Single().ClassCount);
        Assert.Equal(
            1, DatasetImport.Read(_folder.Path, new ImportOptions { ClassCount = 4 }, _observer).Single().Count);
        Assert.Equal([("12", "ClassNameUnknown")], _observer.Left);
        Assert.Equal("ClassCountOutOfRange", ErrorId(new ImportOptions { ClassCount = 257 }));
        Assert.Equal("ClassNameDuplicate", ErrorId(new ImportOptions { ClassNames = ["a", "a"] }));
        Assert.Equal("ClassNameCountMismatch", ErrorId(new ImportOptions { ClassNames = ["a"], ClassCount = 2 }));
        Seven("a/a.png");
        Assert.Equal("ClassNameCountMismatch", ErrorId(new ImportOptions { ClassCount = 2 }));
    }

    [Fact]
    public void It_can_be_stopped()
    {
        Seven("1/a.png");

        Assert.ThrowsAny<OperationCanceledException>(
            () => DatasetImport.Read(_folder.Path, cancellation: new CancellationToken(canceled: true)));
    }

    private string ErrorId(ImportOptions? options = null) =>
        Assert.Throws<MnistPSException>(() => DatasetImport.Read(_folder.Path, options)).ErrorId;

    private void Seven(string name) => Write(name, Pictures.SevenOn(80, 80, SKColors.White, SKColors.Black));

    private void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        _folder.Write(name, content);
    }
}

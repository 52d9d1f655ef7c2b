using MnistPS.Data;

namespace MnistPS.Tests.Data;

public sealed class DatasetJoinTests
{
    [Fact]
    public void Images_and_labels_follow_each_other()
    {
        var joined = DatasetJoin.Join([Make([1, 2], [0, 1]), Make([3], [2])]);

        Assert.Equal([1, 2, 3], joined.Pixels.ToArray().Select(pixel => (int)pixel));
        Assert.Equal([0, 1, 2], joined.Labels.ToArray().Select(label => (int)label));
        Assert.Equal("x + y", DatasetJoin.Join([Make([1], [0]), Make([1], [0], source: "y"), Make([1], [0])]).Source);
    }

    [Fact]
    public void The_first_decides_whether_the_result_is_flat_and_one_hot()
    {
        Assert.True(DatasetJoin.Join([Make([1], [0]).Flatten().ToOneHot(), Make([1], [0])]) is { IsFlat: true, IsOneHot: true });
        Assert.True(DatasetJoin.Join([Make([1], [0]), Make([1], [0]).Flatten().ToOneHot()]) is { IsFlat: false, IsOneHot: false });
    }

    [Fact]
    public void Files_of_images_are_remembered()
    {
        var files = new DigitDataset(new byte[] { 1 }, new byte[] { 0 }, 1, 1) { ImagePaths = new[] { "a.png" }, Source = "folder" };
        var joined = DatasetJoin.Join([Make([2], [0]), files]);

        Assert.Equal("x", joined.GetImage(0).Source);
        Assert.Equal("a.png", joined.GetImage(1).Source);
        Assert.Equal("a.png", joined.Slice(1, 1).GetImage(0).Source);
        Assert.Equal("a.png", joined.Pick([1]).GetImage(0).Source);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var one = Make([1], [0]);
        var names = new DigitDataset(new byte[] { 1 }, new byte[] { 0 }, 1, 1, classCount: 2) { ClassNames = ["a", "b"] };
        var others = new DigitDataset(new byte[] { 1 }, new byte[] { 0 }, 1, 1, classCount: 2) { ClassNames = ["a", "c"] };

        Assert.Equal("ImageShapeMismatch", Error(one, new DigitDataset(new byte[] { 1, 2 }, new byte[] { 0 }, 1, 2)));
        Assert.Equal("ClassCountMismatch", Error(one, new DigitDataset(new byte[] { 1 }, new byte[] { 0 }, 1, 1, classCount: 11)));
        Assert.Equal("ClassNameMismatch", Error(names, others));
    }

    [Fact]
    public void Classes_named_by_their_numbers_are_the_same_as_classes_without_names()
    {
        var named = new DigitDataset(new byte[] { 1 }, new byte[] { 0 }, 1, 1)
        {
            ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        };

        Assert.Equal(2, DatasetJoin.Join([Make([1], [0]), named]).Count);
    }

    [Fact]
    public void A_dataset_has_a_name_for_each_class_or_none() => Assert.Equal(
        "ClassNameCountMismatch",
        Assert.Throws<MnistPSException>(
            () => new DigitDataset(new byte[] { 1 }, new byte[] { 0 }, 1, 1) { ClassNames = ["only one"] }).ErrorId);

    private static string Error(params DigitDataset[] datasets) =>
        Assert.Throws<MnistPSException>(() => DatasetJoin.Join(datasets)).ErrorId;

    private static DigitDataset Make(byte[] pixels, byte[] labels, string source = "x") =>
        new(pixels, labels, height: 1, width: 1) { Source = source };
}

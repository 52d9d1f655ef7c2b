using MnistPS.Data;

namespace MnistPS.Tests.Data;

public sealed class DatasetSplitTests
{
    private const int Count = 100;

    // Images of one pixel, numbered through: 50 of label 0, 30 of label 1, 20 of label 2, sorted by label.
    private static readonly DigitDataset s_data = new(
        Enumerable.Range(0, Count).Select(i => (byte)i).ToArray(),
        Enumerable.Range(0, Count).Select(i => (byte)(i < 50 ? 0 : i < 80 ? 1 : 2)).ToArray(),
        height: 1,
        width: 1,
        classCount: 3)
    {
        Split = "Test",
        Source = "here",
        ClassNames = ["a", "b", "c"],
    };

    [Fact]
    public void Each_label_is_divided_in_the_same_proportion()
    {
        var (first, second) = new DatasetSplit { Fraction = 0.9 }.Apply(s_data);

        Assert.Equal([45, 27, 18], first.LabelCounts);
        Assert.Equal([5, 3, 2], second.LabelCounts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    [InlineData(99)]
    public void The_first_part_has_as_many_as_were_asked_for_and_no_label_is_off_by_one(int count)
    {
        var (first, second) = new DatasetSplit { Count = count, Seed = 3 }.Apply(s_data);

        Assert.Equal((count, Count - count), (first.Count, second.Count));
        Assert.All(
            first.LabelCounts.Zip(s_data.LabelCounts),
            pair => Assert.InRange(pair.First - (pair.Second * count / (double)Count), -1, 1));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, 5L)]
    [InlineData(false, null)]
    [InlineData(false, 5L)]
    public void Every_image_is_in_one_part_with_its_label(bool stratified, long? seed)
    {
        var (first, second) = new DatasetSplit { Fraction = 0.37, Stratified = stratified, Seed = seed }.Apply(s_data);

        var all = first.Pixels.ToArray().Zip(first.Labels.ToArray())
            .Concat(second.Pixels.ToArray().Zip(second.Labels.ToArray())).OrderBy(pair => pair.First);
        Assert.Equal(s_data.Pixels.ToArray().Zip(s_data.Labels.ToArray()), all);
    }

    [Fact]
    public void Without_a_seed_the_order_stays_and_the_first_of_each_label_come_first()
    {
        var (first, _) = new DatasetSplit { Count = 10 }.Apply(s_data);

        Assert.Equal([0, 1, 2, 3, 4, 50, 51, 52, 80, 81], first.Pixels.ToArray().Select(pixel => (int)pixel));
    }

    [Fact]
    public void Without_stratification_the_first_images_come_first()
    {
        var (first, second) = new DatasetSplit { Count = 60, Stratified = false }.Apply(s_data);

        Assert.Equal([50, 10, 0], first.LabelCounts);
        Assert.Equal(60, second.Pixels.Span[0]);
    }

    [Fact]
    public void The_same_seed_takes_the_same_images_and_another_does_not()
    {
        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));

        static byte[] First(long seed) => new DatasetSplit { Fraction = 0.5, Seed = seed }.Apply(s_data).First.Pixels.ToArray();
    }

    [Fact]
    public void What_is_known_of_the_dataset_is_known_of_its_parts()
    {
        var (first, second) = new DatasetSplit { Fraction = 0.5 }.Apply(s_data.Flatten().ToOneHot());

        Assert.All([first, second], part => Assert.Equal(
            ("Test", "here", true, true, "a"), (part.Split, part.Source, part.IsFlat, part.IsOneHot, part.ClassNames![0])));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(0.001)]
    [InlineData(0.999)]
    public void A_fraction_that_leaves_a_part_empty_is_refused(double fraction) => Assert.Equal(
        "SplitOutOfRange",
        Assert.Throws<MnistPSException>(() => new DatasetSplit { Fraction = fraction }.Apply(s_data)).ErrorId);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Count)]
    [InlineData(int.MaxValue)]
    public void A_count_that_leaves_a_part_empty_is_refused(int count) => Assert.Equal(
        "SplitOutOfRange",
        Assert.Throws<MnistPSException>(() => new DatasetSplit { Count = count }.Apply(s_data)).ErrorId);
}

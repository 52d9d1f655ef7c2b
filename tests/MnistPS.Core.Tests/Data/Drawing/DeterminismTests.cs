using MnistPS.Data.Drawing;

namespace MnistPS.Tests.Data.Drawing;

public sealed class DeterminismTests
{
    private const int Count = 300;

    [Fact]
    public void The_same_seed_draws_the_same_digits()
    {
        DrawnSet one = DrawnSet.Draw(Count, seed: 7), two = DrawnSet.Draw(Count, seed: 7);

        Assert.Equal(one.Labels, two.Labels);
        Assert.Equal(one.Images, two.Images);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(0)]
    public void The_number_of_threads_changes_nothing(int threads)
    {
        DrawnSet one = DrawnSet.Draw(Count), many = DrawnSet.Draw(Count, threads: threads);

        Assert.Equal(one.Labels, many.Labels);
        Assert.Equal(one.Images, many.Images);
    }

    [Fact]
    public void Another_seed_draws_other_digits_in_another_order()
    {
        DrawnSet one = DrawnSet.Draw(Count, seed: 1), two = DrawnSet.Draw(Count, seed: 2);

        Assert.NotEqual(one.Labels, two.Labels);
        Assert.DoesNotContain(Enumerable.Range(0, Count), i => one.Image(i).SequenceEqual(two.Image(i)));
    }

    [Fact]
    public void A_part_of_a_set_can_be_drawn_alone()
    {
        DrawnSet whole = DrawnSet.Draw(200), part = DrawnSet.Draw(100, firstIndex: 100);

        Assert.Equal(whole.Labels[100..], part.Labels);
        Assert.Equal(whole.Images[(100 * DigitDrawer.ImageSize)..], part.Images);
    }

    [Fact]
    public void A_single_digit_is_the_one_of_the_set()
    {
        var set = DrawnSet.Draw(50, seed: 3);
        var image = new byte[DigitDrawer.ImageSize];

        DigitDrawer.Draw(set.Labels[42], seed: 3, index: 42, DrawingOptions.Default, image);

        Assert.Equal(set.Labels[42], DigitDrawer.LabelAt(seed: 3, index: 42));
        Assert.Equal(set.Image(42).ToArray(), image);
    }

    [Fact]
    public void Batches_make_up_the_set()
    {
        var whole = DrawnSet.Draw(250, seed: 5);

        DrawnBatch[] batches = [.. DigitDrawer.DrawBatches(seed: 5, count: 250, batchSize: 100)];

        Assert.Equal([0L, 100L, 200L], batches.Select(b => b.FirstIndex));
        Assert.Equal(whole.Labels, batches.SelectMany(b => b.Labels));
        Assert.Equal(whole.Images, batches.SelectMany(b => b.Images));
    }

    [Fact]
    public void No_two_digits_of_a_set_are_the_same()
    {
        var set = DrawnSet.Draw(1000);

        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(i => Convert.ToHexString(set.Image(i))).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Any_seed_and_a_far_index_can_be_drawn(int seed)
    {
        var set = DrawnSet.Draw(10, seed, firstIndex: long.MaxValue - 20);

        Assert.Equal(10, Enumerable.Range(0, 10).Count(i => set.Image(i).Contains(byte.MaxValue)));
    }

    [Fact]
    public void A_cancelled_drawing_stops()
    {
        byte[] images = new byte[10 * DigitDrawer.ImageSize], labels = new byte[10];

        Assert.Throws<OperationCanceledException>(() =>
            DigitDrawer.DrawRange(1, 0, images, labels, cancellationToken: new CancellationToken(canceled: true)));
    }
}

using MnistPS.Data.Drawing;

namespace MnistPS.Tests.Data.Drawing;

public sealed class LabelTests
{
    [Fact]
    public void Each_ten_holds_every_digit_once()
    {
        byte[] labels = [.. Enumerable.Range(0, 1000).Select(i => DigitDrawer.LabelAt(seed: 4, i))];

        Assert.All(labels.Chunk(10), ten => Assert.Equal(Enumerable.Range(0, 10), ten.Select(d => (int)d).Order()));
    }

    [Fact]
    public void The_order_changes_from_ten_to_ten()
    {
        byte[] labels = [.. Enumerable.Range(0, 100).Select(i => DigitDrawer.LabelAt(seed: 4, i))];

        Assert.True(labels.Chunk(10).Select(Convert.ToHexString).Distinct().Count() > 5);
    }

    [Fact]
    public void Every_digit_comes_at_every_place()
    {
        for (var place = 0; place < 10; place++)
        {
            var digits = Enumerable.Range(0, 500).Select(ten => DigitDrawer.LabelAt(1, (ten * 10) + place));

            Assert.Equal(10, digits.Distinct().Count());
        }
    }
}

using MnistPS.Data.Drawing;
using MnistPS.Data.Drawing.Styles;

namespace MnistPS.Tests.Data.Drawing;

public sealed class StyleTests
{
    public static TheoryData<int> Digits => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Theory]
    [MemberData(nameof(Digits))]
    public void A_digit_is_written_in_several_ways_by_several_hands(int digit)
    {
        var styles = PenStyles.Of(digit).ToArray();

        Assert.True(styles.Length >= 3);
        Assert.All(styles, s => Assert.True(s.Frequency > 0 && s.Masters.Length >= 2, s.Name));
        Assert.Equal(styles.Length, styles.Select(s => s.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Digits))]
    public void Styles_are_chosen_by_their_frequency(int digit)
    {
        const int draws = 20_000;
        var styles = PenStyles.Of(digit).ToArray();
        var random = new DrawingRandom(seed: 1, stream: 0, index: 0);
        var counts = styles.ToDictionary(s => s, _ => 0);
        for (var i = 0; i < draws; i++)
        {
            counts[PenStyles.Choose(digit, ref random)]++;
        }

        var total = styles.Sum(s => s.Frequency);
        Assert.All(styles, s => Assert.Equal(s.Frequency / total, (double)counts[s] / draws, 0.02));
    }

    [Fact]
    public void Lifts_and_corners_split_a_path_into_pieces()
    {
        var style = new PenStyle("test", 1, "0,0 1,1! 2,2 | 3,3 4,4");

        Assert.Equal([new PenPiece(0, 1, true), new PenPiece(1, 2, false), new PenPiece(3, 4, true)], style.Pieces);
        Assert.Equal(new PenPoint(4, 4), style.Masters[0][4]);
    }

    [Theory]
    [InlineData("0,0 1,1")]
    [InlineData("0,0 1,1! 2,2")]
    [InlineData("0,0 1,1 | 2,2")]
    public void Masters_that_differ_are_refused_by_name(string other)
    {
        var error = Assert.Throws<FormatException>(() => new PenStyle("odd one", 1, "0,0 1,1 2,2", other));

        Assert.Contains("odd one", error.Message, StringComparison.Ordinal);
        Assert.Contains(other, error.Message, StringComparison.Ordinal);
    }
}

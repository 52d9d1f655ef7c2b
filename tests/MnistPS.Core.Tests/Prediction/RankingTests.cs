using MnistPS.Prediction;

namespace MnistPS.Tests.Prediction;

/// <summary>The rule by which classes are ranked.</summary>
public sealed class RankingTests
{
    private const float NaN = float.NaN;

    public static TheoryData<float[], int[]> Orders => new()
    {
        { [0.2f, 0.5f, 0.3f], [1, 2, 0] },
        { [0.4f, 0.2f, 0.4f], [0, 2, 1] },
        { [1, 1, 1, 1], [0, 1, 2, 3] },
        { [-0f, 0, -1], [0, 1, 2] },
        { [NaN, -5, 3], [2, 1] },
        { [NaN, float.NegativeInfinity, float.PositiveInfinity, NaN], [2, 1] },
        { [NaN, NaN], [] },
        { [], [] },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void The_largest_comes_first_of_equal_ones_the_lowest_label_and_NaN_has_no_place(float[] scores, int[] expected)
    {
        Assert.Equal(expected, Ranking.Order(scores));
        Assert.Equal(expected.Length == 0 ? null : expected[0], Ranking.First(scores));
        for (var label = 0; label < scores.Length; label++)
        {
            var place = Array.IndexOf(expected, label);
            Assert.Equal(place < 0 ? null : place, Ranking.PlaceOf(scores, label));
        }
    }
}

using MnistPS.Data.Drawing;

namespace MnistPS.Tests.Data.Drawing;

public sealed class RandomTests
{
    private const int Draws = 100_000;

    [Fact]
    public void Uniform_numbers_fill_zero_to_one()
    {
        var numbers = Draw((ref DrawingRandom r) => r.Next());

        Assert.InRange(numbers.Min(), 0f, 0.001f);
        Assert.InRange(numbers.Max(), 0.999f, 0.9999999f);
        Assert.Equal(0.5, numbers.Average(), 0.01);
    }

    [Fact]
    public void Bell_numbers_have_mean_0_and_deviation_1()
    {
        var numbers = Draw((ref DrawingRandom r) => r.Bell());

        Assert.Equal(0, numbers.Average(), 0.02);
        Assert.Equal(1, Math.Sqrt(numbers.Average(n => n * n)), 0.02);
        Assert.All([numbers.Min(), numbers.Max()], n => Assert.InRange(n, -3.5f, 3.5f));
    }

    [Fact]
    public void Seeds_streams_and_indices_give_different_numbers()
    {
        var starts =
            from seed in new[] { 0, 1, -1 }
            from stream in new ulong[] { 1, 2 }
            from index in new long[] { 0, 1, 2 }
            select new DrawingRandom(seed, stream, index).Next();

        Assert.Equal(18, starts.Distinct().Count());
    }

    private delegate float Number(ref DrawingRandom random);

    private static float[] Draw(Number number)
    {
        var random = new DrawingRandom(seed: 1, stream: 0, index: 0);
        var numbers = new float[Draws];
        for (var i = 0; i < Draws; i++)
        {
            numbers[i] = number(ref random);
        }

        return numbers;
    }
}

using MnistPS.Imaging;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;

namespace MnistPS.Tests.Imaging;

/// <summary>Pictures of noise and patterns, which fall apart into as many pieces of ink as there can be.</summary>
public class NoisyPictureTests
{
    private const int Side = 600;

    // Catches what would not end in an hour; nothing is measured.
    private static readonly TimeSpan s_watchdog = TimeSpan.FromMinutes(3);

    public static TheoryData<string> Patterns => [.. s_patterns.Keys];

    private static readonly Dictionary<string, Func<int, int, bool>> s_patterns = new()
    {
        ["noise 0.1%"] = (x, y) => IsSpeck(x, y, 0.001),
        ["noise 1%"] = (x, y) => IsSpeck(x, y, 0.01),
        ["noise 5%"] = (x, y) => IsSpeck(x, y, 0.05),
        ["noise 20%"] = (x, y) => IsSpeck(x, y, 0.2),
        ["noise 40%"] = (x, y) => IsSpeck(x, y, 0.4),
        ["noise 60%"] = (x, y) => IsSpeck(x, y, 0.6),
        ["chessboard of single pixels"] = (x, y) => (x + y) % 2 == 0,
        ["chessboard"] = (x, y) => ((x / 4) + (y / 4)) % 2 == 0,
        ["dots"] = (x, y) => x % 4 == 0 && y % 4 == 0,
        ["grid"] = (x, y) => x % 8 == 0 || y % 8 == 0,
        ["small frames"] = (x, y) => Math.Min(x % 16, y % 16) == 0 || Math.Max(x % 16, y % 16) == 13,
        ["frames in frames"] = (x, y) => Math.Min(Math.Min(x, Side - 1 - x), Math.Min(y, Side - 1 - y)) % 4 == 2,
        ["level stripes"] = (_, y) => y % 2 == 0,
        ["upright stripes"] = (x, _) => x % 2 == 0,
        ["slanted stripes"] = (x, y) => (x + y) % 4 == 0,
        ["comb"] = (x, y) => x % 2 == 0 || y == Side - 1,
        ["short bars"] = (x, y) => y % 8 < 3 && x % 40 < 30,
        ["a row of dots"] = (x, y) => y is > 300 and < 303 && x % 5 < 2,
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Noise_and_patterns_are_answered(string pattern)
    {
        using var watchdog = new CancellationTokenSource(s_watchdog);
        var image = Draw(Side, Side, s_patterns[pattern]);
        AssertAnswered(() => DigitImagePreparation.Prepare(image, cancellation: watchdog.Token));
        AssertAnswered(() => DigitFinder.Find(image, cancellation: watchdog.Token));
    }

    [Theory]
    [InlineData(1100, 1100)]
    [InlineData(4000, 3000)]
    [InlineData(100_000, 40)]
    [InlineData(40, 100_000)]
    public void A_speckled_picture_of_any_size_is_answered(int width, int height)
    {
        using var watchdog = new CancellationTokenSource(s_watchdog);
        var image = Draw(width, height, (x, y) => IsSpeck(x, y, 0.05));
        AssertAnswered(() => DigitImagePreparation.Prepare(image, cancellation: watchdog.Token));
        AssertAnswered(() => DigitFinder.Find(image, cancellation: watchdog.Token));
    }

    [Fact]
    public void A_picture_that_falls_apart_into_thousands_of_pieces_is_refused_with_a_word_on_what_it_looks_like()
    {
        var image = Draw(1100, 1100, (x, y) => IsSpeck(x, y, 0.05));
        var error = Assert.Throws<ImageFormatException>(() => DigitImagePreparation.Prepare(image));
        Assert.Equal("ImageSpeckled", error.ErrorId);
        Assert.Contains("noise", error.Message, StringComparison.Ordinal);
        Assert.Contains("Crop", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Specks_that_are_too_small_to_be_digits_are_refused_where_several_digits_are_looked_for()
    {
        var image = Draw(200, 200, (x, y) => IsSpeck(x, y, 0.05));
        Assert.Equal("ImageSpeckled", Assert.Throws<ImageFormatException>(() => DigitFinder.Find(image)).ErrorId);
    }

    [Fact]
    public void A_picture_too_narrow_once_it_is_scaled_down_is_refused()
    {
        var image = Draw(3, 100_000, (x, y) => y % 100 < 50);
        var error = Assert.Throws<ImageFormatException>(() => DigitImagePreparation.Prepare(image));
        Assert.Equal("ImageTooSmall", error.ErrorId);
        Assert.Contains("3×100000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digit_among_specks_is_still_found()
    {
        var image = Draw(Side, Side, (x, y) => (x is > 280 and < 320 && y is > 100 and < 500) || IsSpeck(x, y, 0.01));
        var box = DigitImagePreparation.Prepare(image).BoundingBox;
        Assert.InRange(box.Height, 390, 440);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_preparation_that_is_stopped_ends(string pattern)
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var image = Draw(Side, Side, s_patterns[pattern]);
        Assert.ThrowsAny<OperationCanceledException>(
            () => DigitImagePreparation.Prepare(image, cancellation: stopped.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => DigitFinder.Find(image, cancellation: stopped.Token));
    }

    [Fact]
    public void A_search_can_be_stopped_while_touching_digits_are_taken_apart()
    {
        using var stop = new CancellationTokenSource();
        var image = Draw(Side, Side, (x, y) => y % 60 < 20 && x % 200 < 150);
        var judged = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => DigitFinder.Find(image, judge: Judge, cancellation: stop.Token));
        Assert.InRange(judged, 1, 10);

        double Judge(byte[] pixels)
        {
            judged++;
            stop.Cancel();
            return 0.5;
        }
    }

    private static void AssertAnswered(Action action)
    {
        try
        {
            action();
        }
        catch (ImageFormatException)
        {
            // A word on what is wrong is an answer, too.
        }
    }

    // The same specks in every run: a hash of the place (Wellons, "Prospecting for hash functions", lowbias32).
    private static bool IsSpeck(int x, int y, double density)
    {
        var hash = unchecked((uint)((x * 73_856_093) ^ (y * 19_349_663)));
        hash = unchecked((hash ^ (hash >> 16)) * 0x7feb352d);
        hash = unchecked((hash ^ (hash >> 15)) * 0x846ca68b);
        return (hash ^ (hash >> 16)) < density * uint.MaxValue;
    }

    private static GrayImage Draw(int width, int height, Func<int, int, bool> isInk)
    {
        var bytes = new byte[width * height];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = isInk(i % width, i / width) ? byte.MinValue : byte.MaxValue;
        return GrayImage.FromBytes(width, height, bytes);
    }
}

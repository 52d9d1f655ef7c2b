using System.Diagnostics;
using MnistPS.Benchmarks.Imaging;
using MnistPS.Data;
using MnistPS.Imaging.Reading;

namespace MnistPS.Benchmarks.Pictures;

/// <summary>Composes pictures of digits of the test set and has them read.</summary>
internal sealed class PictureExam
{
    private const int NumberLength = 5;

    private readonly DigitDataset _digits;
    private readonly PictureReader _reader;

    /// <summary>Prepares.</summary>
    /// <param name="digits">The digits that are written.</param>
    /// <param name="reader">Who reads them.</param>
    internal PictureExam(DigitDataset digits, PictureReader reader) => (_digits, _reader) = (digits, reader);

    /// <summary>Pictures of one digit.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">What they look like and what they show.</param>
    internal IEnumerable<PictureAnswer> Digits(int count, int seed) => Pictures(count, seed).Select(picture =>
    {
        var digit = picture.Next(_digits.Count);
        return Answer(PictureComposer.ComposeDigit(Pixels(digit), picture.Next()), [digit], _reader.ReadDigit);
    });

    /// <summary>Pictures of numbers of five digits.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">What they look like and what they show.</param>
    internal IEnumerable<PictureAnswer> Numbers(int count, int seed) => Pictures(count, seed).Select(picture =>
    {
        int[] digits = [.. Enumerable.Range(0, NumberLength).Select(_ => picture.Next(_digits.Count))];
        var composed = PictureComposer.ComposeNumber([.. digits.Select(Pixels)], picture.Next());
        return Answer(composed, digits, _reader.ReadNumber);
    });

    // A source of chance for each picture. Seeds in a row would give first numbers in a row, and so pictures of like sizes.
    private static IEnumerable<Random> Pictures(int count, int seed)
    {
        var seeds = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => new Random(seeds.Next()));
    }

    private ReadOnlyMemory<byte> Pixels(int digit) => _digits.GetPixels(digit).ToArray();

    private PictureAnswer Answer(ComposedPicture picture, int[] digits, Func<Stream, string> read)
    {
        using var stream = new MemoryStream(picture.Encoded);
        var started = Stopwatch.GetTimestamp();
        var answer = Read(stream, read);
        return new PictureAnswer(
            picture,
            string.Concat(digits.Select(digit => _digits.Labels.Span[digit])),
            answer,
            Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static string Read(MemoryStream stream, Func<Stream, string> read)
    {
        try
        {
            return read(stream);
        }
        catch (ImageFormatException error)
        {
            return error.ErrorId;
        }
    }
}

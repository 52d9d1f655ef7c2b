using BenchmarkDotNet.Attributes;
using MnistPS.Benchmarks.Imaging;
using MnistPS.Imaging;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;

namespace MnistPS.Benchmarks.Parts;

/// <summary>From an encoded picture to digits in MNIST's form.</summary>
public class PicturePreparation
{
    private const int Seed = 7;
    private byte[] _digit = [];
    private byte[] _number = [];

    [GlobalSetup]
    public void Setup()
    {
        var dataset = BenchmarkData.Test(5);
        ReadOnlyMemory<byte>[] digits = [.. Enumerable.Range(0, 5).Select(i => dataset.GetImage(i).Pixels)];
        _digit = PictureComposer.ComposeDigit(digits[0], Seed).Encoded;
        _number = PictureComposer.ComposeNumber(digits, Seed).Encoded;
    }

    [Benchmark]
    public GrayImage Decode() => Read(_digit);

    [Benchmark]
    public PreparedImage PrepareDigit() => DigitImagePreparation.Prepare(Read(_digit));

    [Benchmark]
    public IReadOnlyList<FoundDigit> FindDigits() => DigitFinder.Find(Read(_number));

    private static GrayImage Read(byte[] encoded)
    {
        using var stream = new MemoryStream(encoded);
        return ImageReader.Read(stream);
    }
}

using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Numerics;

namespace MnistPS.Tests.Data.Augmentation;

public sealed class ImageAugmenterTests
{
    private readonly DigitDataset _data = DrawnDataset.Draw(MnistSplits.Train, 40, seed: 1);

    [Fact]
    public void Ranges_of_zero_leave_an_image_as_it_is()
    {
        var plain = new Matrix(3, 784);
        _data.CopyImages([0, 5, 9], plain);

        var varied = Augment(new ImageAugmentation(), seed: 1, epoch: 1, 0, 5, 9).Span;
        for (var i = 0; i < plain.Length; i++)
            Assert.Equal(plain.Span[i], varied[i], 1e-6);
    }

    [Fact]
    public void An_image_depends_on_seed_epoch_and_number_and_not_on_its_place_in_the_batch()
    {
        var alone = Augment(ImageAugmentation.Digits, seed: 1, epoch: 2, 7).Row(0).ToArray();

        Assert.Equal(alone, Augment(ImageAugmentation.Digits, seed: 1, epoch: 2, 3, 7).Row(1).ToArray());
        Assert.NotEqual(alone, Augment(ImageAugmentation.Digits, seed: 1, epoch: 3, 7).Row(0).ToArray());
        Assert.NotEqual(alone, Augment(ImageAugmentation.Digits, seed: 2, epoch: 2, 7).Row(0).ToArray());
    }

    [Fact]
    public void Values_stay_between_0_and_1_and_most_of_the_ink_stays()
    {
        int[] all = [.. Enumerable.Range(0, 40)];
        var plain = new Matrix(40, 784);
        _data.CopyImages(all, plain);
        var varied = Augment(ImageAugmentation.Digits, seed: 1, epoch: 1, all);

        Assert.All(varied.Span.ToArray(), value => Assert.InRange(value, 0, 1.0001f));
        var share = varied.Span.ToArray().Sum(value => (double)value) / plain.Span.ToArray().Sum(value => (double)value);
        Assert.InRange(share, 0.85, 1.15);
    }

    private Matrix Augment(ImageAugmentation ranges, long seed, int epoch, params int[] indices)
    {
        var batch = new Matrix(indices.Length, 784);
        new ImageAugmenter(_data, ranges, seed).CopyImages(indices, epoch, batch, ..);
        return batch;
    }
}

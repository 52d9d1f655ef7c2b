using MnistPS.Data;
using MnistPS.Layers.Activations;
using MnistPS.Metrics;
using MnistPS.Models;
using MnistPS.Prediction;

namespace MnistPS.Tests.Prediction;

/// <summary>Predictions of many images: a batch at a time, by several threads.</summary>
public sealed class DigitReaderTests
{
    private readonly DigitDataset _data = DrawnDataset.Draw(MnistSplits.Test, 1300, seed: 1);

    [Fact]
    public void The_first_answers_are_there_before_a_tenth_is_computed()
    {
        using var stopping = new CancellationTokenSource();
        var many = new DigitDataset(new byte[10_000 * 3], new byte[10_000], 1, 3, classCount: 3);
        var read = 0;

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var answer in DigitReader.Stream(SmallModels.Echo(), many, cancellation: stopping.Token))
            {
                Assert.Equal(3, answer.Scores.Length);
                read++;
                stopping.Cancel();
            }
        });

        Assert.InRange(read, 1, many.Count / 10);
    }

    [Fact]
    public void A_stream_and_a_list_of_answers_are_the_same()
    {
        var model = CreateModel(seed: 1);

        Assert.Equal(Numbers(DigitReader.Read(model, _data)), Numbers(DigitReader.Stream(model, _data)));
    }

    [Fact]
    public void Wrong_copies_are_refused_before_the_first_answer_is_taken() => Assert.Equal(
        "TestTimeAugmentationOutOfRange",
        Assert.Throws<MnistPSException>(() => DigitReader.Stream(CreateModel(seed: 1), _data, copies: 1001)).ErrorId);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Threads_that_predict_at_once_get_what_each_gets_alone(bool shareTheModel)
    {
        const int Threads = 6;
        DenseModel[] models = [.. Enumerable.Range(0, Threads).Select(seed => CreateModel(shareTheModel ? 1 : seed))];
        if (shareTheModel)
            Array.Fill(models, models[0]);
        float[][] expected = [.. models.Select(model => Numbers(DigitReader.Read(model, _data)))];
        var actual = new float[Threads][];
        Thread[] threads = [.. models.Select((model, i) => new Thread(() =>
        {
            for (var time = 0; time < 5; time++)
                actual[i] = Numbers(DigitReader.Read(model, _data, copies: time == 2 ? 1 : 0));
        }))];

        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void An_image_is_read_as_in_a_dataset_and_measured_as_read()
    {
        var model = CreateModel(seed: 3);
        var read = DigitReader.Read(model, _data).Select(answer => new DigitPrediction(answer).Digit).ToArray();

        for (var i = 0; i < _data.Count; i += 100)
            Assert.Equal(read[i], new DigitPrediction(DigitReader.Read(model, _data.GetImage(i))).Digit);
        Assert.Equal(
            read.Where((digit, i) => digit == _data.Labels.Span[i]).Count(), ModelEvaluation.Measure(model, _data).Correct);
    }

    private static float[] Numbers(IEnumerable<ModelAnswer> answers) => [.. answers.SelectMany(answer => answer.Scores)];

    private static DenseModel CreateModel(int seed) =>
        DenseModel.Create(784, [32], 10, ActivationCatalog.Get(ActivationKind.ReLU), seed: seed);
}

using MnistPS.Benchmarks.Workers;
using MnistPS.Torch;
using static TorchSharp.torch;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>
/// The loop that a TorchSharp tutorial shows: shuffled batches gathered, modules, autograd, optim.Adam, loss and accuracy
/// kept as it goes. A round is an epoch.
/// </summary>
internal static class PlainTraining
{
    private const double LearningRate = 0.001;

    /// <summary>Trains until there are no more rounds.</summary>
    internal static void Run(Workload workload, Rounds rounds)
    {
        TorchRuntime.EnsureLoaded();
        using var model = PlainNetwork.Create(workload);
        using var optimizer = optim.Adam(model.parameters(), LearningRate);
        var (images, labels) = Load(workload.Images);
        while (rounds.Next())
            RunEpoch(model, optimizer, images, labels, workload.BatchSize);
    }

    private static (Tensor Images, Tensor Labels) Load(int count)
    {
        var dataset = BenchmarkData.Train(count);
        return (PlainNetwork.Images(dataset), PlainNetwork.Labels(dataset));
    }

    private static (double Loss, double Accuracy) RunEpoch(
        nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, Tensor images, Tensor labels, int batchSize)
    {
        var (lossSum, right) = (0.0, 0L);
        using var order = randperm(images.shape[0]);
        for (var start = 0L; start < images.shape[0]; start += batchSize)
        {
            using var scope = NewDisposeScope();
            var indices = order.slice(0, start, start + batchSize, 1);
            var (x, y) = (images.index_select(0, indices), labels.index_select(0, indices));
            optimizer.zero_grad();
            var answers = model.forward(x);
            var loss = nn.functional.cross_entropy(answers, y);
            loss.backward();
            optimizer.step();
            lossSum += loss.item<float>() * x.shape[0];
            right += answers.argmax(1).eq(y).sum().item<long>();
        }

        return (lossSum / images.shape[0], (double)right / images.shape[0]);
    }
}

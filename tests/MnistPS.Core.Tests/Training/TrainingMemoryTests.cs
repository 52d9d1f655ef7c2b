using System.Runtime.CompilerServices;
using MnistPS.Data;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Metrics;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Prediction;
using MnistPS.Training;
using TorchSharp;

namespace MnistPS.Tests.Training;

public sealed class TrainingMemoryTests
{
    private const int Trainings = 10;
    private const int HiddenUnits = 64;
    private const int WeightBytes = ((784 * HiddenUnits) + (HiddenUnits * 10)) * sizeof(float);

    [Fact]
    public void Training_again_and_again_in_one_process_holds_no_more_memory()
    {
        var dataset = DrawnDataset.Draw(MnistSplits.Train, 300, seed: 1);

        // What is made once and kept on purpose is there after the first.
        Train(dataset);
        var before = Held();
        for (var i = 0; i < Trainings; i++)
            Train(dataset);
        var after = Held();

        Assert.True(after.Tensors <= before.Tensors, $"{after.Tensors} tensors are left, {before.Tensors} were there before.");
        Assert.True(
            after.Bytes - before.Bytes < WeightBytes,
            $"{after.Bytes - before.Bytes:N0} bytes more are held after {Trainings} trainings; the weights of one model take {WeightBytes:N0}.");
    }

    // Not inlined: nothing of it may live on in a register of the test.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Train(DigitDataset dataset)
    {
        var model = DenseModel.Create(784, [HiddenUnits], 10, ActivationCatalog.Get(ActivationKind.ReLU), seed: 1);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam());
        new Trainer(model, ModelSamples.Match(model, dataset), new TrainingOptions { Epochs = 2, Seed = 1 }).Run();
        ModelEvaluation.Measure(model, dataset);
    }

    private static (long Tensors, long Bytes) Held()
    {
        // Twice: what a finalizer lets go of is collected after it has run.
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return (torch.Tensor.TotalCount, GC.GetTotalMemory(forceFullCollection: true));
    }
}

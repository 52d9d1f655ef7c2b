using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Tests.Numerics;
using MnistPS.Training;

namespace MnistPS.Tests.Reference;

/// <summary>
/// The weights after an epoch of small batches, the last one smaller than the others, against the same training in
/// TorchSharp's autograd, to 1e-4.
/// </summary>
public sealed class AutogradEpochTests
{
    private const int Count = 165;
    private const int BatchSize = 20;
    private const double Tolerance = 1e-4;

    private static readonly Dictionary<string, Func<Optimizer>> s_optimizers = new()
    {
        ["SGD"] = () => new SGD { LearningRate = 0.1f },
        ["SGD with momentum"] = () => new SGD { LearningRate = 0.05f, Momentum = 0.9f },
        ["SGD with Nesterov"] = () => new SGD { LearningRate = 0.05f, Momentum = 0.9f, Nesterov = true },
        ["RMSprop"] = () => new RMSprop { LearningRate = 0.003f },
        ["RMSprop centered with momentum"] = () => new RMSprop { LearningRate = 0.003f, Rho = 0.8f, Momentum = 0.5f, Centered = true },
        ["Adagrad"] = () => new Adagrad { LearningRate = 0.05f },
        ["Adagrad from another sum"] = () => new Adagrad { LearningRate = 0.05f, InitialAccumulator = 0.5f },
        ["Adam"] = () => new Adam { LearningRate = 0.005f },
        ["Adam with AMSGrad"] = () => new Adam { LearningRate = 0.005f, Beta1 = 0.8f, Beta2 = 0.9f, AMSGrad = true },
        ["AdamW"] = () => new AdamW { LearningRate = 0.005f, WeightDecay = 0.1f },
        ["Nadam"] = () => new Nadam { LearningRate = 0.005f },
        ["Adamax"] = () => new Adamax { LearningRate = 0.005f },
        ["Lion"] = () => new Lion { LearningRate = 0.001f },
        ["SGD with weight decay"] = () => new SGD { LearningRate = 0.1f, WeightDecay = 0.1f },
        ["clipped by norm"] = () => new SGD { LearningRate = 0.5f, ClipNorm = 0.05f },
        ["clipped by global norm"] = () => new SGD { LearningRate = 0.5f, GlobalClipNorm = 0.1f },
        ["clipped by value"] = () => new SGD { LearningRate = 0.5f, ClipValue = 0.01f },
    };

    public static TheoryData<string> Networks => [.. ReferenceNetworks.Names];

    public static TheoryData<string> Optimizers => [.. s_optimizers.Keys];

    internal static Optimizer CreateOptimizer(string name) => s_optimizers[name]();

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_network(string network) => AssertSame(ReferenceNetworks.Create(network).Compiled());

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer(string optimizer) =>
        AssertSame(ReferenceNetworks.Create(ActivationKind.Tanh).Compiled(s_optimizers[optimizer]()));

    [Fact]
    public void Every_optimizer_is_among_them() => Assert.Equal(
        Enum.GetNames<OptimizerKind>().Order(),
        s_optimizers.Values.Select(create => create().GetType().Name).Distinct().Order());

    [Fact]
    public void Smoothed_labels() => AssertSame(
        ReferenceNetworks.Create(ActivationKind.ReLU).Compiled(losses: [new CategoricalCrossentropy { LabelSmoothing = 0.1f }]));

    [Fact]
    public void Two_outputs_with_a_loss_each() => AssertSame(ReferenceNetworks.Create("two outputs")
        .Compiled(new Adam { LearningRate = 0.002f }, new CategoricalCrossentropy(), new MeanSquaredError()));

    [Theory]
    [InlineData("dense relu softmax")]
    [InlineData("batch normalization")]
    [InlineData("two outputs")]
    public void Classes_that_count_differently(string network) => AssertSame(
        ReferenceNetworks.Create(network).Compiled(),
        new TrainingOptions { ClassWeights = new Dictionary<int, float> { [0] = 0, [2] = 3.5f } });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Any_number_of_threads(int threads) => AssertSame(
        ReferenceNetworks.Create("regularized").Compiled(), new TrainingOptions { ThreadCount = threads });

    [Fact]
    public void Dropout_and_noise_with_the_random_numbers_that_were_drawn()
    {
        var model = ReferenceNetworks.CreateWithChance().Compiled(new Adam { LearningRate = 0.005f });
        using var reference = new AutogradTraining(model);
        var gradients = model.Store.CreateGradients();
        var workspace = new ModelWorkspace(
            model, BatchSize, training: true, random: new RandomStream(3), gradients: gradients.ByParameter);
        for (var batch = 0; batch < 8; batch++)
        {
            workspace.Inputs[0].CopyFrom(MatrixText.Random(BatchSize, workspace.Inputs[0].Columns, seed: batch));
            var labels = Enumerable.Range(batch, BatchSize).Select(i => (long)(i * i % ReferenceNetworks.Classes)).ToArray();
            Batches.Backward(model, workspace, [labels]);
            model.Compilation!.Optimizer.Step(model.Store.Values, gradients.All, gradients.Each);
            reference.Learn([AutogradTraining.Wide(workspace.Inputs[0])], [labels], random: DrawnNumbers.Of(model, workspace));
        }

        AssertSame(reference, model);
    }

    private static void AssertSame(DenseModel model, TrainingOptions? options = null)
    {
        options = (options ?? new TrainingOptions { ThreadCount = 2 }) with { BatchSize = BatchSize, Shuffle = false };
        var samples = ReferenceNetworks.Samples(model, Count);
        using var reference = new AutogradTraining(model);
        var before = model.Parameters.First().Value.Span.ToArray();
        reference.RunEpoch(samples, BatchSize, options.ClassWeights);
        new Trainer(model, samples, options).Run();

        Assert.NotEqual(before, model.Parameters.First().Value.Span.ToArray());
        AssertSame(reference, model);
    }

    private static void AssertSame(AutogradTraining reference, DenseModel model)
    {
        foreach (var parameter in model.Parameters)
            MatrixText.AssertClose(reference.Values(parameter), parameter.Value.Span, Tolerance);
    }
}

using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Reference;

/// <summary>The gradients of a batch against those of TorchSharp's autograd, to 1e-5.</summary>
public sealed class AutogradGradientTests
{
    private const int Rows = 20;

    public static TheoryData<string> Networks => [.. ReferenceNetworks.Names];

    public static TheoryData<ActivationKind> Kinds => [.. Enum.GetValues<ActivationKind>()];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_layer(string network) => AssertSame(ReferenceNetworks.Create(network).Compiled());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_activation_of_a_hidden_layer(ActivationKind kind) => AssertSame(ReferenceNetworks.Create(kind).Compiled());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_activation_of_an_output(ActivationKind kind) => AssertSame(
        ReferenceNetworks.Create(ActivationKind.Tanh, kind).Compiled(losses: [new MeanSquaredError()]));

    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    public void Categorical_crossentropy_of_a_softmax(float smoothing) => AssertSame(
        ReferenceNetworks.Create(ActivationKind.ReLU).Compiled(losses: [new CategoricalCrossentropy { LabelSmoothing = smoothing }]));

    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    public void Categorical_crossentropy_of_logits(float smoothing) => AssertSame(
        ReferenceNetworks.Create(ActivationKind.ReLU, ActivationKind.Linear)
            .Compiled(losses: [new CategoricalCrossentropy { LabelSmoothing = smoothing, FromLogits = true }]));

    [Fact]
    public void Sparse_categorical_crossentropy()
    {
        AssertSame(ReferenceNetworks.Create(ActivationKind.ReLU).Compiled(losses: [new SparseCategoricalCrossentropy()]));
        AssertSame(ReferenceNetworks.Create(ActivationKind.ReLU, ActivationKind.Linear)
            .Compiled(losses: [new SparseCategoricalCrossentropy { FromLogits = true }]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2f)]
    public void Binary_crossentropy_of_a_sigmoid_of_a_softmax_and_of_logits(float smoothing)
    {
        AssertSame(ReferenceNetworks.Create(ActivationKind.ReLU, ActivationKind.Sigmoid)
            .Compiled(losses: [new BinaryCrossentropy { LabelSmoothing = smoothing }]));
        AssertSame(ReferenceNetworks.Create(ActivationKind.ReLU).Compiled(losses: [new BinaryCrossentropy { LabelSmoothing = smoothing }]));
        AssertSame(ReferenceNetworks.Create(ActivationKind.ReLU, ActivationKind.Linear)
            .Compiled(losses: [new BinaryCrossentropy { LabelSmoothing = smoothing, FromLogits = true }]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.3f)]
    public void Huber(float delta) => AssertSame(
        ReferenceNetworks.Create(ActivationKind.ReLU, ActivationKind.Linear).Compiled(losses: [new Huber { Delta = delta }]));

    [Fact]
    public void Dropout_and_noise_with_the_random_numbers_that_were_drawn() =>
        AssertSame(ReferenceNetworks.CreateWithChance().Compiled());

    private static void AssertSame(DenseModel model)
    {
        using var reference = new AutogradTraining(model);
        var gradients = model.Store.CreateGradients();
        var workspace = new ModelWorkspace(model, Rows, training: true, random: new RandomStream(3), gradients: gradients.ByParameter);
        for (var i = 0; i < workspace.Inputs.Count; i++)
            workspace.Inputs[i].CopyFrom(MatrixText.Random(Rows, workspace.Inputs[i].Columns, seed: i + 1));
        long[][] labels = [.. model.Outputs.Select((layer, i) => Labels(layer.OutputShape.Size, seed: i))];

        var loss = Batches.Backward(model, workspace, labels);
        var inputs = workspace.Inputs.Select(AutogradTraining.Wide).ToArray();
        var expected = reference.Backward(inputs, labels, random: DrawnNumbers.Of(model, workspace));

        var penalty = model.Parameters.Sum(parameter => parameter.Regularizer?.Penalty(parameter.Value.Span) ?? 0);
        Assert.Equal(expected, loss + penalty, 1e-5 * Math.Max(1, expected));
        foreach (var parameter in model.Parameters.Where(parameter => parameter.Trainable))
        {
            var gradient = gradients.ByParameter[parameter];
            parameter.Regularizer?.AddGradient(parameter.Value.Span, gradient.Span);
            MatrixText.AssertClose(reference.Gradient(parameter), gradient.Span, 1e-5);
        }
    }

    private static long[] Labels(int classes, int seed)
    {
        var random = new RandomStream(seed + 50);
        return [.. Enumerable.Range(0, Rows).Select(_ => (long)random.NextInt32(classes))];
    }
}

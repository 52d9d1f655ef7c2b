using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MnistPS.Torch;

/// <summary>The output of a layer, and what comes before its activation.</summary>
/// <param name="Output">y, of the layer's shape.</param>
/// <param name="PreActivation">z; the output itself where the layer has no activation.</param>
internal readonly record struct TorchOutput(Tensor Output, Tensor PreActivation);

/// <summary>The graph of a model in TorchSharp's functions, whose gradients autograd finds.</summary>
/// <param name="model">The model.</param>
/// <param name="parameters">Its parameters.</param>
internal sealed class TorchNetwork(DenseModel model, TorchParameters parameters)
{
    /// <summary>Computes the outputs, as while training.</summary>
    /// <param name="inputs">(batch, size) for each input.</param>
    /// <param name="draw">
    /// Draws the random numbers of a layer that needs some, of its output's shape: the factors of a dropout, or noise.
    /// </param>
    /// <returns>(batch, units) for each output.</returns>
    internal TorchOutput[] Forward(IReadOnlyList<Tensor> inputs, Func<Layer, Tensor> draw)
    {
        var outputs = new Dictionary<Layer, TorchOutput>();
        for (var i = 0; i < inputs.Count; i++)
            outputs[model.Inputs[i]] = Plain(Shaped(inputs[i], model.Inputs[i]));
        foreach (var layer in model.Layers.Where(layer => layer is not InputLayer))
        {
            Tensor[] read = [.. layer.Inbound.Select(inbound => outputs[inbound].Output)];
            var (output, preActivation) = Compute(layer, read, draw);
            outputs[layer] = new TorchOutput(Shaped(output, layer), preActivation);
        }

        return [.. model.Outputs.Select(layer =>
            new TorchOutput(outputs[layer].Output.flatten(1), outputs[layer].PreActivation.flatten(1)))];
    }

    /// <summary>The penalty on large weights: Σ (l1·Σ|w| + l2·Σw²); null without any.</summary>
    internal Tensor? Penalty()
    {
        Tensor? sum = null;
        foreach (var parameter in model.Parameters)
        {
            if (parameter.Regularizer is not { } regularizer)
                continue;
            var values = parameters[parameter];
            var penalty = (values.abs().sum() * (double)regularizer.L1) + (values.square().sum() * (double)regularizer.L2);
            sum = sum is null ? penalty : sum + penalty;
        }

        return sum;
    }

    private TorchOutput Compute(Layer layer, Tensor[] read, Func<Layer, Tensor> draw) => layer switch
    {
        DenseLayer dense => Activate(dense.Activation, Multiply(dense, read[0].flatten(1))),
        ActivationLayer activation => Activate(activation.Activation, read[0]),
        _ when layer.PassesInputOn(training: true) => Plain(read[0]),
        DropoutLayer => Plain(read[0] * draw(layer)),
        GaussianNoiseLayer => Plain(read[0] + draw(layer)),
        BatchNormalizationLayer normalization => Plain(Normalize(normalization, read[0])),
        RescalingLayer rescaling => Plain((read[0] * (double)rescaling.Scale) + (double)rescaling.Offset),
        FlattenLayer => Plain(read[0].flatten(1)),
        ConcatenateLayer => Plain(cat(read, -1)),
        AddLayer => Plain(read.Aggregate((sum, next) => sum + next)),
        _ => throw Unknown($"layers of the kind {layer.Kind}"),
    };

    // z = x·W + b.
    private Tensor Multiply(DenseLayer dense, Tensor input) => dense.Bias is null
        ? input.mm(parameters[dense.Kernel])
        : addmm(parameters[dense.Bias], input, parameters[dense.Kernel], beta: 1, alpha: 1);

    // γ·(x − μ)/√(σ² + ε) + β, with the batch's own mean and variance. PyTorch's has no answer for a batch of one, and moving
    // means of another divisor than Keras's.
    private Tensor Normalize(BatchNormalizationLayer layer, Tensor input)
    {
        var rows = input.reshape(-1, layer.OutputShape[^1]);
        var mean = rows.mean([0]);
        var difference = rows - mean;
        var variance = difference.square().mean([0]);
        using (no_grad())
        {
            Follow(parameters[layer.MovingMean], mean, layer.Options.Momentum);
            Follow(parameters[layer.MovingVariance], variance, layer.Options.Momentum);
        }

        var deviation = (variance + (double)layer.Options.Epsilon).sqrt();
        return (difference / deviation * parameters[layer.Gamma]) + parameters[layer.Beta];
    }

    private static void Follow(Tensor moving, Tensor batch, double momentum) =>
        moving.mul_(momentum).add_(batch * (1 - momentum));

    private static TorchOutput Activate(Activation activation, Tensor z) => new(
        activation switch
        {
            LinearActivation => z,
            SigmoidActivation => sigmoid(z),
            TanhActivation => tanh(z),
            ReLUActivation => F.relu(z),
            LeakyReLUActivation leaky => F.leaky_relu(z, leaky.NegativeSlope),
            ELUActivation elu => F.elu(z, (double)elu.Alpha),
            SELUActivation => F.selu(z),
            GELUActivation => F.gelu(z),
            SiLUActivation => F.silu(z),
            SoftplusActivation => F.softplus(z),
            SoftmaxActivation => F.softmax(z, -1),
            _ => throw Unknown($"the activation {activation.Name}"),
        },
        z);

    private static TorchOutput Plain(Tensor output) => new(output, output);

    private static Tensor Shaped(Tensor values, Layer layer) =>
        values.reshape([-1, .. layer.OutputShape.ToArray().Select(axis => (long)axis)]);

    private static MnistPSException Unknown(string what) => TorchEngine.Unsupported(what);
}

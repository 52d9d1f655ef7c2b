using MnistPS.Layers;
using MnistPS.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MnistPS.Tests.Reference;

/// <summary>
/// The network of a model once more, in TorchSharp's own functions and autograd and in double: what the engine's own
/// backward pass is held against.
/// </summary>
/// <remarks>Kernels are kept as PyTorch's Linear has them, (units, inputs): transposed.</remarks>
internal sealed class AutogradNetwork : IDisposable
{
    private readonly DenseModel _model;
    private readonly Dictionary<Parameter, Tensor> _parameters;

    /// <summary>Takes over the weights that the model has now.</summary>
    internal AutogradNetwork(DenseModel model)
    {
        _model = model;
        _parameters = model.Parameters.ToDictionary(parameter => parameter, Copy);
    }

    /// <summary>The parameters that are trained.</summary>
    internal IReadOnlyList<Tensor> Trainable =>
        [.. _parameters.Where(entry => entry.Key.Trainable).Select(entry => entry.Value)];

    public void Dispose()
    {
        foreach (var parameter in _parameters.Values)
            parameter.Dispose();
    }

    /// <summary>The values of a parameter, in the order of the engine.</summary>
    internal double[] Values(Parameter parameter) => Read(parameter, _parameters[parameter]);

    /// <summary>The gradient of a parameter, in the order of the engine.</summary>
    internal double[] Gradient(Parameter parameter) => Read(parameter, _parameters[parameter].grad!);

    /// <summary>Forgets the gradients of the last batch.</summary>
    internal void ResetGradients()
    {
        foreach (var parameter in Trainable)
            parameter.grad?.zero_();
    }

    /// <summary>Computes the outputs, as while training.</summary>
    /// <param name="inputs">(batch, size) for each input.</param>
    /// <param name="random">
    /// What layers that draw random numbers have drawn: the factors of a dropout, the noise; none are drawn here.
    /// </param>
    internal Tensor[] Forward(Tensor[] inputs, IReadOnlyDictionary<Layer, Tensor>? random = null)
    {
        var outputs = new Dictionary<Layer, Tensor>();
        for (var i = 0; i < inputs.Length; i++)
            outputs[_model.Inputs[i]] = Shaped(inputs[i], _model.Inputs[i]);
        foreach (var layer in _model.Layers.Where(layer => layer is not InputLayer))
        {
            var read = layer.Inbound.Select(inbound => outputs[inbound]).ToArray();
            outputs[layer] = Shaped(Compute(layer, read, random), layer);
        }

        return [.. _model.Outputs.Select(layer => outputs[layer].flatten(1))];
    }

    /// <summary>The penalty on large weights.</summary>
    internal Tensor Penalty()
    {
        var sum = zeros(1, dtype: ScalarType.Float64).sum();
        foreach (var (parameter, value) in _parameters)
        {
            if (parameter.Regularizer is { } regularizer)
                sum = sum + (value.abs().sum() * (double)regularizer.L1) + (value.square().sum() * (double)regularizer.L2);
        }

        return sum;
    }

    private Tensor Compute(Layer layer, Tensor[] read, IReadOnlyDictionary<Layer, Tensor>? random) => layer switch
    {
        DenseLayer dense => Activate(
            dense.Activation.Name,
            F.linear(read[0].flatten(1), _parameters[dense.Kernel], dense.Bias is null ? null : _parameters[dense.Bias])),
        ActivationLayer activation => Activate(activation.Activation.Name, read[0]),
        DropoutLayer { Rate: > 0 } => read[0] * random![layer],
        DropoutLayer => read[0],
        GaussianNoiseLayer => read[0] + random![layer],
        BatchNormalizationLayer normalization => Normalize(normalization, read[0]),
        RescalingLayer rescaling => (read[0] * (double)rescaling.Scale) + (double)rescaling.Offset,
        FlattenLayer => read[0].flatten(1),
        ConcatenateLayer => cat(read, -1),
        AddLayer => read.Aggregate((sum, next) => sum + next),
        _ => throw new NotSupportedException($"The reference has no layer {layer.Kind}."),
    };

    private Tensor Normalize(BatchNormalizationLayer layer, Tensor input)
    {
        var rows = input.reshape(-1, layer.OutputShape[^1]);
        using (no_grad())
        {
            Follow(_parameters[layer.MovingMean], rows.mean([0]), layer.Options.Momentum);
            Follow(_parameters[layer.MovingVariance], rows.var(0, unbiased: false), layer.Options.Momentum);
        }

        // Without moving statistics of its own, which PyTorch computes with another divisor than Keras.
        return F.batch_norm(
            rows,
            running_mean: null,
            running_var: null,
            weight: _parameters[layer.Gamma],
            bias: _parameters[layer.Beta],
            training: true,
            eps: layer.Options.Epsilon);
    }

    private static void Follow(Tensor moving, Tensor batch, double momentum) =>
        moving.mul_(momentum).add_(batch * (1 - momentum));

    private static Tensor Activate(string name, Tensor z) => name switch
    {
        "linear" => z,
        "sigmoid" => sigmoid(z),
        "tanh" => tanh(z),
        "relu" => F.relu(z),
        "leaky_relu" => F.leaky_relu(z, 0.2),
        "elu" => F.elu(z, 1.0),
        "selu" => F.selu(z),
        "gelu" => F.gelu(z),
        "silu" => F.silu(z),
        "softplus" => F.softplus(z),
        "softmax" => F.softmax(z, -1),
        _ => throw new NotSupportedException($"The reference has no activation {name}."),
    };

    private static Tensor Shaped(Tensor values, Layer layer) =>
        values.reshape([-1, .. layer.OutputShape.ToArray().Select(axis => (long)axis)]);

    private static Tensor Copy(Parameter parameter)
    {
        var values = tensor(parameter.Value.Span.ToArray(), [parameter.Rows, parameter.Columns]).to(ScalarType.Float64);
        var own = IsMatrix(parameter) ? values.t().clone() : values.flatten().clone();
        return own.requires_grad_(parameter.Trainable);
    }

    private static double[] Read(Parameter parameter, Tensor values) =>
        (IsMatrix(parameter) ? values.detach().t().contiguous() : values.detach()).data<double>().ToArray();

    private static bool IsMatrix(Parameter parameter) => parameter.Shape.ToArray().Length == 2;
}

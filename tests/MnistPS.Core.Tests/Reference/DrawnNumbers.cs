using MnistPS.Layers;
using MnistPS.Models;
using static TorchSharp.torch;

namespace MnistPS.Tests.Reference;

/// <summary>The random numbers that layers of a pass have drawn, told by what they read and put out.</summary>
internal static class DrawnNumbers
{
    internal static IReadOnlyDictionary<Layer, Tensor> Of(DenseModel model, ModelWorkspace workspace)
    {
        var random = new Dictionary<Layer, Tensor>();
        foreach (var layer in model.Layers.Where(layer => !layer.PassesInputOn(training: true)))
        {
            if (layer is DropoutLayer { Rate: var rate })
                random[layer] = Output(workspace, layer).ne(0).to(ScalarType.Float64) / (1 - (double)rate);
            else if (layer is GaussianNoiseLayer)
                random[layer] = Output(workspace, layer) - Output(workspace, layer.Inbound[0]);
        }

        return random;
    }

    private static Tensor Output(ModelWorkspace workspace, Layer layer) => AutogradTraining.Wide(workspace[layer].Output);
}

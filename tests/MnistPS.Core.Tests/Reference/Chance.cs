using MnistPS.Layers;
using MnistPS.Models;
using static TorchSharp.torch;

namespace MnistPS.Tests.Reference;

/// <summary>The random numbers that layers of a pass have drawn, told by what they read and put out.</summary>
internal static class Chance
{
    internal static IReadOnlyDictionary<Layer, Tensor> Of(DenseModel model, ModelPass pass)
    {
        var chance = new Dictionary<Layer, Tensor>();
        foreach (var layer in model.Layers.Where(layer => !layer.PassesInputOn(training: true)))
        {
            if (layer is DropoutLayer { Rate: var rate })
                chance[layer] = Output(pass, layer).ne(0).to(ScalarType.Float64) / (1 - (double)rate);
            else if (layer is GaussianNoiseLayer)
                chance[layer] = Output(pass, layer) - Output(pass, layer.Inbound[0]);
        }

        return chance;
    }

    private static Tensor Output(ModelPass pass, Layer layer) => AutogradTraining.Wide(pass[layer].Output);
}

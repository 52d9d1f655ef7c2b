using MnistPS.Data;
using MnistPS.Explanation;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;

namespace MnistPS.Tests;

/// <summary>Models so small that all they compute can be written down.</summary>
internal static class SmallModels
{
    /// <summary>A model whose answers are the three pixels of the image, divided by 255.</summary>
    internal static DenseModel Echo(int? topK = null)
    {
        var input = new InputLayer(new Shape(3), "pixels");
        var model = new DenseModel([new DenseLayer(input, 3, new DenseOptions { UseBias = false }, "echo")], "echo", seed: 1);
        ModelWeights.Write(model, "echo", "kernel", new[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } });
        if (topK is not null)
            model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam()) { TopK = topK };
        return model;
    }

    /// <summary>A model whose output is the pixels of the image, divided by 255, times a factor, and what ends it.</summary>
    /// <param name="units">Pixels of an image.</param>
    /// <param name="factor">What a pixel of 255 gives before the activation.</param>
    /// <param name="activation">The activation of the output.</param>
    /// <param name="loss">The loss; null for a model that is not compiled.</param>
    internal static DenseModel Scaled(int units, float factor, Activation activation, Loss? loss)
    {
        var options = new DenseOptions { UseBias = false, Activation = activation };
        var output = new DenseLayer(new InputLayer(new Shape(units)), units, options, "scaled");
        var model = new DenseModel([output], "scaled", seed: 1);
        output.Kernel.Value.Span.Clear();
        for (var unit = 0; unit < units; unit++)
            output.Kernel.Value.Row(unit)[unit] = factor;
        if (loss is not null)
            model.Compilation = new Compilation(model, [loss], new Adam());
        return model;
    }

    /// <summary>
    /// What the echo answers to these four images: 0 rightly at 0.8; 0 instead of 2 at 0.8; 1 rightly at 0.6; 1 rightly at 1.
    /// </summary>
    internal static DigitDataset FourImages(int classCount = 3) => new(
        new byte[]
        {
            204, 51, 0,
            204, 0, 51,
            0, 153, 102,
            0, 255, 0,
        },
        new byte[] { 0, 2, 1, 1 },
        height: 1,
        width: 3,
        classCount);

    /// <summary>2 inputs → relu(x·W + b) → x·[2, 7] + 1.</summary>
    internal static DenseModel TwoLayers()
    {
        var input = new InputLayer(new Shape(2), "x");
        var hidden = new DenseLayer(
            input, 2, new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.ReLU) }, "hidden");
        var model = new DenseModel([new DenseLayer(hidden, 1, name: "y")], seed: 1);
        ModelWeights.Write(model, "hidden", "kernel", new[,] { { 1, -1 }, { 2, 0.5 } });
        ModelWeights.Write(model, "hidden", "bias", new[] { 0.5, -3 });
        ModelWeights.Write(model, "y", "kernel", new object[] { new[] { 2 }, new[] { 7 } });
        ModelWeights.Write(model, "y", "bias", 1);
        return model;
    }
}

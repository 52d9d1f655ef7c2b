using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Tests.Layers;

/// <summary>
/// Runs one layer on given numbers, and tells the gradient by them: each input is the kernel of a dense layer that reads
/// the rows of an identity matrix, so that its output is the kernel, and the kernel's gradient that by its output.
/// </summary>
internal sealed class LayerProbe
{
    private readonly DenseLayer[] _sources;
    private readonly ModelWorkspace _workspace;
    private readonly GradientBuffer _gradients;

    internal LayerProbe(Func<Layer, Layer> create, Matrix input, bool training = true, long seed = 1)
        : this(inbound => create(inbound[0]), [input], training, seed)
    {
    }

    internal LayerProbe(Func<Layer[], Layer> create, Matrix[] inputs, bool training = true, long seed = 1)
    {
        var rows = inputs[0].Rows;
        _sources = [.. inputs.Select(input => new DenseLayer(
            new InputLayer(new Shape(rows)), input.Columns, new DenseOptions { UseBias = false }))];
        Layer = create([.. _sources]);
        Model = new DenseModel([Layer], seed: 1);
        _gradients = Model.Store.CreateGradients();
        _workspace = new ModelWorkspace(
            Model, rows, training, random: new RandomStream(seed), gradients: _gradients.ByParameter);
        for (var i = 0; i < inputs.Length; i++)
        {
            _sources[i].Kernel.Value.CopyFrom(inputs[i]);
            for (var row = 0; row < rows; row++)
                _workspace.Inputs[i].Row(row)[row] = 1;
        }
    }

    internal Layer Layer { get; }

    internal DenseModel Model { get; }

    internal Matrix GradientOf(Parameter parameter) => _gradients.ByParameter[parameter];

    internal Matrix Forward()
    {
        _workspace.Forward();
        return _workspace.Outputs[0].Output;
    }

    /// <summary>Goes back with a gradient by the output.</summary>
    /// <returns>The gradients by the inputs.</returns>
    internal Matrix[] Backward(Matrix gradient)
    {
        _workspace.ResetGradients();
        _workspace.Outputs[0].ReceiveGradient(gradient);
        _workspace.Backward();
        return [.. _sources.Select(source => GradientOf(source.Kernel))];
    }
}

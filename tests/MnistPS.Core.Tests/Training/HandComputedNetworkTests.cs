using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;

namespace MnistPS.Tests.Training;

/// <summary>
/// A network of 3 inputs, 4 hidden units with ReLU and 2 probabilities, worked out by hand for one sample.
/// x = (0.5, −1, 2), the right answer is class 1, SGD with a rate of 0.1.
/// </summary>
public sealed class HandComputedNetworkTests
{
    private const double Tolerance = 1e-6;

    private readonly DenseLayer _hidden;
    private readonly DenseLayer _output;
    private readonly DenseModel _model;
    private readonly GradientBuffer _gradients;

    public HandComputedNetworkTests()
    {
        var input = new InputLayer(new Shape(3));
        _hidden = new DenseLayer(input, 4, new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.ReLU) });
        _output = new DenseLayer(_hidden, 2, new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax) });
        _model = new DenseModel([input], [_output]);
        Set(_hidden.Kernel, 0.1f, -0.2f, 0.3f, 0.4f, 0.5f, 0.6f, -0.7f, 0.8f, -0.9f, 1f, 0.2f, -0.3f);
        Set(_hidden.Bias!, 0.05f, -0.05f, 0.1f, 0f);
        Set(_output.Kernel, 0.2f, -0.4f, 0.6f, 0.8f, -1f, 0.3f, 0.5f, -0.7f);
        Set(_output.Bias!, 0.1f, -0.1f);
        _gradients = _model.Store.CreateGradients();
    }

    [Fact]
    public void Forward_gives_the_values_worked_out_by_hand()
    {
        var workspace = Forward(rows: 1);

        // z₁ = x·W₁ + b₁, for instance 0.5·0.1 + (−1)·0.5 + 2·(−0.9) + 0.05 = −2.2.
        AssertClose([-2.2, 1.25, 1.35, -1.2], workspace[_hidden].PreActivation);
        AssertClose([0, 1.25, 1.35, 0], workspace[_hidden].Output);
        AssertClose([-0.5, 1.305], workspace[_output].PreActivation);
        AssertClose([0.141243507445075, 0.858756492554925], workspace[_output].Output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)] // More rows than the plain loops take: vectors do the products.
    public void Backward_gives_the_loss_and_the_gradients_worked_out_by_hand(int rows)
    {
        var workspace = Forward(rows);
        var loss = Backward(workspace);

        // −ln 0.858756…
        Assert.Equal(0.152269875002630, loss, Tolerance);
        AssertClose([0.141243507445075, -0.141243507445075], Gradient(_output.Bias!));
        AssertClose(
            [0, 0, 0.176554384306344, -0.176554384306344, 0.190678735050851, -0.190678735050851, 0, 0],
            Gradient(_output.Kernel));
        AssertClose([0, -0.028248701489015, -0.183616559678597, 0], Gradient(_hidden.Bias!));
        AssertClose(
            [
                0, -0.014124350744508, -0.091808279839299, 0,
                0, 0.028248701489015, 0.183616559678597, 0,
                0, -0.056497402978030, -0.367233119357195, 0,
            ],
            Gradient(_hidden.Kernel));
    }

    [Fact]
    public void A_step_of_gradient_descent_gives_the_weights_worked_out_by_hand()
    {
        var workspace = Forward(rows: 1);
        Backward(workspace);
        new SGD { LearningRate = 0.1f }.Step(_model.Store.Values, _gradients.All);

        AssertClose(
            [0.1, -0.198587564925549, 0.309180827983930, 0.4, 0.5, 0.597175129851098, -0.718361655967860, 0.8, -0.9, 1.005649740297803, 0.236723311935719, -0.3],
            _hidden.Kernel.Value);
        AssertClose([0.05, -0.047175129851098, 0.118361655967860, 0], _hidden.Bias!.Value);
        AssertClose(
            [0.2, -0.4, 0.582344561569366, 0.817655438430634, -1.019067873505085, 0.319067873505085, 0.5, -0.7],
            _output.Kernel.Value);
        AssertClose([0.085875649255493, -0.085875649255493], _output.Bias!.Value);
    }

    private Matrix Gradient(Parameter parameter) => _gradients.ByParameter[parameter];

    private ModelWorkspace Forward(int rows)
    {
        var workspace = new ModelWorkspace(_model, rows, training: true, keepPreActivations: true, gradients: _gradients.ByParameter);
        for (var row = 0; row < rows; row++)
            new[] { 0.5f, -1f, 2f }.CopyTo(workspace.Inputs[0].Row(row));
        workspace.Forward();
        return workspace;
    }

    private static double Backward(ModelWorkspace workspace)
    {
        var targets = new Matrix(workspace.Rows, 2);
        for (var row = 0; row < workspace.Rows; row++)
            targets.Row(row)[1] = 1;
        workspace.ResetGradients();
        var loss = new OutputLoss(new CategoricalCrossentropy(), workspace.Outputs[0].Layer);
        var sum = loss.EvaluateWithGradient(workspace.Outputs[0], targets);
        workspace.Backward();
        return sum / workspace.Rows;
    }

    private static void Set(Parameter parameter, params float[] values) => values.CopyTo(parameter.Value.Span);

    private static void AssertClose(double[] expected, Matrix actual)
    {
        Assert.Equal(expected.Length, actual.Rows == 8 ? actual.Columns : actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.Span[i], Tolerance);
    }
}

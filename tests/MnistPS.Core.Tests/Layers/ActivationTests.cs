using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Numerics;
using MnistPS.Settings;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Layers;

/// <summary>Each activation against its formula in double, and its slope against differences of that formula.</summary>
public class ActivationTests
{
    // More numbers than any vector has, and not a multiple of it.
    private static readonly float[] s_inputs = [.. Enumerable.Range(-60, 121).Select(i => i * 0.1f + 0.013f)];

    private static readonly Dictionary<ActivationKind, Func<double, double>> s_formulas = new()
    {
        [ActivationKind.Linear] = z => z,
        [ActivationKind.Sigmoid] = z => 1 / (1 + Math.Exp(-z)),
        [ActivationKind.Tanh] = Math.Tanh,
        [ActivationKind.ReLU] = z => Math.Max(0, z),
        [ActivationKind.LeakyReLU] = z => z > 0 ? z : 0.2 * z,
        [ActivationKind.ELU] = z => z > 0 ? z : Math.Exp(z) - 1,
        [ActivationKind.SELU] = z => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * (Math.Exp(z) - 1)),
        [ActivationKind.GELU] = z => z * NormalDistribution(z),
        [ActivationKind.SiLU] = z => z / (1 + Math.Exp(-z)),
        [ActivationKind.Softplus] = z => Math.Log(1 + Math.Exp(z)),
    };

    public static TheoryData<ActivationKind> Elementwise => [.. s_formulas.Keys];

    [Fact]
    public void Every_activation_is_tested() =>
        Assert.Equal(Enum.GetValues<ActivationKind>().Where(kind => kind != ActivationKind.Softmax).Order(), s_formulas.Keys.Order());

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void The_output_follows_the_formula(ActivationKind kind)
    {
        var z = MatrixText.Of(s_inputs);
        var y = new Matrix(1, z.Columns);
        ActivationCatalog.Get(kind).Forward(z, y);
        MatrixText.AssertClose(s_inputs.Select(x => s_formulas[kind](x)).ToArray(), y.Span);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void The_output_may_replace_the_input(ActivationKind kind)
    {
        var z = MatrixText.Of(s_inputs);
        ActivationCatalog.Get(kind).Forward(z, z);
        MatrixText.AssertClose(s_inputs.Select(x => s_formulas[kind](x)).ToArray(), z.Span);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void The_gradient_is_the_slope_of_the_formula(ActivationKind kind)
    {
        const double step = 1e-5;
        var activation = ActivationCatalog.Get(kind);
        var z = MatrixText.Of(s_inputs);
        var y = activation.NeedsPreActivation ? new Matrix(1, z.Columns) : z;
        activation.Forward(z, y);
        var gradient = new Matrix(1, z.Columns);
        gradient.Span.Fill(2);
        activation.Backward(z, y, gradient);

        var formula = s_formulas[kind];
        MatrixText.AssertClose(
            s_inputs.Select(x => 2 * (formula(x + step) - formula(x - step)) / (2 * step)).ToArray(), gradient.Span, 2e-5);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Large_inputs_give_finite_outputs_and_gradients(ActivationKind kind)
    {
        var activation = ActivationCatalog.Get(kind);
        var z = MatrixText.Of([-1000, -100, 0, 100, 1000]);
        var y = new Matrix(1, z.Columns);
        activation.Forward(z, y);
        var gradient = new Matrix(1, z.Columns);
        gradient.Span.Fill(1);
        activation.Backward(z, y, gradient);
        Assert.All(y.Span.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.All(gradient.Span.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Softmax_gives_shares_of_exponentials()
    {
        var z = MatrixText.Of([1, 2, 3], [1000, 0, -1000]);
        var y = new Matrix(2, 3);
        ActivationCatalog.Get(ActivationKind.Softmax).Forward(z, y);
        var total = Math.Exp(1) + Math.Exp(2) + Math.Exp(3);
        MatrixText.AssertClose([Math.Exp(1) / total, Math.Exp(2) / total, Math.Exp(3) / total, 1, 0, 0], y.Span, 1e-6);
    }

    [Fact]
    public void The_gradient_of_softmax_is_that_of_the_shares()
    {
        // y·(dy − Σ dy·y) with y = (0.2, 0.3, 0.5), dy = (1, −2, 4): Σ = 1.6.
        var z = MatrixText.Of([MathF.Log(2), MathF.Log(3), MathF.Log(5)]);
        var y = new Matrix(1, 3);
        var softmax = ActivationCatalog.Get(ActivationKind.Softmax);
        softmax.Forward(z, y);
        var gradient = MatrixText.Of([1, -2, 4]);
        softmax.Backward(z, y, gradient);
        MatrixText.AssertClose([0.2 * (1 - 1.6), 0.3 * (-2 - 1.6), 0.5 * (4 - 1.6)], gradient.Span);
    }

    [Theory]
    [InlineData(ActivationKind.LeakyReLU, "leaky_relu")]
    [InlineData(ActivationKind.ELU, "elu")]
    [InlineData(ActivationKind.SELU, "selu")]
    [InlineData(ActivationKind.GELU, "gelu")]
    [InlineData(ActivationKind.SiLU, "silu")]
    [InlineData(ActivationKind.Softplus, "softplus")]
    public void Names_are_those_of_Keras(ActivationKind kind, string name) =>
        Assert.Same(ActivationCatalog.Get(kind), ActivationCatalog.Get(name));

    [Theory]
    [InlineData(ActivationKind.LeakyReLU, "NegativeSlope", 0.5f, "leaky_relu(0.5)")]
    [InlineData(ActivationKind.LeakyReLU, "NegativeSlope", 2, "leaky_relu(2)")]
    [InlineData(ActivationKind.LeakyReLU, "NegativeSlope", 0.2f, "leaky_relu")]
    [InlineData(ActivationKind.ELU, "Alpha", 0.25f, "elu(0.25)")]
    public void A_slope_below_zero_that_is_given_is_computed_with_and_saved(ActivationKind kind, string name, float value, string text)
    {
        var activation = Catalog<Activation>.Create(kind, new Dictionary<string, object?> { [name] = value });
        Assert.Equal(text, activation.ToString());
        foreach (var same in new[] { activation, ActivationCatalog.Get(text) })
        {
            var z = MatrixText.Of([-2, 3]);
            same.Forward(z, z);
            MatrixText.AssertClose([kind == ActivationKind.ELU ? value * (Math.Exp(-2) - 1) : value * -2, 3], z.Span);
            var gradient = MatrixText.Of([1, 1]);
            same.Backward(z, z, gradient);
            MatrixText.AssertClose([kind == ActivationKind.ELU ? value * Math.Exp(-2) : value, 1], gradient.Span);
        }
    }

    [Theory]
    [InlineData(ActivationKind.ReLU, "NegativeSlope", "ActivationParameterNotApplicable")]
    [InlineData(ActivationKind.LeakyReLU, "Alpha", "ActivationParameterNotApplicable")]
    [InlineData(ActivationKind.ELU, "Alpha", "ActivationSettingOutOfRange")]
    public void A_setting_that_does_not_fit_is_refused(ActivationKind kind, string name, string id) => Assert.Equal(
        id,
        Assert.Throws<MnistPSException>(
            () => Catalog<Activation>.Create(kind, new Dictionary<string, object?> { [name] = -1f })).ErrorId);

    [Theory]
    [InlineData("leaky_relu(x)")]
    [InlineData("leaky_relu(1, 2)")]
    [InlineData("leaky_relu()")]
    [InlineData("relu(1)")]
    public void A_text_of_no_activation_is_refused(string text) =>
        Assert.Equal("ActivationUnknown", Assert.Throws<MnistPSException>(() => ActivationCatalog.Get(text)).ErrorId);

    [Fact]
    public void An_unknown_name_is_refused_with_the_names_that_there_are()
    {
        var error = Assert.Throws<MnistPSException>(() => ActivationCatalog.Get("rulu"));
        Assert.Equal("ActivationUnknown", error.ErrorId);
        Assert.Contains("relu", error.Message, StringComparison.Ordinal);
    }

    // Φ by Simpson's rule over the density from 0 to z.
    private static double NormalDistribution(double z)
    {
        const int intervals = 2000;
        double Density(double t) => Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI);
        var h = z / intervals;
        var sum = Density(0) + Density(z);
        for (var i = 1; i < intervals; i++)
            sum += Density(i * h) * (i % 2 == 0 ? 2 : 4);
        return 0.5 + (sum * h / 3);
    }
}

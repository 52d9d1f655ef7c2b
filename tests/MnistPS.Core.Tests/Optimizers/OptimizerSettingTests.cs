using System.Text.Json;
using MnistPS.Optimizers;
using MnistPS.Settings;

namespace MnistPS.Tests.Optimizers;

public class OptimizerSettingTests
{
    public static TheoryData<OptimizerKind> Kinds => [.. Enum.GetValues<OptimizerKind>()];

    [Fact]
    public void Every_optimizer_has_a_kind_and_every_kind_an_optimizer() =>
        Assert.Equal(Enum.GetNames<OptimizerKind>().Order(), Catalog<Optimizer>.All.Select(optimizer => optimizer.GetType().Name).Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_optimizer_is_made_again_of_what_it_saves(OptimizerKind kind)
    {
        var saved = Catalog<Optimizer>.Create(kind, new Dictionary<string, object?>
        {
            ["LearningRate"] = 0.125f,
            ["WeightDecay"] = 0.25f,
            ["ClipNorm"] = 2f,
        });
        var settings = JsonFields.Parse(JsonSerializer.Serialize(saved.GetConfiguration()), "the settings");
        var restored = Catalog<Optimizer>.Restore(saved.Name, settings);
        Assert.Equal(saved.GetType(), restored.GetType());
        Assert.Equal(saved.GetConfiguration(), restored.GetConfiguration());
        Assert.Equal((0.125f, 0.25f, 2f), (restored.LearningRate, restored.WeightDecay, restored.ClipNorm!.Value));
    }

    [Theory]
    [InlineData(OptimizerKind.SGD, 0.01f, 0f)]
    [InlineData(OptimizerKind.Adam, 0.001f, 0f)]
    [InlineData(OptimizerKind.AdamW, 0.001f, 0.004f)]
    [InlineData(OptimizerKind.Nadam, 0.001f, 0f)]
    [InlineData(OptimizerKind.Adamax, 0.001f, 0f)]
    [InlineData(OptimizerKind.RMSprop, 0.001f, 0f)]
    [InlineData(OptimizerKind.Adagrad, 0.001f, 0f)]
    [InlineData(OptimizerKind.Lion, 0.001f, 0f)]
    public void Defaults_are_those_of_Keras(OptimizerKind kind, float rate, float decay)
    {
        var optimizer = Catalog<Optimizer>.Create(kind);
        Assert.Equal((rate, decay), (optimizer.LearningRate, optimizer.WeightDecay));
        Assert.Equal(((float?)null, (float?)null, (float?)null), (optimizer.ClipNorm, optimizer.GlobalClipNorm, optimizer.ClipValue));
        Assert.Equal(kind is OptimizerKind.SGD or OptimizerKind.Lion ? null : 1e-7f, (optimizer as AdaptiveOptimizer)?.Epsilon);
    }

    [Fact]
    public void A_setting_that_the_optimizer_does_not_have_is_refused_with_those_that_it_has()
    {
        var error = Assert.Throws<MnistPSException>(() => Create(OptimizerKind.Adam, "Momentum", 0.9f));
        Assert.Equal("OptimizerParameterNotApplicable", error.ErrorId);
        Assert.Equal(
            "Momentum is no setting of the optimizer Adam. Its settings are: AMSGrad, Beta1, Beta2, Epsilon, LearningRate, "
            + "WeightDecay, ClipNorm, GlobalClipNorm, ClipValue.",
            error.Message);
    }

    [Theory]
    [InlineData(OptimizerKind.SGD, "LearningRate", 0)]
    [InlineData(OptimizerKind.SGD, "LearningRate", float.NaN)]
    [InlineData(OptimizerKind.SGD, "LearningRate", float.PositiveInfinity)]
    [InlineData(OptimizerKind.SGD, "Momentum", 1)]
    [InlineData(OptimizerKind.RMSprop, "Rho", -0.1f)]
    [InlineData(OptimizerKind.Adam, "Beta1", 1)]
    [InlineData(OptimizerKind.Adam, "Epsilon", 0)]
    [InlineData(OptimizerKind.Adamax, "Epsilon", -1e-7f)]
    [InlineData(OptimizerKind.Lion, "Beta1", 0)]
    [InlineData(OptimizerKind.Lion, "Beta2", 1.5f)]
    [InlineData(OptimizerKind.Adagrad, "InitialAccumulator", -1)]
    [InlineData(OptimizerKind.AdamW, "WeightDecay", -1)]
    [InlineData(OptimizerKind.Nadam, "GlobalClipNorm", 0)]
    public void Settings_out_of_range_are_refused_by_name_with_the_range(OptimizerKind kind, string name, float value)
    {
        var error = Assert.Throws<MnistPSException>(() => Create(kind, name, value));
        Assert.Equal("OptimizerSettingOutOfRange", error.ErrorId);
        var range = SettingList.Of(Catalog<Optimizer>.Get(kind).GetType()).All.Single(setting => setting.Name == name).Range;
        Assert.StartsWith($"{name} of the optimizer must be {range}; ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.RMSprop)]
    public void Epsilon_changes_the_step(OptimizerKind kind)
    {
        var (weights, gradients) = (new MnistPS.Numerics.Matrix(1, 16), new MnistPS.Numerics.Matrix(1, 16));
        gradients.Span.Fill(1);
        Create(kind, "Epsilon", 100).Step(weights, gradients);
        Assert.All(weights.Span.ToArray(), weight => Assert.InRange(weight, -1.1e-4f, -1e-7f));
    }

    private static Optimizer Create(OptimizerKind kind, string name, float value) =>
        Catalog<Optimizer>.Create(kind, new Dictionary<string, object?> { [name] = value });
}

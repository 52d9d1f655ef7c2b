using MnistPS.Optimizers;

namespace MnistPS.Tests.Optimizers;

public class OptimizerCatalogTests
{
    public static TheoryData<OptimizerKind> Kinds => [.. Enum.GetValues<OptimizerKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_optimizer_is_made_and_found_by_its_name(OptimizerKind kind) =>
        Assert.Equal(kind, OptimizerCatalog.Find(OptimizerCatalog.Create(kind).Name));

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
        var optimizer = OptimizerCatalog.Create(kind);
        Assert.Equal((rate, decay), (optimizer.LearningRate, optimizer.WeightDecay));
        Assert.Null(optimizer.Clipping);
    }

    [Fact]
    public void A_setting_that_the_optimizer_does_not_have_is_refused_with_those_that_it_has()
    {
        var error = Assert.Throws<MnistPSException>(
            () => OptimizerCatalog.Create(OptimizerKind.Adam, new OptimizerSettings { Momentum = 0.9f }));
        Assert.Equal("OptimizerParameterNotApplicable", error.ErrorId);
        Assert.Equal(
            "Momentum is no setting of the optimizer Adam. Its settings are: Beta1, Beta2, AMSGrad, LearningRate, "
            + "WeightDecay, ClipNorm, GlobalClipNorm, ClipValue.",
            error.Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_allowed_setting_is_one_of_the_settings(OptimizerKind kind) => Assert.All(
        OptimizerCatalog.AllowedSettings(kind), name => Assert.NotNull(typeof(OptimizerSettings).GetProperty(name)));

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        AssertRefused("LearningRate", OptimizerKind.SGD, new OptimizerSettings { LearningRate = 0 });
        AssertRefused("LearningRate", OptimizerKind.SGD, new OptimizerSettings { LearningRate = float.NaN });
        AssertRefused("Momentum", OptimizerKind.SGD, new OptimizerSettings { Momentum = 1 });
        AssertRefused("Rho", OptimizerKind.RMSprop, new OptimizerSettings { Rho = -0.1f });
        AssertRefused("Beta1", OptimizerKind.Adam, new OptimizerSettings { Beta1 = 1 });
        AssertRefused("Beta2", OptimizerKind.Lion, new OptimizerSettings { Beta2 = 1.5f });
        AssertRefused("InitialAccumulator", OptimizerKind.Adagrad, new OptimizerSettings { InitialAccumulator = -1 });
        AssertRefused("WeightDecay", OptimizerKind.AdamW, new OptimizerSettings { WeightDecay = -1 });
    }

    private static void AssertRefused(string name, OptimizerKind kind, OptimizerSettings settings)
    {
        var error = Assert.Throws<MnistPSException>(() => OptimizerCatalog.Create(kind, settings));
        Assert.Equal("OptimizerSettingOutOfRange", error.ErrorId);
        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
    }
}

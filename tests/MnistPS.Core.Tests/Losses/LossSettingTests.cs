using System.Text.Json;
using MnistPS.Losses;
using MnistPS.Settings;

namespace MnistPS.Tests.Losses;

public class LossSettingTests
{
    public static TheoryData<LossKind> Kinds => [.. Enum.GetValues<LossKind>()];

    [Fact]
    public void Every_loss_has_a_kind_and_every_kind_a_loss() =>
        Assert.Equal(Enum.GetNames<LossKind>().Order(), Catalog<Loss>.All.Select(loss => loss.GetType().Name).Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_loss_is_made_again_of_what_it_saves(LossKind kind)
    {
        var saved = Catalog<Loss>.Create(kind);
        var settings = JsonFields.Parse(JsonSerializer.Serialize(saved.GetConfiguration()), "the settings");
        Assert.Equal(saved.GetType(), Catalog<Loss>.Restore(saved.Name, settings).GetType());
    }

    [Theory]
    [InlineData(LossKind.Huber, "LabelSmoothing", "Delta")]
    [InlineData(LossKind.SparseCategoricalCrossentropy, "LabelSmoothing", "FromLogits")]
    [InlineData(LossKind.MeanSquaredError, "FromLogits", "none")]
    [InlineData(LossKind.CategoricalCrossentropy, "Delta", "LabelSmoothing, FromLogits")]
    public void A_setting_that_the_loss_does_not_have_is_refused_with_those_that_it_has(LossKind kind, string name, string own)
    {
        var error = Assert.Throws<MnistPSException>(
            () => Catalog<Loss>.Create(kind, new Dictionary<string, object?> { [name] = 0.1f }));
        Assert.Equal("LossParameterNotApplicable", error.ErrorId);
        Assert.Equal($"{name} is no setting of the loss {kind}. Its settings are: {own}.", error.Message);
    }

    [Fact]
    public void Settings_arrive()
    {
        var given = new Dictionary<string, object?> { ["LabelSmoothing"] = 0.25f, ["FromLogits"] = true };
        var loss = Assert.IsType<BinaryCrossentropy>(Catalog<Loss>.Create(LossKind.BinaryCrossentropy, given));
        Assert.Equal((0.25f, true), (loss.LabelSmoothing, loss.FromLogits));
    }

    [Theory]
    [InlineData(LossKind.CategoricalCrossentropy, "LabelSmoothing", 1, "LabelSmoothingOutOfRange")]
    [InlineData(LossKind.BinaryCrossentropy, "LabelSmoothing", -0.1f, "LabelSmoothingOutOfRange")]
    [InlineData(LossKind.Huber, "Delta", 0, "HuberDeltaOutOfRange")]
    public void Settings_out_of_range_are_refused(LossKind kind, string name, float value, string id) => Assert.Equal(
        id,
        Assert.Throws<MnistPSException>(
            () => Catalog<Loss>.Create(kind, new Dictionary<string, object?> { [name] = value })).ErrorId);
}

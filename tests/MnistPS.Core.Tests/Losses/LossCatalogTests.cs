using MnistPS.Losses;

namespace MnistPS.Tests.Losses;

public class LossCatalogTests
{
    public static TheoryData<LossKind> Kinds => [.. Enum.GetValues<LossKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_loss_is_made_and_found_by_its_name(LossKind kind) =>
        Assert.Equal(kind, LossCatalog.Find(LossCatalog.Create(kind).Name));

    [Fact]
    public void A_setting_that_the_loss_does_not_have_is_refused_with_those_that_it_has()
    {
        var error = Assert.Throws<MnistPSException>(
            () => LossCatalog.Create(LossKind.Huber, new LossSettings { LabelSmoothing = 0.1f }));
        Assert.Equal("LossParameterNotApplicable", error.ErrorId);
        Assert.Equal("LabelSmoothing is no setting of the loss Huber. Its settings are: Delta.", error.Message);
    }

    [Fact]
    public void Settings_arrive()
    {
        var settings = new LossSettings { LabelSmoothing = 0.25f, FromLogits = true };
        var loss = Assert.IsType<BinaryCrossentropy>(LossCatalog.Create(LossKind.BinaryCrossentropy, settings));
        Assert.Equal((0.25f, true), (loss.LabelSmoothing, loss.FromLogits));
    }
}

using MnistPS.Build.Cmdlets;

namespace MnistPS.Core.Tests.Build;

public sealed class DefaultTextTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("Default: 128", "128")]
    [InlineData("Default: 0.001.", "0.001")]
    [InlineData("128.", "128")]
    public void A_value_element_may_do_without_the_label(string text, string? expected) =>
        Assert.Equal(expected, DefaultText.InValue(text));

    [Theory]
    [InlineData("The step. Default: 0.001.", "0.001")]
    [InlineData("The order. Default: a random one. Other words.", "a random one")]
    [InlineData("The default is said elsewhere.", null)]
    public void A_summary_may_end_in_the_default(string text, string? expected) =>
        Assert.Equal(expected, DefaultText.InSentence(text));
}

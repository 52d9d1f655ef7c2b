using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>New-InputLayer: where samples enter.</summary>
public sealed class NewInputLayerTests(ModuleRunspace module) : IClassFixture<ModuleRunspace>
{
    [Theory]
    [InlineData("(784)", "New-InputLayer -Size 784")]
    [InlineData("(784)", "New-InputLayer 784")]
    [InlineData("(28, 28)", "New-InputLayer -Shape 28, 28")]
    [InlineData("(1)", "New-InputLayer 1")]
    public void It_is_as_large_as_a_sample(string expected, string script) =>
        Assert.Equal(expected, module.Run($"({script}).OutputShape.ToString()").One<string>());

    [Fact]
    public void It_has_no_weights() => Assert.Equal(0, module.Run("(New-InputLayer 784).ParameterCount").One<int>());

    [Fact]
    public void It_keeps_its_name() =>
        Assert.Equal("pixels", module.Run("(New-InputLayer 784 -Name pixels).Name").One<string>());

    [Theory]
    [InlineData("-Size 0")]
    [InlineData("-Size -1")]
    [InlineData("-Shape 28, 0")]
    [InlineData("-Shape 65536, 65536")]
    public void A_shape_that_no_sample_can_have_is_refused(string shape) =>
        module.FailsWith("ShapeOutOfRange", ErrorCategory.InvalidArgument, "NewInputLayer", $"New-InputLayer {shape}");

    [Theory]
    [InlineData("''")]
    [InlineData("' '")]
    [InlineData("'a/b'")]
    [InlineData("'a*'")]
    public void A_name_that_could_be_taken_for_a_path_or_a_wildcard_is_refused(string name) => module.FailsWith(
        "LayerNameInvalid", ErrorCategory.InvalidArgument, "NewInputLayer", $"New-InputLayer 784 -Name {name}");
}

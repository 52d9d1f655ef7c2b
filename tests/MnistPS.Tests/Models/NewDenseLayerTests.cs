using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>New-DenseLayer: a layer joined to the one that comes down the pipeline.</summary>
public sealed class NewDenseLayerTests(ModuleRunspace module) : IClassFixture<ModuleRunspace>
{
    [Fact]
    public void It_reads_from_the_layer_that_is_piped_in()
    {
        module.Run("$in = New-InputLayer 784; $hidden = $in | New-DenseLayer -Units 128").WithoutErrors();

        Assert.True(module.Run("[object]::ReferenceEquals($hidden.Inbound[0], $in)").One<bool>());
        Assert.True(module.Run("[object]::ReferenceEquals($in.Outbound[0], $hidden)").One<bool>());
    }

    [Fact]
    public void The_layer_before_it_may_also_be_a_parameter() => Assert.Equal(
        "(3)",
        module.Run("(New-DenseLayer -InputLayer (New-InputLayer 4) -Units 3).OutputShape.ToString()").One<string>());

    [Fact]
    public void A_pipeline_of_layers_is_a_chain() => Assert.Equal(
        ["c", "b", "a"],
        module.Run(
            """
            $layer = New-InputLayer 4 -Name a | New-DenseLayer 3 -Name b | New-DenseLayer 2 -Name c
            while ($layer) { $layer.Name; $layer = $layer.Inbound | Select-Object -First 1 }
            """).All<string>());

    [Fact]
    public void It_has_a_weight_for_each_input_of_each_unit_and_a_bias_for_each_unit() => Assert.Equal(
        (784 * 128) + 128,
        module.Run("(New-InputLayer 784 | New-DenseLayer 128).ParameterCount").One<int>());

    [Fact]
    public void NoBias_leaves_the_bias_out() => Assert.Equal(
        784 * 128,
        module.Run("(New-InputLayer 784 | New-DenseLayer 128 -NoBias).ParameterCount").One<int>());

    [Fact]
    public void An_image_is_read_as_one_row_of_numbers() => Assert.Equal(
        (28 * 28 * 10) + 10,
        module.Run("(New-InputLayer -Shape 28, 28 | New-DenseLayer 10).ParameterCount").One<int>());

    [Theory]
    [InlineData("relu", "-Activation ReLU")]
    [InlineData("relu", "-Activation relu")]
    [InlineData("softmax", "Softmax")]
    [InlineData("linear", "")]
    public void The_activation_is_the_one_that_was_asked_for(string expected, string arguments) => Assert.Equal(
        expected, module.Run($"(New-InputLayer 4 | New-DenseLayer 3 {arguments}).Activation.ToString()").One<string>());

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(65_537)]
    public void A_number_of_units_that_makes_no_layer_is_refused(int units)
    {
        var error = module.FailsWith(
            "LayerUnitsOutOfRange",
            ErrorCategory.InvalidArgument,
            "NewDenseLayer",
            $"New-InputLayer 784 | New-DenseLayer -Units {units}");

        Assert.Contains($"{units}", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Units", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_that_is_no_layer_is_refused() => Assert.Equal(
        "InputObjectNotBound,MnistPS.Commands.Layers.NewDenseLayerCommand",
        module.Run("784 | New-DenseLayer -Units 10").OneError().FullyQualifiedErrorId);

    [Fact]
    public void An_unknown_activation_is_refused_with_those_that_there_are()
    {
        var error = module.Run("New-InputLayer 4 | New-DenseLayer 3 -Activation Rectify").OneError();

        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains("ReLU", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_are_shown_as_a_table()
    {
        var shown = module.Show("New-InputLayer 784 -Name pixels | New-DenseLayer 128 -Name hidden");

        Assert.Matches("Name +Kind +OutputShape +Parameters +ReadsFrom", shown);
        Assert.Matches(@"hidden +Dense +\(128\) +100,480 +pixels", shown);
    }
}

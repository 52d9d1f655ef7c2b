using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>New-DenseModel: layers that become a model.</summary>
public sealed class NewDenseModelTests(ModuleRunspace module) : IClassFixture<ModuleRunspace>
{
    private const int TutorialParameters = (784 * 128) + 128 + (128 * 10) + 10;

    [Theory]
    [InlineData("New-DenseModel -InputLayer $in -OutputLayer $out")]
    [InlineData("New-DenseModel $in $out")]
    [InlineData("New-DenseModel @($in) @($out)")]
    [InlineData("New-DenseModel -OutputLayer $out")]
    [InlineData("$out | New-DenseModel")]
    [InlineData("$out | New-DenseModel -InputLayer $in")]
    [InlineData("New-DenseModel -HiddenUnits 128")]
    public void There_are_several_ways_to_the_same_network(string script)
    {
        module.Run("$in = New-InputLayer 784; $out = $in | New-DenseLayer 128 ReLU | New-DenseLayer 10 Softmax");
        module.Run($"$model = {script}").WithoutErrors();

        Assert.Equal(TutorialParameters, module.Run("$model.ParameterCount").One<int>());
        Assert.Equal(["Input", "Dense", "Dense"], module.Run("$model.Layers.Kind").All<string>());
        Assert.Equal(
            ["relu", "softmax"],
            module.Run("$model.Layers | Where-Object Kind -EQ Dense | ForEach-Object { $_.Activation.ToString() }").All<string>());
    }

    [Fact]
    public void The_inputs_are_found_by_walking_back_from_the_outputs()
    {
        module.Run("$in = New-InputLayer 784; $model = $in | New-DenseLayer 10 | New-DenseModel").WithoutErrors();

        Assert.True(module.Run("[object]::ReferenceEquals($model.Inputs[0], $in)").One<bool>());
    }

    [Fact]
    public void Several_outputs_that_are_piped_in_make_one_model()
    {
        module.Run(
            """
            $in = New-InputLayer 784
            $trunk = $in | New-DenseLayer 16 ReLU -Name trunk
            $digit = $trunk | New-DenseLayer 10 Softmax -Name digit
            $again = $trunk | New-DenseLayer 10 Softmax -Name again
            $model = $digit, $again | New-DenseModel
            """).WithoutErrors();

        Assert.Equal(["digit", "again"], module.Run("$model.Outputs.Name").All<string>());
        Assert.Equal(4, module.Run("$model.Layers.Count").One<int>());
    }

    [Fact]
    public void HiddenUnits_is_a_list_of_layers() => Assert.Equal(
        ["(784)", "(256)", "(128)", "(10)"],
        module.Run("(New-DenseModel -HiddenUnits 256, 128).Layers | ForEach-Object { $_.OutputShape.ToString() }")
            .All<string>());

    [Fact]
    public void Inputs_outputs_and_activation_of_the_short_way_can_be_chosen()
    {
        module.Run("$model = New-DenseModel -HiddenUnits 8 -InputSize 4 -OutputUnits 3 -Activation Tanh").WithoutErrors();

        Assert.Equal("(4)", module.Run("$model.Inputs[0].OutputShape.ToString()").One<string>());
        Assert.Equal("(3)", module.Run("$model.Outputs[0].OutputShape.ToString()").One<string>());
        Assert.Equal("tanh", module.Run("$model.Layers[1].Activation.ToString()").One<string>());
    }

    [Fact]
    public void Layers_without_a_name_get_the_names_that_Keras_gives() => Assert.Equal(
        ["input_layer", "dense", "dense_1"],
        module.Run("(New-DenseModel -HiddenUnits 8).Layers.Name").All<string>());

    [Fact]
    public void Name_and_seed_are_kept()
    {
        module.Run("$model = New-DenseModel -HiddenUnits 8 -Name digits -Seed 7").WithoutErrors();

        Assert.Equal("digits", module.Run("$model.Name").One<string>());
        Assert.Equal(7, module.Run("$model.Seed").One<int>());
    }

    [Fact]
    public void A_model_is_shown_as_its_summary()
    {
        var shown = module.Show(
            """
            New-InputLayer 784 -Name pixels | New-DenseLayer 128 ReLU -Name hidden |
                New-DenseLayer 10 Softmax -Name digit | New-DenseModel -Name tutorial
            """);

        Assert.Contains("Model: \"tutorial\"", shown, StringComparison.Ordinal);
        Assert.Matches(@"Layer \(type\) +Output Shape +Param #", shown);
        Assert.Matches(@"pixels \(Input\) +\(None, 784\) +0", shown);
        Assert.Matches(@"hidden \(Dense\) +\(None, 128\) +100,480", shown);
        Assert.Matches(@"digit \(Dense\) +\(None, 10\) +1,290", shown);
        Assert.Contains("Total params: 101,770 (397.54 KB)", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_forks_shows_who_reads_from_whom()
    {
        var shown = module.Show(
            """
            $trunk = New-InputLayer 784 -Name pixels | New-DenseLayer 16 ReLU -Name trunk
            $left = $trunk | New-DenseLayer 10 -Name left
            $right = $trunk | New-DenseLayer 10 -Name right
            $left, $right | New-DenseModel
            """);

        Assert.Contains("Connected to", shown, StringComparison.Ordinal);
        Assert.Matches(@"right \(Dense\) +\(None, 10\) +170 +trunk", shown);
    }

    [Fact]
    public void A_summary_comes_as_such_after_other_output_too() =>
        Assert.Contains("Total params", module.Show("'first'; New-DenseModel -HiddenUnits 8"), StringComparison.Ordinal);

    [Fact]
    public void An_output_that_does_not_reach_the_input_is_refused()
    {
        var error = module.FailsWith(
            "GraphDisconnected",
            ErrorCategory.InvalidArgument,
            "NewDenseModel",
            """
            $in = New-InputLayer 784 -Name mine; $other = New-InputLayer 784 -Name other
            New-DenseModel -InputLayer $in -OutputLayer ($other | New-DenseLayer 10)
            """);

        Assert.Contains("other", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_from_which_no_way_leads_to_the_output_is_refused() => module.FailsWith(
        "GraphDisconnected",
        ErrorCategory.InvalidArgument,
        "NewDenseModel",
        """
        $in = New-InputLayer 784; $unused = New-InputLayer 784 -Name unused
        New-DenseModel -InputLayer $in, $unused -OutputLayer ($in | New-DenseLayer 10)
        """);

    [Fact]
    public void Two_layers_of_one_name_are_refused()
    {
        var error = module.FailsWith(
            "LayerNameDuplicate",
            ErrorCategory.InvalidArgument,
            "NewDenseModel",
            "New-InputLayer 784 | New-DenseLayer 8 -Name twin | New-DenseLayer 10 -Name Twin | New-DenseModel");

        Assert.Contains("twin", error.Exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_layer_that_is_given_twice_is_refused() => module.FailsWith(
        "LayerGivenTwice",
        ErrorCategory.InvalidArgument,
        "NewDenseModel",
        "$out = New-InputLayer 784 | New-DenseLayer 10; $out, $out | New-DenseModel");

    [Theory]
    [InlineData("-HiddenUnits 128, -1", "LayerUnitsOutOfRange")]
    [InlineData("-HiddenUnits 128 -OutputUnits 0", "LayerUnitsOutOfRange")]
    [InlineData("-HiddenUnits 128 -InputSize 0", "ShapeOutOfRange")]
    public void Numbers_that_make_no_network_are_refused(string arguments, string id) =>
        module.FailsWith(id, ErrorCategory.InvalidArgument, "NewDenseModel", $"New-DenseModel {arguments}");

    [Fact]
    public void Layers_and_HiddenUnits_exclude_each_other() => Assert.Equal(
        "AmbiguousParameterSet,MnistPS.Commands.Models.NewDenseModelCommand",
        module.Run("$in = New-InputLayer 784; New-DenseModel -InputLayer $in -HiddenUnits 8")
            .OneError().FullyQualifiedErrorId);
}

using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>New-DropoutLayer and its kin: what they take, how they are joined, what they refuse.</summary>
public sealed class LayerCommandTests(ModuleRunspace module) : IClassFixture<ModuleRunspace>
{
    [Theory]
    [InlineData("New-DropoutLayer -Rate 0.2", "Dropout", "(28, 28)", 0)]
    [InlineData("New-DropoutLayer 0.2", "Dropout", "(28, 28)", 0)]
    [InlineData("New-BatchNormalizationLayer", "BatchNormalization", "(28, 28)", 4 * 28)]
    [InlineData("New-BatchNormalizationLayer -Momentum 0.9 -Epsilon 0.01", "BatchNormalization", "(28, 28)", 4 * 28)]
    [InlineData("New-ActivationLayer -Activation GELU", "Activation", "(28, 28)", 0)]
    [InlineData("New-ActivationLayer silu", "Activation", "(28, 28)", 0)]
    [InlineData("New-GaussianNoiseLayer -StandardDeviation 0.1", "GaussianNoise", "(28, 28)", 0)]
    [InlineData("New-GaussianNoiseLayer 0", "GaussianNoise", "(28, 28)", 0)]
    [InlineData("New-RescalingLayer -Scale 2 -Offset -1", "Rescaling", "(28, 28)", 0)]
    [InlineData("New-RescalingLayer 0.5", "Rescaling", "(28, 28)", 0)]
    [InlineData("New-FlattenLayer", "Flatten", "(784)", 0)]
    [InlineData("New-DenseLayer 3", "Dense", "(3)", (784 * 3) + 3)]
    public void A_layer_is_joined_to_the_one_that_is_piped_in(string cmdlet, string kind, string shape, int parameters)
    {
        module.Run($"$in = New-InputLayer -Shape 28, 28; $layer = $in | {cmdlet} -Name mine").WithoutErrors();

        Assert.True(module.Run("[object]::ReferenceEquals($layer.Inbound[0], $in)").One<bool>());
        Assert.Equal(kind, module.Run("$layer.Kind").One<string>());
        Assert.Equal("mine", module.Run("$layer.Name").One<string>());
        Assert.Equal(shape, module.Run("$layer.OutputShape.ToString()").One<string>());
        Assert.Equal(parameters, module.Run("$layer.ParameterCount").One<int>());
    }

    [Theory]
    [InlineData("NewDropoutLayer", "-Rate 1", "DropoutRateOutOfRange", "Rate")]
    [InlineData("NewDropoutLayer", "-Rate -0.1", "DropoutRateOutOfRange", "Rate")]
    [InlineData("NewDropoutLayer", "-Rate ([float]::NaN)", "DropoutRateOutOfRange", "Rate")]
    [InlineData("NewBatchNormalizationLayer", "-Momentum 1.1", "BatchNormalizationOutOfRange", "Momentum")]
    [InlineData("NewBatchNormalizationLayer", "-Epsilon 0", "BatchNormalizationOutOfRange", "Epsilon")]
    [InlineData("NewGaussianNoiseLayer", "-StandardDeviation -1", "NoiseOutOfRange", "StandardDeviation")]
    [InlineData("NewRescalingLayer", "-Scale ([float]::PositiveInfinity)", "RescalingOutOfRange", "Scale")]
    [InlineData("NewRescalingLayer", "-Scale 1 -Offset ([float]::NaN)", "RescalingOutOfRange", "Offset")]
    [InlineData("NewDenseLayer", "-Units 0", "LayerUnitsOutOfRange", "Units")]
    [InlineData("NewDenseLayer", "-Units 3 -L1 -0.1", "RegularizerOutOfRange", "L1")]
    [InlineData("NewDenseLayer", "-Units 3 -L2 -1", "RegularizerOutOfRange", "L2")]
    [InlineData("NewDenseLayer", "-Units 3 -L2 ([float]::NaN)", "RegularizerOutOfRange", "L2")]
    [InlineData("NewDenseLayer", "-Units 3 -Activation ReLU -NegativeSlope 0.1", "ActivationParameterNotApplicable", "NegativeSlope")]
    [InlineData("NewDenseLayer", "-Units 3 -Alpha 1", "ActivationParameterNotApplicable", "Alpha")]
    [InlineData("NewDenseLayer", "-Units 3 -Activation LeakyReLU -NegativeSlope -0.1", "ActivationSettingOutOfRange", "NegativeSlope")]
    [InlineData("NewActivationLayer", "-Activation ELU -Alpha ([float]::NaN)", "ActivationSettingOutOfRange", "Alpha")]
    [InlineData("NewDenseLayer", "-Units 2 -BiasValue ([float]::NaN)", "InitializerValueNotFinite", "initializer")]
    [InlineData("NewDenseLayer", "-Units 2 -KernelValue 1 -KernelInitializer Zeros", "InitializerAmbiguous", "KernelValue")]
    public void A_number_out_of_range_is_refused_by_name(string cmdlet, string arguments, string id, string named)
    {
        var error = module.FailsWith(
            id, ErrorCategory.InvalidArgument, cmdlet, $"New-InputLayer 4 | {cmdlet.Insert(3, "-")} {arguments}");

        Assert.Contains(named, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void First_weights_and_biases_can_be_one_value()
    {
        module.Run("$model = New-InputLayer 2 | New-DenseLayer 3 -KernelValue 0.5 -BiasValue -1 -Name d | New-DenseModel");

        Assert.Equal("0.5 0.5 0.5 0.5 0.5 0.5", module.Run("($model | Get-ModelWeight -Layer d -Name kernel).Values -join ' '").One<string>());
        Assert.Equal("-1 -1 -1", module.Run("($model | Get-ModelWeight -Layer d -Name bias).Values -join ' '").One<string>());
    }

    [Theory]
    [InlineData("$a, $b | New-AddLayer", "(3)")]
    [InlineData("New-AddLayer $a, $b", "(3)")]
    [InlineData("New-AddLayer -InputLayer $a, $b, $a", "(3)")]
    [InlineData("$a, $b | New-ConcatenateLayer", "(6)")]
    [InlineData("New-ConcatenateLayer $a, $b, $wide", "(11)")]
    public void Layers_are_merged_as_a_list_or_down_the_pipeline(string script, string shape)
    {
        module.Run("$in = New-InputLayer 4; $a = $in | New-DenseLayer 3; $b = $in | New-DenseLayer 3; $wide = $in | New-DenseLayer 5");

        Assert.Equal(shape, module.Run($"({script}).OutputShape.ToString()").One<string>());
    }

    [Theory]
    [InlineData("NewAddLayer", "New-AddLayer $a", "MergeInputTooFew")]
    [InlineData("NewAddLayer", "$a | New-AddLayer", "MergeInputTooFew")]
    [InlineData("NewConcatenateLayer", "$a | New-ConcatenateLayer", "MergeInputTooFew")]
    [InlineData("NewAddLayer", "$a, $wide | New-AddLayer", "MergeShapeMismatch")]
    [InlineData("NewConcatenateLayer", "$a, (New-InputLayer -Shape 2, 2) | New-ConcatenateLayer", "MergeShapeMismatch")]
    public void Layers_that_cannot_be_merged_are_refused(string cmdlet, string script, string id)
    {
        module.Run("$in = New-InputLayer 4 -Name pixels; $a = $in | New-DenseLayer 3; $wide = $in | New-DenseLayer 5");

        module.FailsWith(id, ErrorCategory.InvalidArgument, cmdlet, script);
    }

    [Theory]
    [InlineData("New-ActivationLayer -Activation ", "Softplus")]
    [InlineData("New-DenseLayer 3 -KernelInitializer ", "Orthogonal")]
    [InlineData("New-InputLayer 3 | New-ActivationLayer ", "LeakyReLU")]
    public void What_there_is_to_choose_from_is_completed(string script, string expected) => Assert.Contains(
        expected,
        module.Run($"(TabExpansion2 '{script}' {script.Length}).CompletionMatches | ForEach-Object CompletionText").All<string>());

    [Fact]
    public void A_layer_in_two_models_has_the_same_weights_in_both()
    {
        module.Run(
            """
            $in = New-InputLayer 4
            $shared = $in | New-DenseLayer 3 -Name shared
            $one = $shared | New-DenseLayer 2 Softmax | New-DenseModel -Seed 1
            $two = $shared | New-DenseLayer 5 Softmax | New-DenseModel -Seed 2
            $one | Set-ModelWeight -Layer shared -Name bias -Value 1, 2, 3
            """).WithoutErrors();

        Assert.Equal("1 2 3", module.Run("($two | Get-ModelWeight -Layer shared -Name bias).Values -join ' '").One<string>());
    }
}

using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>Build-DenseModel: what Keras calls compile.</summary>
public sealed class BuildDenseModelTests : IClassFixture<ModuleRunspace>
{
    private readonly ModuleRunspace _module;

    public BuildDenseModelTests(ModuleRunspace module)
    {
        _module = module;
        module.Run("$model = New-DenseModel -HiddenUnits 8 -Seed 1").WithoutErrors();
    }

    [Fact]
    public void The_same_model_comes_out_again() =>
        Assert.True(_module.Run("[object]::ReferenceEquals(($model | Build-DenseModel), $model)").One<bool>());

    [Theory]
    [InlineData("Build-DenseModel -Model $model", "categorical_crossentropy", "adam", 0.001f)]
    [InlineData("$model | Build-DenseModel -Loss CategoricalCrossentropy -Optimizer Adam -LearningRate 0.01", "categorical_crossentropy", "adam", 0.01f)]
    [InlineData("$model | Build-DenseModel SparseCategoricalCrossentropy SGD", "sparse_categorical_crossentropy", "sgd", 0.01f)]
    public void Loss_optimizer_and_learning_rate_are_those_that_were_asked_for(
        string script, string loss, string optimizer, float rate)
    {
        _module.Run(script).WithoutErrors();

        Assert.Equal(loss, _module.Run("$model.Compilation.Losses[0].Name").One<string>());
        Assert.Equal(optimizer, _module.Run("$model.Compilation.Optimizer.Name").One<string>());
        Assert.Equal(rate, Convert.ToSingle(_module.Run("$model.Compilation.Optimizer.LearningRate").One<object>(), null));
    }

    [Fact]
    public void A_compiled_model_says_how_it_learns() =>
        Assert.Contains("Compiled: ", _module.Show("$model | Build-DenseModel"), StringComparison.Ordinal);

    [Fact]
    public void Several_models_can_be_compiled_at_once() => Assert.Equal(
        2, _module.Run("$model, (New-DenseModel -HiddenUnits 4) | Build-DenseModel").WithoutErrors().Output.Count);

    [Fact]
    public void More_losses_than_outputs_are_refused() => _module.FailsWith(
        "LossCountMismatch",
        ErrorCategory.InvalidArgument,
        "BuildDenseModel",
        "$model | Build-DenseModel -Loss CategoricalCrossentropy, CategoricalCrossentropy");

    [Theory]
    [InlineData("0")]
    [InlineData("-0.1")]
    [InlineData("([float]::NaN)")]
    public void A_learning_rate_that_leads_nowhere_is_refused(string rate)
    {
        var error = _module.FailsWith(
            "OptimizerSettingOutOfRange",
            ErrorCategory.InvalidArgument,
            "BuildDenseModel",
            $"$model | Build-DenseModel -LearningRate {rate}");

        Assert.Contains("LearningRate", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_setting_leaves_the_model_as_it_was()
    {
        _module.Run("$model | Build-DenseModel -LearningRate 0.5; $before = $model.Compilation");
        _module.Run("$model | Build-DenseModel -LearningRate -1");

        Assert.True(_module.Run("[object]::ReferenceEquals($before, $model.Compilation)").One<bool>());
    }
}

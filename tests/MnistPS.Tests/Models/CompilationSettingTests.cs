using System.Management.Automation;
using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>Build-DenseModel: each setting reaches its optimizer or loss, and one that does not fit is refused by name.</summary>
public sealed class CompilationSettingTests : IClassFixture<ModuleRunspace>
{
    private readonly ModuleRunspace _module;

    public CompilationSettingTests(ModuleRunspace module)
    {
        _module = module;
        module.Run("$model = New-DenseModel -HiddenUnits 8 -Seed 1").WithoutErrors();
    }

    [Theory]
    [InlineData("-Optimizer SGD -Momentum 0.9 -Nesterov", "momentum=0.9 nesterov=True")]
    [InlineData("-Optimizer RMSprop -Rho 0.8 -Momentum 0.5 -Centered", "rho=0.8 momentum=0.5 centered=True")]
    [InlineData("-Optimizer Adagrad -InitialAccumulator 0.5", "initial_accumulator_value=0.5")]
    [InlineData("-Optimizer Adam -Beta1 0.8 -Beta2 0.9 -AMSGrad", "beta_1=0.8 beta_2=0.9 amsgrad=True")]
    [InlineData("-Optimizer AdamW -WeightDecay 0.01", "weight_decay=0.01")]
    [InlineData("-Optimizer Nadam -Beta1 0.8", "beta_1=0.8")]
    [InlineData("-Optimizer Adamax -Beta2 0.9", "beta_2=0.9")]
    [InlineData("-Optimizer Lion -Beta2 0.95 -ClipNorm 1", "beta_2=0.95 clipnorm=1")]
    [InlineData("-Optimizer SGD -GlobalClipNorm 2", "global_clipnorm=2")]
    [InlineData("-Optimizer SGD -ClipValue 3", "clipvalue=3")]
    [InlineData("-Optimizer Adam -Epsilon 0.001", "epsilon=0.001")]
    [InlineData("-Optimizer RMSprop -Nesterov:$false", "rho=0.9")]
    public void Settings_reach_the_optimizer(string arguments, string expected)
    {
        _module.Run($"$null = $model | Build-DenseModel {arguments}").WithoutErrors();
        foreach (var setting in expected.Split(' ').Select(text => text.Split('=')))
        {
            Assert.Equal(
                setting[1], _module.Run($"[string]$model.Compilation.Optimizer.GetConfiguration()['{setting[0]}']").One<string>());
        }
    }

    [Theory]
    [InlineData("-Optimizer SGD -Beta1 0.9", "Beta1", "OptimizerParameterNotApplicable")]
    [InlineData("-Optimizer SGD -AMSGrad", "AMSGrad", "OptimizerParameterNotApplicable")]
    [InlineData("-Optimizer RMSprop -Nesterov", "Nesterov", "OptimizerParameterNotApplicable")]
    [InlineData("-Optimizer Adagrad -Momentum 0.9", "Momentum", "OptimizerParameterNotApplicable")]
    [InlineData("-Optimizer Adam -Rho 0.9", "Rho", "OptimizerParameterNotApplicable")]
    [InlineData("-Optimizer Adam -Centered", "Centered", "OptimizerParameterNotApplicable")]
    [InlineData("-Optimizer Nadam -AMSGrad", "AMSGrad", "OptimizerParameterNotApplicable")]
    [InlineData("-Optimizer Lion -InitialAccumulator 1", "InitialAccumulator", "OptimizerParameterNotApplicable")]
    [InlineData("-Loss MeanSquaredError -FromLogits", "FromLogits", "LossParameterNotApplicable")]
    [InlineData("-Loss Huber -LabelSmoothing 0.1", "LabelSmoothing", "LossParameterNotApplicable")]
    [InlineData("-Loss SparseCategoricalCrossentropy -LabelSmoothing 0.1", "LabelSmoothing", "LossParameterNotApplicable")]
    [InlineData("-Loss CategoricalCrossentropy -Delta 2", "Delta", "LossParameterNotApplicable")]
    [InlineData("-Optimizer SGD -Epsilon 0.001", "Epsilon", "OptimizerParameterNotApplicable")]
    [InlineData("-Optimizer Adam -Epsilon 0", "Epsilon", "OptimizerSettingOutOfRange")]
    [InlineData("-Optimizer Lion -Beta1 0", "Beta1", "OptimizerSettingOutOfRange")]
    [InlineData("-Optimizer Adam -Beta1 1", "Beta1", "OptimizerSettingOutOfRange")]
    [InlineData("-ClipNorm 0", "ClipNorm", "OptimizerSettingOutOfRange")]
    [InlineData("-ClipNorm 1 -ClipValue 1", "ClipValue", "ClippingAmbiguous")]
    [InlineData("-LabelSmoothing 1", "LabelSmoothing", "LabelSmoothingOutOfRange")]
    [InlineData("-Loss Huber -Delta 0", "Delta", "HuberDeltaOutOfRange")]
    [InlineData("-LossWeight 1, 2", "LossWeight", "LossWeightInvalid")]
    [InlineData("-LossWeight ([float]::NaN)", "LossWeight", "LossWeightInvalid")]
    [InlineData("-LossWeight -1", "LossWeight", "LossWeightInvalid")]
    public void A_setting_that_does_not_fit_is_refused_by_name(string arguments, string named, string id)
    {
        var error = _module.FailsWith(id, ErrorCategory.InvalidArgument, "BuildDenseModel", $"$model | Build-DenseModel {arguments}");

        Assert.Contains(named, error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-TopK 0")]
    [InlineData("-TopK -1")]
    public void A_k_below_one_is_refused(string arguments) => Assert.Equal(
        "ParameterArgumentValidationError,MnistPS.Commands.Models.BuildDenseModelCommand",
        _module.Run($"$model | Build-DenseModel {arguments}").OneError().FullyQualifiedErrorId);

    [Theory]
    [InlineData("Linear", "-Loss CategoricalCrossentropy", "-FromLogits")]
    [InlineData("ReLU", "-Loss SparseCategoricalCrossentropy", "Softmax")]
    [InlineData("Tanh", "-Loss BinaryCrossentropy", "probabilities")]
    [InlineData("Softmax", "-Loss CategoricalCrossentropy -FromLogits", "Leave -FromLogits out")]
    public void A_loss_that_takes_an_output_for_what_it_is_not_is_warned_of(string activation, string arguments, string told)
    {
        var result = _module.Run($"New-InputLayer 4 | New-DenseLayer 3 {activation} -Name out | New-DenseModel | Build-DenseModel {arguments}");

        var warning = Assert.Single(result.WithoutErrors().Warnings);
        Assert.Contains("'out'", warning, StringComparison.Ordinal);
        Assert.Contains(told, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Softmax", "-Loss CategoricalCrossentropy")]
    [InlineData("Sigmoid", "-Loss BinaryCrossentropy")]
    [InlineData("Linear", "-Loss CategoricalCrossentropy -FromLogits")]
    [InlineData("Linear", "-Loss MeanSquaredError")]
    public void A_loss_that_fits_its_output_is_not(string activation, string arguments) => Assert.Empty(_module.Run(
        $"New-InputLayer 4 | New-DenseLayer 3 {activation} | New-DenseModel | Build-DenseModel {arguments}").WithoutErrors().Warnings);

    [Fact]
    public void A_model_that_is_compiled_again_keeps_its_weights_and_forgets_its_optimizer()
    {
        Digits.Give(_module);
        _module.Run(
            """
            $null = $model | Build-DenseModel
            $null = $train | Invoke-ModelTraining -Model $model
            $before = ($model | Get-ModelWeight -Layer dense -Name kernel).Values -join ' '
            $null = $model | Build-DenseModel -Optimizer SGD
            """).WithoutErrors();

        Assert.True(_module.Run("$before -ceq (($model | Get-ModelWeight -Layer dense -Name kernel).Values -join ' ')").One<bool>());
        Assert.Equal(0L, _module.Run("$model.Compilation.Optimizer.Iterations").One<long>());
    }
}

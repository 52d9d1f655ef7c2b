using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Modules;

/// <summary>What the tab key offers.</summary>
public sealed class CompletionTests(ModuleRunspace module) : IClassFixture<ModuleRunspace>
{
    [Theory]
    [InlineData("New-InputLayer 784 | New-DenseLayer 128 -Activation ", "ReLU", "Sigmoid", "Softmax", "Tanh", "Linear")]
    [InlineData("New-DenseLayer -Activation So", "Softmax")]
    [InlineData("New-DenseModel -Activation Re", "ReLU")]
    [InlineData("Build-DenseModel -Loss ", "CategoricalCrossentropy", "SparseCategoricalCrossentropy")]
    [InlineData("Build-DenseModel -Optimizer ", "Adam", "SGD")]
    [InlineData("Get-MnistDataset -Split ", "Train", "Test", "All")]
    [InlineData("New-DigitDataset -Split T", "Train", "Test")]
    [InlineData("Show-DigitImage -Style ", "Block", "Shade", "Ascii")]
    public void Values_of_a_parameter_are_offered(string line, params string[] expected) =>
        Assert.Superset(expected.ToHashSet(), Complete(line).ToHashSet());

    [Theory]
    [InlineData("New-Dense", "New-DenseLayer", "New-DenseModel")]
    [InlineData("Invoke-Model", "Invoke-ModelTraining")]
    public void Cmdlets_are_offered(string line, params string[] expected) =>
        Assert.Superset(expected.ToHashSet(), Complete(line).ToHashSet());

    [Theory]
    [InlineData("Invoke-ModelTraining -", "-Epochs", "-BatchSize", "-ValidationSplit", "-Seed", "-Model")]
    [InlineData("Export-DenseModel -", "-Path", "-NoClobber", "-WhatIf", "-Confirm")]
    public void Parameters_are_offered(string line, params string[] expected) =>
        Assert.Superset(expected.ToHashSet(), Complete(line).ToHashSet());

    private IReadOnlyList<string> Complete(string line)
    {
        module.Set("line", line);
        return module.Run("(TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText")
            .All<string>();
    }
}

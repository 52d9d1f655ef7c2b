using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>Every layer, loss and optimizer that can be chosen survives a file.</summary>
public sealed class ModelRoundTripTests : IClassFixture<ModuleRunspace>, IDisposable
{
    private readonly ModuleRunspace _module;
    private readonly ScratchFolder _folder = new();

    public ModelRoundTripTests(ModuleRunspace module)
    {
        _module = module;
        module.Set("file", _folder.File("model.safetensors"));
        module.Run(
            """
            function Get-Fact($Model) {
                $Model.SummaryText
                "$($Model.Compilation)"
                ($Model | Get-ModelWeight | ForEach-Object { $_.Values -join ' ' }) -join '; '
                $size = $Model.Inputs[0].OutputShape.Size
                ($Model | Get-LayerOutput @(1..$size | ForEach-Object { ($_ % 9 - 4) / 4 }) | ForEach-Object { $_.Output -join ' ' }) -join '; '
            }
            function Test-RoundTrip($Model) {
                $Model | Export-DenseModel $file
                $copy = Import-DenseModel $file -ErrorAction Stop
                $one, $two = (Get-Fact $Model | Out-String), (Get-Fact $copy | Out-String)
                if ($one.Length -lt 100) { throw "Nothing is compared: $one" }
                $one -ceq $two
            }
            $parameters = (Get-Command Build-DenseModel).Parameters
            """).WithoutErrors();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_loss_survives() => Assert.All(
        _module.Run("$parameters['Loss'].ParameterType.GetElementType().GetEnumNames()").All<string>(),
        loss => Assert.True(
            _module.Run($"Test-RoundTrip (New-DenseModel -HiddenUnits 3 | Build-DenseModel -Loss {loss})").One<bool>()));

    [Fact]
    public void Every_optimizer_survives() => Assert.All(
        _module.Run("$parameters['Optimizer'].ParameterType.GetEnumNames()").All<string>(),
        optimizer => Assert.True(
            _module.Run($"Test-RoundTrip (New-DenseModel -HiddenUnits 3 | Build-DenseModel -Optimizer {optimizer})").One<bool>()));

    [Fact]
    public void Every_activation_survives() => Assert.All(
        _module.Run("(Get-Command New-DenseLayer).Parameters['Activation'].ParameterType.GetEnumNames()").All<string>(),
        activation => Assert.True(
            _module.Run($"Test-RoundTrip (New-InputLayer 4 | New-DenseLayer 3 {activation} | New-DenseModel)").One<bool>()));

    [Fact]
    public void Every_layer_survives()
    {
        Assert.True(_module.Run(
        """
        $in = New-InputLayer -Shape 28, 28 -Name image
        $flat = $in | New-FlattenLayer | New-RescalingLayer -Scale 2 -Offset -1 | New-GaussianNoiseLayer -StandardDeviation 0.1
        $left = $flat | New-DenseLayer 8 -NoBias | New-BatchNormalizationLayer | New-ActivationLayer -Activation ReLU |
            New-DropoutLayer -Rate 0.2
        $right = $flat | New-DenseLayer 8 Tanh
        $sum = $left, $right | New-AddLayer
        Test-RoundTrip ($left, $sum | New-ConcatenateLayer | New-DenseLayer 10 Softmax | New-DenseModel | Build-DenseModel)
        """).One<bool>());

        // What works in training alone does not show in an answer.
        Assert.Equal(
            0.2f, _module.Run("(Import-DenseModel $file | Get-ModelLayer dropout*).Rate").One<float>());
        Assert.Equal(
            0.1f, _module.Run("(Import-DenseModel $file | Get-ModelLayer gaussian*).StandardDeviation").One<float>());
    }
}

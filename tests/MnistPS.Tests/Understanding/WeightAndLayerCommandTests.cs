using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Understanding;

/// <summary>The cmdlets that look into a model, on models so small that all they compute can be written down.</summary>
public sealed class WeightAndLayerCommandTests : IClassFixture<ModuleRunspace>
{
    private readonly ModuleRunspace _module;

    public WeightAndLayerCommandTests(ModuleRunspace module)
    {
        _module = module;
        module.Run(
            """
            $model = New-InputLayer 2 -Name x | New-DenseLayer 2 ReLU -Name hidden | New-DenseLayer 1 -Name y |
                New-DenseModel -Name tiny -Seed 1
            $model | Set-ModelWeight -Layer hidden -Name kernel -Value @(@(1, -1), @(2, 0.5))
            $model | Set-ModelWeight -Layer hidden -Name bias -Value 0.5, -3
            $model | Set-ModelWeight y kernel @(@(2), @(7))
            $model | Set-ModelWeight y bias 1
            """).WithoutErrors();
    }

    [Theory]
    [InlineData("$model | Get-ModelLayer", "x hidden y")]
    [InlineData("Get-ModelLayer -Model $model -Name h*, X", "x hidden")]
    [InlineData("$model | Get-ModelLayer nothing*", "")]
    public void Layers_come_in_the_order_of_computation(string script, string expected) =>
        Assert.Equal(expected, _module.Run($"@({script} | ForEach-Object Name) -join ' '").One<string>());

    [Theory]
    [InlineData("$model | Get-ModelLayer nope", "LayerNotFound")]
    [InlineData("$model | Get-ModelWeight nope", "LayerNotFound")]
    [InlineData("$model | Get-ModelWeight hidden nope", "WeightNotFound")]
    [InlineData("$model | Get-LayerOutput 1, 2 -Layer nope", "LayerNotFound")]
    [InlineData("$model | Get-LayerOutput 1, 2, 3", "InputShapeMismatch")]
    [InlineData("$model | Get-LayerOutput 'two'", "ValueNotANumber")]
    [InlineData("$model | Get-LayerOutput 1, $null", "ValueNotANumber")]
    [InlineData("$model | Get-LayerOutput 1, ([double]::NaN)", "ValueNotFinite")]
    [InlineData("$model | Get-LayerOutput ([float]::PositiveInfinity), 1", "ValueNotFinite")]
    [InlineData("$model | Get-LayerOutput 1e300, 1", "ValueNotFinite")]
    [InlineData("$model | Get-LayerOutput @(@(1), @(2, 3))", "ArrayRagged")]
    [InlineData("$model | Set-ModelWeight hidden bias 1, 2, 3", "WeightShapeMismatch")]
    [InlineData("$model | Set-ModelWeight hidden bias 1, 'x'", "ValueNotANumber")]
    [InlineData("$model | Set-ModelWeight hidden kernel @(@(1, 2), @(3))", "ArrayRagged")]
    [InlineData("$model | Set-ModelWeight hidden nope 1", "WeightNotFound")]
    [InlineData("$model | Set-ModelWeight x kernel 1", "WeightNotFound")]
    public void What_does_not_fit_is_one_error(string script, string errorId) =>
        Assert.StartsWith(errorId + ",", _module.Run(script).OneError().FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Weights_are_matrices_and_vectors()
    {
        var values = _module.Run("foreach ($w in $model | Get-ModelWeight hidden) { , $w.Values }").All<Array>();

        Assert.Equal(new[,] { { 1, -1 }, { 2, 0.5f } }, values[0]);
        Assert.Equal(new[] { 0.5f, -3 }, values[1]);
    }

    [Fact]
    public void Weights_are_shown_as_a_table() => Assert.Equal(
        """
        Layer  Name Shape Minimum Maximum    Mean StandardDeviation   Norm
        -----  ---- ----- ------- -------    ---- -----------------   ----
        hidden bias (2)   -3.0000  0.5000 -1.2500            1.7500 3.0414
        """.ReplaceLineEndings("\n"),
        _module.Show("$model | Get-ModelWeight hidden bias"));

    [Fact]
    public void A_weight_that_was_read_can_be_changed_and_written_back()
    {
        var kernel = _module.Run(
            """
            $copy = New-InputLayer 2 -Name x | New-DenseLayer 2 -Name hidden | New-DenseModel
            $W = ($model | Get-ModelWeight hidden kernel).Values
            $W[1, 0] = 9
            $copy | Set-ModelWeight hidden kernel $W
            , ($copy | Get-ModelWeight hidden kernel).Values
            """).One<float[,]>();

        Assert.Equal(new[,] { { 1, -1 }, { 9, 0.5f } }, kernel);
    }

    [Fact]
    public void All_weights_can_be_piped_into_another_model()
    {
        var output = _module.Run(
            """
            $twin = New-InputLayer 2 | New-DenseLayer 2 ReLU -Name hidden | New-DenseLayer 1 -Name y | New-DenseModel
            $model | Get-ModelWeight | Set-ModelWeight -Model $twin
            ($twin | Get-LayerOutput 1, 2 -Layer y).Output[0]
            """).One<float>();

        Assert.Equal(12, output);
    }

    [Fact]
    public void WhatIf_changes_nothing()
    {
        var bias = _module.Run(
            "$model | Set-ModelWeight hidden bias 0 -WhatIf; , ($model | Get-ModelWeight hidden bias).Values").One<float[]>();

        Assert.Equal([0.5f, -3], bias);
        Assert.Contains("bias of the layer 'hidden'", _module.Screen.Text, StringComparison.Ordinal);
    }

    // 1·1 + 2·2 + 0.5 = 5.5; 1·(−1) + 2·0.5 − 3 = −3; 5.5·2 + 0·7 + 1 = 12.
    [Theory]
    [InlineData("1, 2")]
    [InlineData("@(@(1), @(2))")]
    [InlineData("([double[]] (1, 2))")]
    public void An_image_is_followed_layer_by_layer(string image)
    {
        var text = _module.Run(
            $$"""
            foreach ($layer in $model | Get-LayerOutput {{image}} -WarningAction Ignore) {
                "$($layer.Name): $($layer.Input) > $($layer.PreActivation) > $($layer.Output)"
            }
            """).All<string>();

        Assert.Equal(["x:  >  > 1 2", "hidden: 1 2 > 5.5 -3 > 5.5 0", "y: 5.5 0 > 12 > 12"], text);
    }

    [Fact]
    public void Numbers_above_1_are_warned_of()
    {
        Assert.Empty(_module.Run("$model | Get-LayerOutput 0.5, 1").WithoutErrors().Warnings);
        Assert.Empty(_module.Run("$model | Get-LayerOutput -2, 5").WithoutErrors().Warnings);
        Assert.Empty(_module.Run("$model | Get-LayerOutput ([byte[]] (7, 255))").WithoutErrors().Warnings);
        Assert.Contains(
            "divide by 255", Assert.Single(_module.Run("$model | Get-LayerOutput 7, 255").Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$model | Get-ModelWeight -Layer ", "x hidden y")]
    [InlineData("$model | Get-ModelLayer h", "hidden")]
    [InlineData("Get-LayerOutput -Model $model -Layer ", "x hidden y")]
    [InlineData("$holder.Model | Get-ModelWeight ", "x hidden y")]
    [InlineData("$model | Set-ModelWeight -Layer hidden -Name ", "kernel bias")]
    [InlineData("$model | Get-ModelWeight hidden k", "kernel")]
    [InlineData("$model | Test-ModelAccuracy -OutputLayer ", "y")]
    [InlineData("$spaced | Get-ModelLayer ", "'the input' plain")]
    public void Names_are_completed_from_the_model(string begun, string expected)
    {
        _module.Run(
            """
            $holder = @{ Model = $model }
            $spaced = New-InputLayer 2 -Name 'the input' | New-DenseLayer 1 -Name plain | New-DenseModel
            """).WithoutErrors();

        Assert.Equal(expected, string.Join(' ', Completions(begun)));
    }

    [Fact]
    public void Nothing_is_run_to_complete_a_name()
    {
        Completions("($global:ran = 1) | Get-ModelLayer ");
        Completions("$model.GetLayer(($global:ran = 1)) | Get-ModelLayer ");
        Completions("$model[($global:ran = 1)] | Get-ModelLayer ");
        Completions("$model.$($global:ran = 1) | Get-ModelLayer ");

        Assert.Null(_module.Get("ran"));
    }

    private List<string> Completions(string begun)
    {
        _module.Set("begun", begun);
        return _module.Run(
            "foreach ($match in (TabExpansion2 $begun $begun.Length).CompletionMatches) { $match.CompletionText }")
            .WithoutErrors().Output.Select(match => match.ToString()).ToList();
    }
}

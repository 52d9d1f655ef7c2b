using MnistPS.Tests.Hosting;

namespace MnistPS.Tests.Models;

/// <summary>
/// Lists of our objects are lists to PowerShell. Those that C# makes of a collection expression are not: there
/// <c>$model.Layers[1]</c> is nothing and <c>$model.Layers[0]</c> all of them.
/// </summary>
public sealed class ObjectListTests : IClassFixture<ModuleRunspace>
{
    private readonly ModuleRunspace _module;

    public ObjectListTests(ModuleRunspace module)
    {
        _module = module;
        Digits.Give(module);
    }

    [Theory]
    [InlineData("New-DenseModel -HiddenUnits 4")]
    [InlineData("(New-DenseModel -HiddenUnits 4).Summary")]
    [InlineData("(New-DenseModel -HiddenUnits 4).Layers")]
    [InlineData("(New-DenseModel -HiddenUnits 4 | Build-DenseModel).Compilation")]
    [InlineData("$train")]
    [InlineData("$train | Get-DigitImage -Index 0")]
    [InlineData("$train | Get-DigitImage -Index 0 | Get-DigitPrediction -Model (New-DenseModel -HiddenUnits 4)")]
    [InlineData("New-DenseModel -HiddenUnits 4 | Test-ModelAccuracy -Dataset $test")]
    [InlineData("$train | Invoke-ModelTraining -Model (New-DenseModel -HiddenUnits 4 | Build-DenseModel) -BatchSize 500")]
    [InlineData("New-DenseModel -HiddenUnits 4 | Get-ModelWeight")]
    [InlineData("New-DenseModel -HiddenUnits 4 | Get-LayerOutput -InputObject ($train | Get-DigitImage -Index 0)")]
    public void An_item_is_had_by_its_number(string script)
    {
        var lists = _module.Run(
        $$"""
        foreach ($object in {{script}}) {
            foreach ($property in $object.psobject.Properties) {
                $list = $property.Value
                if ($list -isnot [System.Collections.IList] -or $list.Count -eq 0) { continue }
                if ($list -is [array] -and $list.Rank -gt 1) { continue }
                $items = @($list)
                "$($object.GetType().Name).$($property.Name) $([object]::Equals($list[0], $items[0]) -and [object]::Equals($list[-1], $items[-1]))"
            }
        }
        """).All<string>();

        Assert.All(lists, list => Assert.EndsWith(" True", list, StringComparison.Ordinal));
    }
}

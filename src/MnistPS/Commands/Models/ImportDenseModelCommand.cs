using System.Management.Automation;
using MnistPS.Formats;
using MnistPS.Models;
using MnistPS.Paths;

namespace MnistPS.Commands.Models;

/// <summary>Reads a model from a file that Export-DenseModel has written, or the one that the module brings along.</summary>
/// <remarks>
/// A damaged or foreign file is refused with one error; the next file of several has its turn. A model that was compiled
/// when it was written can be trained at once; its optimizer begins anew.
/// A file that describes a model too large for this module (more than 2³¹ weights, or more than 2²⁶ = 67,108,864 numbers that its layers compute for
/// one sample) is refused before any memory is taken for it.
/// Weights may be of 32, 16 (float16 or bfloat16) or 64 bits; they are computed with in 32.
/// The built-in model is the one that Get-DigitPrediction reads with where none is named: dense layers, trained on MNIST. It
/// is compiled with a low learning rate, to go on learning with digits of your own. From few of them alone it forgets some of
/// what it knows: join MNIST's in where it has to read both.
/// </remarks>
/// <example>
/// <para>Read a model and use it.</para>
/// <code>$model = Import-DenseModel -Path ./digits.safetensors
/// Get-ChildItem ./scans/*.png | Get-DigitPrediction -Model $model</code>
/// </example>
/// <example>
/// <para>Measure the built-in model, and look inside.</para>
/// <code>$model = Import-DenseModel -BuiltIn
/// $model | Test-ModelAccuracy -Dataset (Get-MnistDataset -Split Test)
/// $model | Get-ModelWeight</code>
/// </example>
/// <example>
/// <para>Teach the built-in model your own handwriting, from the folders ./mine/0 to ./mine/9, and keep it.</para>
/// <code>$train, $test = Import-DigitDataset ./mine | Split-DigitDataset -Fraction 0.8 -Seed 1
/// $model = Import-DenseModel -BuiltIn | Build-DenseModel -Optimizer Adam -LearningRate 0.0002
/// $train | Invoke-ModelTraining -Model $model -Epochs 10 -ShiftRange 1 -RotationRange 5
/// $model | Test-ModelAccuracy -Dataset $test
/// $model | Export-DenseModel -Path ./mine.safetensors</code>
/// </example>
[Cmdlet(VerbsData.Import, "DenseModel", DefaultParameterSetName = PathSet)]
[OutputType(typeof(DenseModel))]
public sealed class ImportDenseModelCommand : PathCommand
{
    private const string BuiltInSet = "BuiltIn";

    /// <summary>Gives the model that the module brings along: a new one each time, so that training it changes no other.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BuiltInSet)]
    public SwitchParameter BuiltIn { get; set; }

    /// <summary>
    /// Also reads weights that are infinite or not a number (NaN), to see what became of them. Without it, a file that holds
    /// one is refused: such a network computes nothing.
    /// </summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter AllowNonFinite { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == BuiltInSet)
            WriteObject(Require(BuiltInModel.Load));
        else
            ForEachFile(file => WriteObject(ModelFile.Load(file, AllowNonFinite)));
    }
}

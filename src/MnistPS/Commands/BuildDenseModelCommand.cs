using System.Management.Automation;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Optimizers;

namespace MnistPS.Commands;

/// <summary>Compiles a model: gives it a loss to make small and an optimizer that does so.</summary>
/// <remarks>
/// It is what Keras calls compile. A model that was compiled before gets a new optimizer that remembers nothing; its
/// weights stay. The model is put out again, for the next cmdlet of the pipeline.
/// </remarks>
/// <example>
/// <para>The tutorial's choice.</para>
/// <code>$model | Build-DenseModel -Loss CategoricalCrossentropy -Optimizer Adam -LearningRate 0.001</code>
/// </example>
/// <example>
/// <para>A model made and compiled in one line.</para>
/// <code>$model = New-DenseModel -HiddenUnits 128 | Build-DenseModel</code>
/// </example>
[Cmdlet(BuildVerb, "DenseModel")]
[OutputType(typeof(DenseModel))]
public sealed class BuildDenseModelCommand : ModuleCmdlet
{
    // An approved verb since PowerShell 6, which the standard library of 5.1 does not name yet.
    private const string BuildVerb = "Build";

    /// <summary>The model.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>What is made small: one loss for all outputs, or one for each. Default: CategoricalCrossentropy.</summary>
    [Parameter(Position = 0)]
    public LossKind[] Loss { get; set; } = [LossKind.CategoricalCrossentropy];

    /// <summary>What changes the weights. Default: Adam.</summary>
    [Parameter(Position = 1)]
    public OptimizerKind Optimizer { get; set; } = OptimizerKind.Adam;

    /// <summary>Size of a step. Default: the optimizer's own, 0.001 for Adam and 0.01 for SGD.</summary>
    [Parameter]
    public float? LearningRate { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Require(
            () => Model.Compilation = new Compilation(
                Model,
                [.. Loss.Select(kind => kind == LossKind.CategoricalCrossentropy ? new CategoricalCrossentropy() : new SparseCategoricalCrossentropy())],
                Optimizer == OptimizerKind.Adam ? new Adam(LearningRate ?? Adam.DefaultLearningRate) : new Sgd(LearningRate ?? Sgd.DefaultLearningRate)),
            Model);
        WriteObject(Model);
    }
}

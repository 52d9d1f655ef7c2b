using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Errors;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Parameters;
using MnistPS.Settings;

namespace MnistPS.Commands.Models;

/// <summary>Compiles a model: gives it a loss to make small and an optimizer that does so.</summary>
/// <remarks>
/// It is what Keras calls compile. A model that was compiled before gets a new optimizer that remembers nothing; its
/// weights stay. A loss that takes an output for what it is not (logits for probabilities, or the reverse) is warned of.
/// A setting that does not fit the loss or the optimizer is refused by name. The model is put out again, for the next cmdlet of the pipeline.
/// </remarks>
/// <example>
/// <para>The tutorial's choice.</para>
/// <code>$model | Build-DenseModel -Loss CategoricalCrossentropy -Optimizer Adam -LearningRate 0.001</code>
/// </example>
/// <example>
/// <para>Weight decay and smoothed labels.</para>
/// <code>$model | Build-DenseModel -Optimizer AdamW -LearningRate 0.005 -WeightDecay 0.01 -LabelSmoothing 0.1</code>
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
    [FlatList]
    public LossKind[] Loss { get; set; } = [LossKind.CategoricalCrossentropy];

    /// <summary>What changes the weights. Default: Adam.</summary>
    [Parameter(Position = 1)]
    [FlatList]
    public OptimizerKind Optimizer { get; set; } = OptimizerKind.Adam;

    /// <summary>Factor of each output's loss in the sum that is made small, for models with several outputs. Default: 1 each.</summary>
    [Parameter]
    public float[]? LossWeight { get; set; }

    /// <summary>The share of certainty that is spread over all answers, against too sure networks. Range: 0 to below 1.</summary>
    [Parameter]
    public float? LabelSmoothing { get; set; }

    /// <summary>Says that outputs are logits, which have gone through no softmax and no sigmoid.</summary>
    [Parameter]
    public SwitchParameter FromLogits { get; set; }

    /// <summary>Where the Huber loss goes over from a square to a line. Range: above 0. Default: 1.</summary>
    [Parameter]
    public float? Delta { get; set; }

    /// <summary>
    /// Also measures how often the right answer is among the k likeliest. Of equally likely ones the lower label comes
    /// first. Range: 1 to the number of classes.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TopK { get; set; }

    /// <summary>Size of a step. Default: the optimizer's own, 0.001 for Adam and 0.01 for SGD.</summary>
    [Parameter]
    public float? LearningRate { get; set; }

    /// <summary>The share of the last step that goes on, of SGD and RMSprop. Range: 0 to below 1. Default: 0.</summary>
    [Parameter]
    public float? Momentum { get; set; }

    /// <summary>Lets SGD's momentum look ahead.</summary>
    [Parameter]
    public SwitchParameter Nesterov { get; set; }

    /// <summary>The memory of RMSprop's mean square. Range: 0 to below 1. Default: 0.9.</summary>
    [Parameter]
    public float? Rho { get; set; }

    /// <summary>Lets RMSprop divide by the variance instead of the mean square.</summary>
    [Parameter]
    public SwitchParameter Centered { get; set; }

    /// <summary>The memory of the mean gradient, of Adam and its kin. Range: 0 to below 1; above 0 for Lion. Default: 0.9.</summary>
    [Parameter]
    public float? Beta1 { get; set; }

    /// <summary>The memory of the mean square, of Adam and its kin. Range: 0 to below 1. Default: 0.999; 0.99 for Lion.</summary>
    [Parameter]
    public float? Beta2 { get; set; }

    /// <summary>Lets Adam divide by the largest mean square so far.</summary>
    [Parameter]
    public SwitchParameter AMSGrad { get; set; }

    /// <summary>Adagrad's sum of squares before the first step. Range: at least 0. Default: 0.1.</summary>
    [Parameter]
    public float? InitialAccumulator { get; set; }

    /// <summary>
    /// ε, which keeps a division by a root of zero apart from zero, of all optimizers but SGD and Lion. Range: above 0.
    /// Default: 1e-7.
    /// </summary>
    [Parameter]
    public float? Epsilon { get; set; }

    /// <summary>The share of each weight, times the learning rate, that is taken off in each step. Default: 0; 0.004 for AdamW.</summary>
    [Parameter]
    public float? WeightDecay { get; set; }

    /// <summary>The longest allowed gradient of one parameter. Range: above 0. Default: no limit.</summary>
    [Parameter]
    public float? ClipNorm { get; set; }

    /// <summary>The longest allowed gradient of all parameters together. Range: above 0. Default: no limit.</summary>
    [Parameter]
    public float? GlobalClipNorm { get; set; }

    /// <summary>The largest allowed number in a gradient. Range: above 0. Default: no limit.</summary>
    [Parameter]
    public float? ClipValue { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Require(() => Model.Compilation = CreateCompilation(), Model);
        foreach (var advice in OutputAdvice.Of(Model))
            WriteWarning(Remedies.Complete(advice));
        WriteObject(Model);
    }

    private Compilation CreateCompilation() =>
        new(
            Model,
            [.. Loss.Select(kind => Catalog<Loss>.Create(kind, GivenParameters.Of<Loss>(MyInvocation)))],
            Catalog<Optimizer>.Create(Optimizer, GivenParameters.Of<Optimizer>(MyInvocation)))
        {
            LossWeights = LossWeight,
            TopK = TopK,
        };
}

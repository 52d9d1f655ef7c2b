using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Models;
using MnistPS.Parameters;

namespace MnistPS.Commands.Models;

/// <summary>Makes a model of layers, or in one go of the numbers of its hidden units.</summary>
/// <remarks>
/// The model is found by walking from the output layers back to the input layers. Weights come into being from the seed,
/// on first use. Before it can be trained, a model is compiled with Build-DenseModel.
/// </remarks>
/// <example>
/// <para>The short way: 784 inputs, two hidden layers, 10 probabilities.</para>
/// <code>New-DenseModel -HiddenUnits 256, 128 -Activation ReLU</code>
/// </example>
/// <example>
/// <para>From layers, at the end of the pipeline that joins them.</para>
/// <code>$model = New-InputLayer 784 | New-DenseLayer 128 ReLU | New-DenseLayer 10 Softmax | New-DenseModel -Name digits</code>
/// </example>
/// <example>
/// <para>By lists of inputs and outputs, for graphs that fork and join.</para>
/// <code>New-DenseModel -InputLayer $left, $right -OutputLayer $digit, $parity</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DenseModel", DefaultParameterSetName = LayersSet)]
[OutputType(typeof(DenseModel))]
public sealed class NewDenseModelCommand : ModuleCmdlet
{
    private const string LayersSet = "Layers";
    private const string UnitsSet = "HiddenUnits";
    private const int PixelsOfADigit = 784;
    private const int Digits = 10;

    private readonly List<Layer> _outputs = [];

    /// <summary>The layers where samples enter. Without them they are found by walking back from the outputs.</summary>
    [Parameter(Position = 0, ParameterSetName = LayersSet)]
    public InputLayer[]? InputLayer { get; set; }

    /// <summary>The layers whose outputs are the answer.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = LayersSet)]
    public Layer[] OutputLayer { get; set; } = [];

    /// <summary>Units of each hidden layer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UnitsSet)]
    public int[] HiddenUnits { get; set; } = [];

    /// <summary>Numbers in a sample. Default: 784, the pixels of a digit.</summary>
    [Parameter(ParameterSetName = UnitsSet)]
    public int InputSize { get; set; } = PixelsOfADigit;

    /// <summary>Number of classes. Default: 10, the digits.</summary>
    [Parameter(ParameterSetName = UnitsSet)]
    public int OutputUnits { get; set; } = Digits;

    /// <summary>The activation of the hidden layers. Default: ReLU. The output is a softmax.</summary>
    [Parameter(ParameterSetName = UnitsSet)]
    [FlatList]
    public ActivationKind Activation { get; set; } = ActivationKind.ReLU;

    /// <summary>A name for the model.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>Where the first weights come from: the same seed gives the same weights. Default: a random one.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _outputs.AddRange(OutputLayer);

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(Require(CreateModel));

    private DenseModel CreateModel()
    {
        if (ParameterSetName == UnitsSet)
            return DenseModel.Create(InputSize, HiddenUnits, OutputUnits, ActivationCatalog.Get(Activation), Name, Seed);
        return InputLayer is null
            ? new DenseModel(_outputs, Name, Seed)
            : new DenseModel(InputLayer, _outputs, Name, Seed);
    }
}

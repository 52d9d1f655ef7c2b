using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Models;
using MnistPS.Parameters;

namespace MnistPS.Commands.Metrics;

/// <summary>What the cmdlets share that look at a model's answers to data.</summary>
public abstract class ModelDataCommand : ModuleCmdlet
{
    /// <summary>The model. A training run carries its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>
    /// The images and what they show. For a model with several inputs or outputs, several datasets in their order, or a
    /// hashtable by layer, as for Invoke-ModelTraining; the images returned are those of the first input.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [DatasetList]
    public ModelDatasets Dataset { get; set; } = null!;
}

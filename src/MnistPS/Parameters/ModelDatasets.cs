using System.Collections;
using System.Management.Automation;
using MnistPS.Data;
using MnistPS.Models;
using MnistPS.Prediction;

namespace MnistPS.Parameters;

/// <summary>
/// What a parameter takes that wants the data of a model: a dataset; several, in the order of the model's inputs; or a
/// hashtable with a dataset for each name of a layer. PowerShell converts by itself.
/// </summary>
public sealed class ModelDatasets
{
    private readonly Func<DenseModel, SampleSet> _match;

    /// <summary>The datasets, each as often as it was given.</summary>
    internal IReadOnlyList<DigitDataset> Datasets { get; }

    /// <summary>One dataset for all inputs and outputs.</summary>
    /// <param name="dataset">The dataset.</param>
    public ModelDatasets(DigitDataset dataset) =>
        (Datasets, _match) = ([dataset], model => ModelSamples.Match(model, dataset));

    /// <summary>Several datasets, in the order of the model's inputs and outputs.</summary>
    /// <param name="datasets">The datasets.</param>
    /// <exception cref="ArgumentException">Something else is among them.</exception>
    public ModelDatasets(IList datasets)
    {
        DigitDataset[] list = [.. datasets.Cast<object?>().Select(Read)];
        if (list.Length == 0)
            throw new ArgumentException("There is no dataset in the list.");
        (Datasets, _match) = (list, model => ModelSamples.Match(model, list));
    }

    /// <summary>Datasets by the name of the layer that they are for.</summary>
    /// <param name="datasets">Names with datasets.</param>
    /// <exception cref="ArgumentException">Something else is among them.</exception>
    public ModelDatasets(IDictionary datasets)
    {
        var byName = datasets.Cast<DictionaryEntry>().ToDictionary(entry => $"{entry.Key}", entry => Read(entry.Value));
        (Datasets, _match) = ([.. byName.Values], model => ModelSamples.Match(model, byName));
    }

    /// <summary>Matches the datasets with the inputs and outputs of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The samples.</returns>
    /// <exception cref="MnistPSException">They do not fit.</exception>
    internal SampleSet Match(DenseModel model) => _match(model);

    private static DigitDataset Read(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) as DigitDataset
        ?? throw new ArgumentException($"'{DisplayText.Of($"{value ?? "null"}")}' is no dataset, such as Get-MnistDataset and New-DigitDataset make.");
}

using MnistPS.Data;
using MnistPS.Models;

namespace MnistPS.Prediction;

/// <summary>Matches datasets with the inputs and outputs of a model, and says plainly where they do not fit.</summary>
public static class ModelSamples
{
    /// <summary>One dataset for all inputs and all outputs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataset">The dataset.</param>
    /// <returns>The samples.</returns>
    /// <exception cref="MnistPSException">Shapes do not fit.</exception>
    public static SampleSet Match(DenseModel model, DigitDataset dataset) => Match(
        model,
        new SampleSet([.. model.Inputs.Select(_ => dataset)], [.. model.Outputs.Select(_ => dataset)]));

    /// <summary>Datasets in the order of the model's inputs, and of its outputs if there are as many more.</summary>
    /// <param name="model">The model.</param>
    /// <param name="datasets">
    /// One dataset for all inputs and outputs; or one for each input, the labels being those of the first; or one for each
    /// input and then one for each output.
    /// </param>
    /// <returns>The samples.</returns>
    /// <exception cref="MnistPSException">The number does not fit (<c>DatasetNumberMismatch</c>), or shapes do not.</exception>
    public static SampleSet Match(DenseModel model, IReadOnlyList<DigitDataset> datasets)
    {
        var inputs = model.Inputs.Count;
        if (datasets.Count == 1)
            return Match(model, datasets[0]);
        if (datasets.Count == inputs)
            return Match(model, new SampleSet(datasets, [.. model.Outputs.Select(_ => datasets[0])]));
        if (datasets.Count == inputs + model.Outputs.Count)
            return Match(model, new SampleSet([.. datasets.Take(inputs)], [.. datasets.Skip(inputs)]));
        throw new MnistPSException(
            "DatasetNumberMismatch",
            ErrorKind.InvalidArgument,
            $"{datasets.Count} datasets were given for the inputs {string.Join(", ", model.Inputs)} and the outputs "
            + $"{string.Join(", ", model.Outputs)}. Give one for all, one for each input, or one for each input and then one "
            + "for each output; or a hashtable with a dataset for each layer's name.");
    }

    /// <summary>Datasets by the names of the layers that they are for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="datasets">A dataset for each name of an input layer, and of an output layer where they differ.</param>
    /// <returns>The samples.</returns>
    /// <exception cref="MnistPSException">A name is missing or unknown, or shapes do not fit.</exception>
    public static SampleSet Match(DenseModel model, IReadOnlyDictionary<string, DigitDataset> datasets)
    {
        foreach (var name in datasets.Keys)
            CheckName(model, name);
        var inputs = model.Inputs.Select(layer => Find(layer.Name!) ?? throw Missing(layer.Name!)).ToArray();

        // An output without a dataset of its own is trained on the labels of the first input's.
        var targets = model.Outputs.Select(layer => Find(layer.Name!) ?? inputs[0]).ToArray();
        return Match(model, new SampleSet(inputs, targets));

        DigitDataset? Find(string layer) =>
            datasets.FirstOrDefault(entry => entry.Key.Equals(layer, StringComparison.OrdinalIgnoreCase)).Value;

        MnistPSException Missing(string layer) => new(
            "InputWithoutData",
            ErrorKind.InvalidArgument,
            $"The input layer '{layer}' has no dataset. Give a hashtable with one for each of: "
            + $"{string.Join(", ", model.Inputs)}.");
    }

    private static void CheckName(DenseModel model, string name)
    {
        var layer = model.GetLayer(name);
        if (!model.Inputs.Contains(layer) && !model.Outputs.Contains(layer))
            throw new MnistPSException(
                "LayerTakesNoData",
                ErrorKind.InvalidArgument,
                $"The layer '{layer}' is no input and no output: it takes no dataset. The inputs are "
                + $"{string.Join(", ", model.Inputs)}, the outputs {string.Join(", ", model.Outputs)}.");
    }

    private static SampleSet Match(DenseModel model, SampleSet samples)
    {
        for (var i = 0; i < model.Inputs.Count; i++)
            CheckInput(model.Inputs[i].Name!, model.Inputs[i].OutputShape.Size, samples.Inputs[i]);
        for (var i = 0; i < model.Outputs.Count; i++)
            CheckOutput(model.Outputs[i].Name!, model.Outputs[i].OutputShape.Size, samples.Targets[i]);
        return samples;
    }

    private static void CheckInput(string layer, int size, DigitDataset dataset)
    {
        if (size != dataset.ImageShape.Size)
            throw new MnistPSException(
                "InputShapeMismatch",
                ErrorKind.InvalidArgument,
                $"The input layer '{layer}' expects {size} values per sample; the images {dataset.ImageShape} have "
                + $"{dataset.ImageShape.Size}.")
            {
                Data = { ["Size"] = dataset.ImageShape.Size },
            };
    }

    // A single unit tells class 1 from class 0.
    private static void CheckOutput(string layer, int size, DigitDataset dataset)
    {
        if (size == dataset.ClassCount || (size == 1 && dataset.ClassCount == 2))
            return;
        throw new MnistPSException(
            "OutputShapeMismatch",
            ErrorKind.InvalidArgument,
            $"The output layer '{layer}' has {size} units; the labels have {dataset.ClassCount} classes.")
        {
            Data = { ["Units"] = dataset.ClassCount },
        };
    }
}

using MnistPS.Files;
using MnistPS.Layers;
using MnistPS.Models;

namespace MnistPS.Formats;

/// <summary>A model in a single safetensors file: the weights as tensors, the graph as JSON in the metadata.</summary>
/// <remarks>
/// A file is read without trust: all that it says is checked against its length and against <see cref="ModelBudget"/> before
/// memory is taken for it.
/// </remarks>
public static class ModelFile
{
    private const string FormatKey = "format";
    private const string FormatName = "mnistps-model";
    private const string ArchitectureKey = "architecture";

    /// <summary>Writes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Path of the file; it appears whole or not at all.</param>
    /// <param name="precision">In how many bits the weights are written.</param>
    /// <param name="allowNonFinite">Whether weights may be infinite or NaN.</param>
    /// <param name="options">What may happen to a file that is there. Default: it is replaced unless it is read-only.</param>
    /// <exception cref="MnistPSException">
    /// A weight is too large for 16 bits (<c>WeightOutOfHalfRange</c>), or infinite or NaN (<c>WeightNotFinite</c>); or the file
    /// may not be written: see <see cref="AtomicFile.Check"/>.
    /// </exception>
    public static void Save(
        DenseModel model,
        string path,
        WeightPrecision precision = WeightPrecision.Float32,
        bool allowNonFinite = false,
        FileWriteOptions? options = null) =>
        ToFile(model).Save(path, precision, allowNonFinite, options);

    /// <summary>Reads a model.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="allowNonFinite">Whether weights may be infinite or NaN.</param>
    /// <returns>The model, with the weights and, if it was compiled, its loss and optimizer.</returns>
    /// <exception cref="MnistPSException">
    /// The file is damaged or not a model of this module (<c>ModelFileInvalid</c>), a weight is infinite or NaN
    /// (<c>WeightNotFinite</c>), or the model would take too much memory (<c>ModelTooLarge</c>, <c>LayerTooLarge</c>).
    /// </exception>
    public static DenseModel Load(string path, bool allowNonFinite = false) =>
        FromFile(SafeTensorsFile.Load(path, allowNonFinite), path);

    /// <summary>The content of the file.</summary>
    internal static SafeTensorsFile ToFile(DenseModel model)
    {
        var file = new SafeTensorsFile();
        file.Metadata[FormatKey] = FormatName;
        file.Metadata[ArchitectureKey] = ModelArchitecture.Describe(model).ToJsonString();
        foreach (var layer in model.Layers)
        {
            foreach (var parameter in layer.Parameters)
                file.Add($"{layer.Name}/{parameter.Name}", parameter.Shape, parameter.Value);
        }

        return file;
    }

    /// <summary>The model of a content.</summary>
    internal static DenseModel FromFile(SafeTensorsFile file, string path)
    {
        if (file.Metadata.GetValueOrDefault(FormatKey) != FormatName
            || !file.Metadata.TryGetValue(ArchitectureKey, out var architecture))
            throw Invalid(path, "it holds tensors, but no architecture that this module has written.", null);
        try
        {
            var model = ModelArchitecture.Restore(architecture);
            RestoreWeights(model, file);
            return model;
        }
        catch (MnistPSException error) when (error.ErrorId is ModelBudget.TooLarge or Parameter.TooLarge)
        {
            throw new MnistPSException(error.ErrorId, ErrorKind.InvalidData, $"'{path}' is not read: {error.Message}", error);
        }
        catch (Exception error) when (error is InvalidDataException or MnistPSException)
        {
            throw Invalid(path, error.Message, error);
        }
    }

    private static void RestoreWeights(DenseModel model, SafeTensorsFile file)
    {
        foreach (var layer in model.Layers)
        {
            foreach (var parameter in layer.Parameters)
            {
                var name = $"{layer.Name}/{parameter.Name}";
                if (!file.Tensors.TryGetValue(name, out var tensor) || !tensor.Shape.Equals(parameter.Shape))
                    throw new InvalidDataException($"the tensor '{name}' {parameter.Shape} is missing or of another shape.");
                parameter.Value.CopyFrom(tensor.Values);
            }
        }
    }

    private static MnistPSException Invalid(string path, string why, Exception? cause) => new(
        "ModelFileInvalid", ErrorKind.InvalidData, $"'{path}' is no model of this module: {why}", cause);
}

using MnistPS.Layers;
using MnistPS.Numerics;

namespace MnistPS.Models;

/// <summary>
/// What a model may take of memory. It is computed from the layers alone, before anything is allocated: a small file can
/// describe a very large model.
/// </summary>
public static class ModelBudget
{
    /// <summary>The id of the error for a model beyond <see cref="MaximumParameters"/> or <see cref="MaximumValuesPerSample"/>.</summary>
    public const string TooLarge = "ModelTooLarge";

    /// <summary>The id of the error for a batch that the machine's memory cannot hold.</summary>
    public const string OutOfMemory = "MemoryInsufficient";

    /// <summary>The most numbers that all layers' outputs may have for one sample: 256 MiB of float32.</summary>
    public const long MaximumValuesPerSample = 1L << 26;

    // An optimizer remembers up to three numbers per weight, besides the weight and its gradient.
    private const int NumbersPerTrainedWeight = 5;

    /// <summary>The most numbers that all parameters of a model may have: they are trained in one array.</summary>
    public static long MaximumParameters => Parameter.MaximumCount;

    /// <summary>Refuses layers that are too large together.</summary>
    /// <param name="layers">The layers of a model.</param>
    /// <exception cref="MnistPSException">They are (<c>ModelTooLarge</c>).</exception>
    internal static void Check(IReadOnlyList<Layer> layers)
    {
        // In the common array each parameter begins on a cache line.
        var parameters = layers.Sum(layer => layer.Parameters.Sum(parameter => (long)parameter.Count + Matrix.Alignment - 1));
        if (parameters > MaximumParameters)
            throw Error($"Its layers have {parameters:N0} parameters; at most {MaximumParameters:N0} are possible. Give its layers fewer units.");
        var values = layers.Sum(layer => (long)layer.OutputShape.Size);
        if (values > MaximumValuesPerSample)
            throw Error(
                $"Its layers compute {values:N0} numbers for a single sample; at most {MaximumValuesPerSample:N0} are possible. "
                + "Give it fewer layers, or layers of fewer units.");
    }

    /// <summary>Refuses a batch that memory cannot hold.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Samples in the batch.</param>
    /// <param name="training">Whether it is to train.</param>
    /// <exception cref="MnistPSException">It cannot (<c>MemoryInsufficient</c>).</exception>
    internal static void CheckBatch(DenseModel model, int rows, bool training)
    {
        var perSample = model.Layers.Sum(layer => ValuesPerSample(layer, training));
        var largest = model.Layers.Max(layer => (long)layer.OutputShape.Size) * rows;
        var weights = model.Parameters.Where(parameter => training || !parameter.IsCreated).Sum(parameter => (long)parameter.Count);
        var bytes = sizeof(float) * ((perSample * rows) + (weights * (training ? NumbersPerTrainedWeight : 1)));
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > available || largest > Parameter.MaximumCount)
            throw new MnistPSException(
                OutOfMemory,
                ErrorKind.InvalidOperation,
                $"A batch of {rows:N0} samples takes {Gigabytes(bytes)} in the model '{model.Name}', and this machine has "
                + $"{Gigabytes(available)}. Take a smaller batch, or a smaller model.");
    }

    // The output, what comes before its activation and, while training, its gradient and a mask or the like.
    private static long ValuesPerSample(Layer layer, bool training) => layer.OutputShape.Size * (
        (layer.PassesInputOn(training) ? 0L : 1)
        + (layer.OutputActivation is { NeedsPreActivation: true } && !layer.ActivatesInput ? 1 : 0)
        + (training ? 2 : 0));

    private static string Gigabytes(long bytes) => $"{bytes / 1e9:N1} GB";

    private static MnistPSException Error(string message) => new(TooLarge, ErrorKind.InvalidArgument, $"The model is too large. {message}");
}

using MnistPS.Training;
using MnistPS.Training.Engines;

namespace MnistPS.Torch;

/// <summary>Trains by libtorch's autograd. Found by its name: see <see cref="TrainingEngines"/>.</summary>
internal sealed class TorchEngine : ITrainingEngine
{
    /// <inheritdoc/>
    public ITrainingStep CreateStep(StepContext context)
    {
        TorchRuntime.EnsureLoaded();
        return new TorchStep(context);
    }

    /// <summary>The error for something that this engine does not know.</summary>
    /// <param name="what">In the plural, or with an article.</param>
    internal static MnistPSException Unsupported(string what) => new(
        "EngineUnsupported",
        ErrorKind.InvalidArgument,
        $"The engine TorchSharp does not know {what}. Train with the engine Vector.");
}

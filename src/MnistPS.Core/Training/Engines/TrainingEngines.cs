using System.Reflection;
using System.Runtime.Loader;

namespace MnistPS.Training.Engines;

/// <summary>Finds the engine that is asked for. One that brings libraries of its own is loaded only then, by its name.</summary>
internal static class TrainingEngines
{
    private const string TorchAssembly = "MnistPS.Torch";
    private const string TorchType = "MnistPS.Torch.TorchEngine";

    /// <summary>Prepares the steps of a training.</summary>
    /// <param name="kind">The engine.</param>
    /// <param name="context">What they work with.</param>
    /// <returns>The step that the trainer calls for each batch.</returns>
    /// <exception cref="MnistPSException">
    /// The engine is not there (<c>TorchNotInstalled</c>), or its libraries do not load (<c>NativeLibraryNotLoadable</c>).
    /// </exception>
    internal static ITrainingStep CreateStep(TrainingEngineKind kind, StepContext context) =>
        kind == TrainingEngineKind.TorchSharp ? CreateTorchStep(context) : new TrainingStep(context);

    private static ITrainingStep CreateTorchStep(StepContext context)
    {
        try
        {
            return LoadTorch().CreateStep(context);
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException)
        {
            throw new MnistPSException(
                "TorchNotInstalled",
                ErrorKind.NotInstalled,
                $"The engine TorchSharp is not installed, or not completely. {error.Message} Install the module anew, or train "
                + "with the engine Vector.",
                error);
        }
    }

    private static ITrainingEngine LoadTorch()
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(TrainingEngines).Assembly)!;
        var type = context.LoadFromAssemblyName(new AssemblyName(TorchAssembly)).GetType(TorchType, throwOnError: true)!;
        return (ITrainingEngine)Activator.CreateInstance(type)!;
    }
}

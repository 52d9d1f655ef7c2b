using MnistPS.Models;

namespace MnistPS.Formats;

/// <summary>The model that the module brings along, in <c>models/digits.safetensors</c> beside the folder of the assemblies.</summary>
public static class BuiltInModel
{
    private static readonly object s_lock = new();
    private static DenseModel? s_shared;

    /// <summary>The file with its weights.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(typeof(BuiltInModel).Assembly.Location)!, "..", "models", "digits.safetensors"));

    /// <summary>The model to predict with. It is read once, when it is first asked for, by whichever thread comes first.</summary>
    /// <returns>The same object each time: nobody may change it.</returns>
    /// <exception cref="MnistPSException">The file is missing (<c>BuiltInModelMissing</c>) or damaged.</exception>
    public static DenseModel GetShared()
    {
        lock (s_lock)
            return s_shared ??= Load();
    }

    /// <summary>The model to train or to change.</summary>
    /// <returns>A new object each time.</returns>
    /// <exception cref="MnistPSException">The file is missing (<c>BuiltInModelMissing</c>) or damaged.</exception>
    public static DenseModel Load() => File.Exists(Path)
        ? ModelFile.Load(Path)
        : throw new MnistPSException(
            "BuiltInModelMissing",
            ErrorKind.ObjectNotFound,
            $"The module's own model is not at '{Path}'.");
}

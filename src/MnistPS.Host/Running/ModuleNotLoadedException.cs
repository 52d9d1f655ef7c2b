namespace MnistPS.Hosting;

/// <summary>The module is not there, or does not load: nothing can be run.</summary>
internal sealed class ModuleNotLoadedException(string message, Exception? innerException = null)
    : Exception(message, innerException);

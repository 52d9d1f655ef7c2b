namespace MnistPS.Import;

/// <summary>Is told how an import goes, always on the thread that imports.</summary>
public interface IImportObserver
{
    /// <summary>A part of the work is done.</summary>
    /// <param name="path">What is being read.</param>
    /// <param name="done">How much of it is done, in any unit.</param>
    /// <param name="total">How much there is.</param>
    void Advanced(string path, long done, long total);

    /// <summary>Something is left out, and the rest goes on.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="reason">Why.</param>
    void Skipped(string path, Exception reason);

    /// <summary>Something is read, but may not be what was meant.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="warning">One sentence.</param>
    void Warned(string path, string warning);
}

namespace MnistPS.Tests.Models;

/// <summary>A folder that is gone after the test, with a name that is hard on scripts.</summary>
public sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnistps it's a ");

    /// <summary>Full path of the folder.</summary>
    public string Path => _folder.FullName;

    /// <summary>Full path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}

namespace MnistPS.Tests.Hosting;

/// <summary>A .ps1 file that is gone after the test.</summary>
public sealed class TemporaryScript : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnistps host ");

    /// <summary>Writes it.</summary>
    public TemporaryScript(string text)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "it's a script.ps1");
        File.WriteAllText(Path, text);
    }

    /// <summary>The full path, with a space and a quote in it.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}

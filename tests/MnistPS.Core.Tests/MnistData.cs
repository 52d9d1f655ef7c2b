using System.Reflection;

namespace MnistPS.Tests;

/// <summary>Where the real MNIST lies, for tests that need it; they are skipped where it does not.</summary>
internal static class MnistData
{
    private const string DataVariable = "MNISTPS_DATA";
    private const string Probe = "train-images-idx3-ubyte";

    /// <summary>The folder with the four files. Skips the test where there is none.</summary>
    internal static string RequireFolder()
    {
        var folder = Folder;
        Skip.If(
            folder is null,
            $"MNIST is needed: set {DataVariable} to a folder that holds it, or run Get-MnistDataset.");
        return folder!;
    }

    /// <summary>The folder with the four files, or null.</summary>
    internal static string? Folder { get; } = Candidates().FirstOrDefault(HasMnist);

    private static IEnumerable<string?> Candidates()
    {
        yield return Environment.GetEnvironmentVariable(DataVariable);
        yield return Path.Combine(RepositoryPath, "..", "shared", "mnist");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        yield return Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(home, ".cache"), "mnistps");
        yield return Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "mnistps");
    }

    private static string RepositoryPath => typeof(MnistData).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryPath").Value!;

    private static bool HasMnist(string? folder) => !string.IsNullOrEmpty(folder)
        && (File.Exists(Path.Combine(folder, Probe)) || File.Exists(Path.Combine(folder, Probe + ".gz")));
}

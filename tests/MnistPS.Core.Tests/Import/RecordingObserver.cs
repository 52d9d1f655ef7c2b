using MnistPS.Import;

namespace MnistPS.Tests.Import;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingObserver : IImportObserver
{
    internal List<(long Done, long Total)> Progress { get; } = [];

    internal List<(string Path, string ErrorId)> Left { get; } = [];

    internal List<string> Warnings { get; } = [];

    public void Advanced(string path, long done, long total) => Progress.Add((done, total));

    public void Skipped(string path, Exception reason) =>
        Left.Add((Path.GetFileName(path), (reason as MnistPSException)?.ErrorId ?? reason.GetType().Name));

    public void Warned(string path, string warning) => Warnings.Add($"{Path.GetFileName(path)}: {warning}");
}

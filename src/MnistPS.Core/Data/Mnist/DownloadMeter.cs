namespace MnistPS.Data.Mnist;

/// <summary>Counts what came of one file, and reports it together with the files before.</summary>
internal sealed class DownloadMeter(MnistFile file, long before, long total, IProgress<DownloadProgress>? progress)
{
    private Uri _address = MnistPlaces.UsualMirrors[0];
    private string? _failure;

    internal void Start(Uri address)
    {
        _address = address;
        Receive(0);
    }

    internal void Fail(string failure) => _failure = failure;

    internal void Receive(long received) => progress?.Report(
        new DownloadProgress(file, _address, before + Math.Min(received, file.CompressedLength), total, _failure));
}

using System.Net;
using Polly;
using Polly.Retry;

namespace MnistPS.Data.Mnist;

/// <summary>
/// Fetches MNIST's files into a folder: from one server after the other, checked against the SHA-256 of their content,
/// and moved into place in one step, so that a reader finds a whole file or none.
/// </summary>
public sealed class MnistDownloader
{
    private const int BufferLength = 1 << 16;

    // A gzip of these images is never twice the mirrors' own: more is something else, and is not read to its end.
    private const int MostExcess = 2;
    private readonly IReadOnlyList<Uri> _mirrors;
    private readonly DownloadOptions _options;

    /// <summary>Makes a downloader.</summary>
    /// <param name="mirrors">Base addresses, asked in this order; at least one.</param>
    /// <param name="options">How patient it is.</param>
    public MnistDownloader(IReadOnlyList<Uri> mirrors, DownloadOptions? options = null)
    {
        if (mirrors.Count == 0)
            throw new ArgumentException("At least one address is needed.", nameof(mirrors));
        (_mirrors, _options) = (mirrors, options ?? new DownloadOptions());
    }

    /// <summary>Fetches files, and stores them decompressed, which is quicker to read.</summary>
    /// <param name="files">Which files.</param>
    /// <param name="folder">Where to; made where it does not exist.</param>
    /// <param name="progress">Is told how far the download is; from another thread.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <returns>Nothing; completes when all files are in place.</returns>
    /// <exception cref="MnistDownloadException">No server sent a file that is right.</exception>
    /// <exception cref="MnistPSException">The folder cannot be written (<c>CacheNotWritable</c>).</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public async Task DownloadAsync(
        IReadOnlyList<MnistFile> files,
        string folder,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        // The bytes on the wire are compressed already, and are checked as they are: no decompression by the handler.
        using var handler = new SocketsHttpHandler { ConnectTimeout = _options.ConnectTimeout };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var total = files.Sum(file => (long)file.CompressedLength);
        var before = 0L;
        foreach (var file in files)
        {
            var meter = new DownloadMeter(file, before, total, progress);
            var content = await FetchAsync(client, file, meter, cancellationToken).ConfigureAwait(false);
            CacheFile.Write(folder, file.Name, content, cancellationToken);
            before += file.CompressedLength;
        }
    }

    private async Task<MnistFileContent> FetchAsync(
        HttpClient client, MnistFile file, DownloadMeter meter, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        var attempt = 0;
        try
        {
            return await Retries(failures, meter).ExecuteAsync(
                async token =>
                {
                    var address = new Uri(_mirrors[attempt++ % _mirrors.Count], file.CompressedName);
                    return await FetchOnceAsync(client, file, address, meter, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (FailedAttemptException last)
        {
            throw new MnistDownloadException([.. failures, last.Message], last);
        }
    }

    private ResiliencePipeline Retries(List<string> failures, DownloadMeter meter)
    {
        var retries = (_mirrors.Count * _options.AttemptsPerMirror) - 1;
        if (retries < 1)
            return ResiliencePipeline.Empty;
        return new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<FailedAttemptException>(),
            MaxRetryAttempts = retries,
            Delay = _options.FirstDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            OnRetry = retry =>
            {
                failures.Add(retry.Outcome.Exception!.Message);
                meter.Fail(retry.Outcome.Exception.Message);
                return default;
            },
        }).Build();
    }

    private async Task<MnistFileContent> FetchOnceAsync(
        HttpClient client, MnistFile file, Uri address, DownloadMeter meter, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            meter.Start(address);
            using var body = await ReadBodyAsync(client, file, address, meter, stall).ConfigureAwait(false);
            return MnistFileContent.Check(file, body, cancellationToken);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FailedAttemptException(
                $"{address}: nothing came for {_options.StallTimeout.TotalSeconds:0.#} s", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new FailedAttemptException($"{address}: {Innermost(error)}", error);
        }
    }

    private async Task<MemoryStream> ReadBodyAsync(
        HttpClient client, MnistFile file, Uri address, DownloadMeter meter, CancellationTokenSource stall)
    {
        stall.CancelAfter(_options.StallTimeout + _options.ConnectTimeout);
        using var response = await client
            .GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new HttpRequestException($"the server answered {(int)response.StatusCode} {response.ReasonPhrase}");
        var body = new MemoryStream(file.CompressedLength);
        using var source = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        var buffer = new byte[BufferLength];
        while (true)
        {
            stall.CancelAfter(_options.StallTimeout);
            var count = await source.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
            if (count == 0)
                return body;
            body.Write(buffer, 0, count);
            meter.Receive(body.Length);
            if (body.Length > LongestBody(file))
                throw new IOException($"it sends more than the {LongestBody(file):N0} bytes that {file.Name} can have");
        }
    }

    // A server that decompresses on its way is fine, too: the content is what is checked.
    private static long LongestBody(MnistFile file) =>
        Math.Max(file.Length, (long)file.CompressedLength * MostExcess);

    private static string Innermost(Exception error)
    {
        while (error.InnerException is not null)
            error = error.InnerException;
        return error.Message;
    }
}

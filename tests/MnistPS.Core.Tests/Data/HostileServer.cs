using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MnistPS.Tests.Data;

/// <summary>A web server on this machine that does to a client what servers on the way to MNIST do.</summary>
internal sealed class HostileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<Answer> _answers;
    private readonly Func<string, Answer>? _lastAnswer;

    /// <summary>Starts it.</summary>
    /// <param name="lastAnswer">What it answers to a path once the other answers are used up; 404 where none is
    /// given.</param>
    /// <param name="answers">What it answers to the first requests, in order.</param>
    internal HostileServer(Func<string, Answer>? lastAnswer, params Answer[] answers)
    {
        (_answers, _lastAnswer) = (new Queue<Answer>(answers), lastAnswer);
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    internal HostileServer(params Answer[] answers)
        : this(null, answers)
    {
    }

    internal Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/mnist/");

    internal List<string> Requests { get; } = [];

    internal static Answer Ok(byte[] body) => new(200, body, body.Length, Stalls: false);

    internal static Answer Fail(int status) => new(status, [], 0, Stalls: false);

    /// <summary>Announces all, sends half, and closes the connection.</summary>
    internal static Answer CutOff(byte[] body) => new(200, body[..(body.Length / 2)], body.Length, Stalls: false);

    /// <summary>Announces all, sends half, and says nothing more.</summary>
    internal static Answer Stall(byte[] body) => CutOff(body) with { Stalls = true };

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var path = await ReadPathAsync(stream);
            var answer = Next(path);
            var head = string.Create(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 {answer.Status} Answer\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
            await stream.WriteAsync(answer.Body, _stop.Token);
            if (answer.Stalls)
                await Task.Delay(Timeout.Infinite, _stop.Token);
        }
    }

    private Answer Next(string path)
    {
        lock (Requests)
        {
            Requests.Add(path);
            return _answers.TryDequeue(out var answer) ? answer : _lastAnswer?.Invoke(path) ?? Fail(404);
        }
    }

    private async Task<string> ReadPathAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var request = await reader.ReadLineAsync(_stop.Token) ?? " / ";
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
        {
            // The rest of the request says nothing that matters here.
        }

        return request.Split(' ')[1];
    }

    /// <summary>What the server does with one request.</summary>
    /// <param name="Status">The status code.</param>
    /// <param name="Body">What is sent.</param>
    /// <param name="Length">What is announced.</param>
    /// <param name="Stalls">Whether the connection then stays open in silence.</param>
    internal sealed record Answer(int Status, byte[] Body, int Length, bool Stalls);
}

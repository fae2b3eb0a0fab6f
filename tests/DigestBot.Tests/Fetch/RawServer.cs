using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DigestBot.Tests.Fetch;

/// <summary>A server that says what no decent web server would: octets, as slowly as it likes.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    private RawServer(Func<Func<string, Task>, CancellationToken, Task> answer)
    {
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    /// <summary>Starts; <paramref name="answer"/> gets a way to send text, once for each connection.</summary>
    public static RawServer Start(Func<Func<string, Task>, CancellationToken, Task> answer) => new(answer);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<Func<string, Task>, CancellationToken, Task> answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                client.NoDelay = true;
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[4096], 16, throwOnEndOfStream: false, _stop.Token);
                try
                {
                    await answer(text => stream.WriteAsync(Encoding.Latin1.GetBytes(text), _stop.Token).AsTask(), _stop.Token);
                }
                catch (IOException)
                {
                    // The client has had enough.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }
}

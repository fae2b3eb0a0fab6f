using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DigestBot.Tests.Mail.Pacing;

/// <summary>An SMTP server on a loopback socket that takes so many connections, and so many mails within a second, and refuses what is more as relays do.</summary>
internal sealed class LimitedRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<long> _taken = new();
    private readonly int _connections, _perSecond;
    private readonly TimeSpan _delay;
    private readonly Task _accepting;
    private int _open, _peak, _refusedConnections, _refusedMails, _delivered, _most;

    /// <summary>Starts it.</summary>
    /// <param name="connections">At the same time; the next is greeted with 421.</param>
    /// <param name="perSecond">Mails within any second; the next gets 451 4.7.1 at MAIL.</param>
    /// <param name="delay">What the answer to a final dot takes.</param>
    public LimitedRelay(int connections, int perSecond, TimeSpan delay)
    {
        (_connections, _perSecond, _delay) = (connections, perSecond, delay);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Peak => _peak;

    public int RefusedConnections => _refusedConnections;

    public int RefusedMails => _refusedMails;

    public int Delivered => _delivered;

    /// <summary>Most mails that one connection carried.</summary>
    public int MostPerConnection => _most;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> talks = [];
        try
        {
            while (true) talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        var open = Interlocked.Increment(ref _open);
        try
        {
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            if (open > _connections)
            {
                Interlocked.Increment(ref _refusedConnections);
                await writer.WriteLineAsync("421 4.7.0 too many connections from your host");
                return;
            }

            lock (_taken) _peak = Math.Max(_peak, open);
            await writer.WriteLineAsync("220 limited.example ESMTP");
            await ServeAsync(reader, writer);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client is gone, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task ServeAsync(StreamReader reader, StreamWriter writer)
    {
        var carried = 0;
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-limited.example\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME");
                    break;
                case "MAIL" when !Admit():
                    Interlocked.Increment(ref _refusedMails);
                    await writer.WriteLineAsync("451 4.7.1 Too many messages from you, slow down");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    while (await reader.ReadLineAsync(_stop.Token) is not (null or "."))
                    {
                        // What is said does not matter here.
                    }

                    await Task.Delay(_delay, _stop.Token);
                    Interlocked.Increment(ref _delivered);
                    carried++;
                    lock (_taken) _most = Math.Max(_most, carried);
                    await writer.WriteLineAsync("250 2.0.0 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 2.0.0 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 2.1.0 ok");
                    break;
            }
        }
    }

    private bool Admit()
    {
        lock (_taken)
        {
            var now = Stopwatch.GetTimestamp();
            while (_taken.TryPeek(out var first) && now - first >= Stopwatch.Frequency) _taken.Dequeue();
            if (_taken.Count >= _perSecond) return false;
            _taken.Enqueue(now);
            return true;
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace DigestBot.Demo;

/// <summary>A message that the sink took.</summary>
/// <param name="From">Envelope sender; empty for the null return path.</param>
/// <param name="Recipients">Envelope recipients, in order.</param>
/// <param name="Message">Header and body as they were before dot-stuffing.</param>
public sealed record SunkMail(string From, IReadOnlyList<string> Recipients, byte[] Message);

/// <summary>How much the sink takes.</summary>
/// <param name="Connections">At one time; more are told to come back later (421).</param>
/// <param name="MessageOctets">In one message; announced as SIZE.</param>
/// <param name="Recipients">Of one message.</param>
/// <param name="Idle">How long a client may say nothing.</param>
/// <param name="Chunking">Whether messages may come in chunks (BDAT, RFC 3030).</param>
public sealed record MailSinkLimits(int Connections = 64, int MessageOctets = 25 << 20, int Recipients = 100, TimeSpan? Idle = null, bool Chunking = false);

/// <summary>
/// A mail server on this machine only, which hands every message to the program instead of delivering it (RFC 5321 with PIPELINING, 8BITMIME, SMTPUTF8, SIZE, and CHUNKING if wanted).
/// The answer to a message waits for the handler, so what was answered with 250 has been handled.
/// </summary>
public sealed class MailSink : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<SunkMail, CancellationToken, ValueTask> _handler;
    private readonly MailSinkLimits _limits;
    private readonly Dictionary<int, Task> _clients = [];
    private readonly Task _accepting;
    private int _next;

    private MailSink(Func<SunkMail, CancellationToken, ValueTask> handler, MailSinkLimits limits)
    {
        _handler = handler;
        _limits = limits;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(128);
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _accepting = AcceptAsync();
    }

    /// <summary>127.0.0.1 and the port that was free.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Clients that are connected; one that is gone counts until everything that it sent has been dealt with.</summary>
    public int Clients
    {
        get
        {
            lock (_clients)
                return _clients.Count;
        }
    }

    /// <summary>Listens on a free port of 127.0.0.1.</summary>
    /// <param name="handler">Gets every message, from several connections at once. When it throws, the client hears 451 and may try again.</param>
    /// <param name="limits">Null for the usual ones.</param>
    public static MailSink Start(Func<SunkMail, CancellationToken, ValueTask> handler, MailSinkLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return new MailSink(handler, limits ?? new MailSinkLimits());
    }

    /// <summary>Ends all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Task[] clients;
        lock (_clients)
            clients = [.. _clients.Values];
        await Task.WhenAll(clients);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                socket.NoDelay = true;
                var number = _next++;
                lock (_clients)
                    _clients.Add(number, Task.Run(() => ServeAsync(number, socket)));
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // One client left before it was received; the next is no worse for it.
            }
        }
    }

    private async Task ServeAsync(int number, Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            bool full;
            lock (_clients)
                full = _clients.Count > _limits.Connections;
            if (full)
                await stream.WriteAsync("421 4.3.2 too many connections, come back later\r\n"u8.ToArray(), _stop.Token);
            else
                await new MailSinkSession(stream, _handler, _limits, _stop.Token).RunAsync();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone, or we are.
        }
        finally
        {
            lock (_clients)
                _clients.Remove(number);
        }
    }
}

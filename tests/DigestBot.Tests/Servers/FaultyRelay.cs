using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DigestBot.Tests.Servers;

/// <summary>Where in a conversation a relay answers.</summary>
internal enum RelayStage
{
    Connect,
    Ehlo,
    Mail,
    Rcpt,
    Data,
    Dot,
    Rset,
    Quit,
}

/// <summary>What a relay made of a mail whose final dot it saw.</summary>
internal enum RelayVerdict
{
    /// <summary>It said 250.</summary>
    Taken,

    /// <summary>It said 4xx or 5xx.</summary>
    Refused,

    /// <summary>It took it, and its answer cannot be understood or never came.</summary>
    Unclear,
}

/// <summary>A fault at the n-th answer (from 1) of a stage, counted over all connections.</summary>
/// <param name="Stage">Where.</param>
/// <param name="Occurrence">Which answer.</param>
/// <param name="Name">One that <see cref="RelayFaults.PlayAsync"/> knows.</param>
internal sealed record RelayFault(RelayStage Stage, int Occurrence, string Name);

/// <summary>A mail whose final dot a relay saw.</summary>
internal sealed record RelayedMail(string Recipient, string Message, RelayVerdict Verdict);

/// <summary>A relay on loopback that does everything right but for the faults that it is told to show.</summary>
internal sealed class FaultyRelay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromMinutes(20));
    private readonly ConcurrentDictionary<RelayStage, int> _answers = [];
    private readonly ConcurrentQueue<RelayedMail> _mails = [];
    private readonly ConcurrentBag<Task> _clients = [];
    private readonly RelayFault[] _faults;
    private readonly Task _accepting;

    public FaultyRelay(params RelayFault[] faults)
    {
        _faults = faults;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(64);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Whether it offers PIPELINING.</summary>
    public bool Pipelining { get; init; } = true;

    /// <summary>Whether it crashes, the mail taken, when commands follow the end of a mail: as Dovecot 2.3 does.</summary>
    public bool DiesAtNext { get; init; }

    /// <summary>Awaited between the final dot of a mail and its answer.</summary>
    public Func<string, Task> BeforeAnswer { get; init; } = _ => Task.CompletedTask;

    /// <summary>Mails whose final dot came, in order.</summary>
    public IReadOnlyList<RelayedMail> Mails => [.. _mails];

    /// <summary>Octets of floods and endless answers that a client took before it left.</summary>
    public long Flooded { get; private set; }

    /// <summary>How many final dots brought the next mail's commands with them (RFC 2920).</summary>
    public int Ahead { get; private set; }

    /// <summary>How often a stage was answered.</summary>
    public int Answers(RelayStage stage) => _answers.GetValueOrDefault(stage);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_clients);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                socket.NoDelay = true;
                _clients.Add(Task.Run(() => ServeAsync(socket)));
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        using var wire = new ScriptedWire(stream, null, _stop.Token);
        try
        {
            await TalkAsync(wire, socket);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client left, or the test is over.
        }
    }

    private async Task TalkAsync(ScriptedWire wire, Socket socket)
    {
        string? recipient = null;
        var begun = false;
        await AnswerAsync(RelayStage.Connect, "220 relay.test ESMTP");
        while (await wire.LineAsync() is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await AnswerAsync(RelayStage.Ehlo, "250-relay.test\r\n250-8BITMIME\r\n250-SIZE 1000000\r\n" + (Pipelining ? "250-PIPELINING\r\n" : "") + "250 ENHANCEDSTATUSCODES");
                    break;
                case "HELO":
                    await AnswerAsync(RelayStage.Ehlo, "250 relay.test");
                    break;
                case "MAIL":
                    recipient = null;
                    begun = await AnswerAsync(RelayStage.Mail, "250 2.1.0 ok") != RelayVerdict.Refused;
                    break;
                case "RCPT" when !begun:
                    await wire.SendAsync("503 5.5.1 no MAIL before\r\n"u8.ToArray());
                    break;
                case "RCPT":
                    if (await AnswerAsync(RelayStage.Rcpt, "250 2.1.5 ok") != RelayVerdict.Refused) recipient = line["RCPT TO:<".Length..line.IndexOf('>', StringComparison.Ordinal)];
                    break;
                case "DATA" when recipient is null:
                    await wire.SendAsync("503 5.5.1 no recipient\r\n"u8.ToArray());
                    break;
                case "DATA":
                    if (await AnswerAsync(RelayStage.Data, "354 go on") == RelayVerdict.Refused) break;
                    var message = await wire.MessageAsync();
                    if (wire.HasMore) Ahead++;
                    if (wire.HasMore && DiesAtNext)
                    {
                        _mails.Enqueue(new RelayedMail(recipient, message, RelayVerdict.Taken));
                        return;
                    }

                    await BeforeAnswer(recipient).WaitAsync(_stop.Token);
                    await AnswerAsync(RelayStage.Dot, "250 2.0.0 taken", verdict => _mails.Enqueue(new RelayedMail(recipient, message, verdict)));
                    (recipient, begun) = (null, false);
                    break;
                case "RSET":
                    (recipient, begun) = (null, false);
                    await AnswerAsync(RelayStage.Rset, "250 2.0.0 ok");
                    break;
                case "QUIT":
                    await AnswerAsync(RelayStage.Quit, "221 2.0.0 bye");
                    return;
                default:
                    await wire.SendAsync("500 5.5.2 unknown\r\n"u8.ToArray());
                    break;
            }
        }

        // The verdict is noted before the answer leaves: the client may be faster than we are.
        async Task<RelayVerdict> AnswerAsync(RelayStage stage, string usual, Action<RelayVerdict>? note = null)
        {
            var occurrence = _answers.AddOrUpdate(stage, 1, (_, count) => count + 1);
            var fault = _faults.FirstOrDefault(fault => fault.Stage == stage && fault.Occurrence == occurrence)?.Name ?? "none";
            var verdict = RelayFaults.VerdictOf(fault);
            note?.Invoke(verdict);
            if (!await RelayFaults.PlayAsync(fault, stage, usual, wire, socket, octets => Flooded += octets)) throw new EndOfStreamException();
            return verdict;
        }
    }
}

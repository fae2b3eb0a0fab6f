using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DigestBot.Tests.Servers;

namespace DigestBot.Endurance.Schedules;

/// <summary>A relay on loopback that answers as a schedule says, and knows what it answered.</summary>
internal sealed class ScheduledRelay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<RelayStage, int> _count = [];
    private readonly ConcurrentBag<Task> _clients = [];
    private readonly SchedulePlan _plan;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _began;
    private readonly Func<int, Task> _beforeRecipient;
    private readonly Task _accepting;
    private int _faults, _connections;

    /// <summary>Begins to listen.</summary>
    /// <param name="plan">What it does.</param>
    /// <param name="clock">The bot's.</param>
    /// <param name="beforeRecipient">Awaited before the n-th answer to RCPT.</param>
    public ScheduledRelay(SchedulePlan plan, TimeProvider clock, Func<int, Task> beforeRecipient)
    {
        (_plan, _clock, _began, _beforeRecipient) = (plan, clock, clock.GetUtcNow(), beforeRecipient);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(16);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public RelayLedger Ledger { get; } = new();

    /// <summary>Faults that were shown.</summary>
    public int Faults => Math.Min(_faults, _plan.Faults);

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
                var number = ++_connections;
                _clients.Add(Task.Run(() => ServeAsync(socket, number)));
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        using var wire = new ScriptedWire(stream, null, _stop.Token);
        try
        {
            await new Talk(this, wire, socket, number).RunAsync();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            Ledger.Say(number, "-- " + error.Message);
        }
    }

    private string Draw(RelayStage stage, string recipient, out int occurrence)
    {
        occurrence = _count.AddOrUpdate(stage, 1, (_, count) => count + 1);
        if (stage == RelayStage.Rcpt && _plan.Readers.FirstOrDefault(reader => reader.Address == recipient) is { } known && known.IsDead(_clock.GetUtcNow() - _began)) return "no-such-user";
        return _plan.FaultAt((int)stage, occurrence) is { } fault && Interlocked.Increment(ref _faults) <= _plan.Faults ? fault : "none";
    }

    /// <summary>One connection.</summary>
    private sealed class Talk(ScheduledRelay relay, ScriptedWire wire, Socket socket, int number)
    {
        private string? _sender, _recipient;
        private bool _astray;

        public async Task RunAsync()
        {
            await AnswerAsync(RelayStage.Connect, "220 relay.test ESMTP");
            while (true)
            {
                var line = await wire.LineAsync();
                relay.Ledger.Say(number, "C: " + line);
                switch (line.Split(' ')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        await AnswerAsync(RelayStage.Ehlo, string.Create(CultureInfo.InvariantCulture,
                            $"250-relay.test\r\n250-8BITMIME\r\n250-SIZE {relay._plan.SizeLimit}\r\n{(relay._plan.Pipelining ? "250-PIPELINING\r\n" : "")}{(relay._plan.Chunking ? "250-CHUNKING\r\n" : "")}250 ENHANCEDSTATUSCODES"));
                        break;
                    case "HELO":
                        await AnswerAsync(RelayStage.Ehlo, "250 relay.test");
                        break;
                    case "MAIL":
                        (_sender, _recipient) = (Address(line), null);
                        if (await AnswerAsync(RelayStage.Mail, "250 2.1.0 ok") == RelayVerdict.Refused) _sender = null;
                        break;
                    case "RCPT" when _sender is null:
                        await SayAsync("503 5.5.1 no MAIL before");
                        break;
                    case "RCPT":
                        await relay._beforeRecipient(relay._count.GetValueOrDefault(RelayStage.Rcpt) + 1);
                        _recipient = Address(line);
                        if (await AnswerAsync(RelayStage.Rcpt, "250 2.1.5 ok") == RelayVerdict.Refused) _recipient = null;
                        break;
                    case "DATA" when _recipient is null:
                        await SayAsync("503 5.5.1 no recipient");
                        break;
                    case "DATA":
                        if (await AnswerAsync(RelayStage.Data, "354 go on") == RelayVerdict.Refused) break;
                        await TakeAsync(Unstuffed(await wire.MessageAsync()));
                        break;
                    case "BDAT":
                        // Its octets follow, whatever the answer will be (RFC 3030 2).
                        var octets = await wire.ReadAsync(int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
                        if (_recipient is null) await SayAsync("503 5.5.1 no recipient");
                        else await TakeAsync(Encoding.UTF8.GetString(octets));
                        break;
                    case "RSET":
                        (_sender, _recipient) = (null, null);
                        await AnswerAsync(RelayStage.Rset, "250 2.0.0 ok");
                        break;
                    case "QUIT":
                        await AnswerAsync(RelayStage.Quit, "221 2.0.0 bye");
                        return;
                    default:
                        await SayAsync("500 5.5.2 unknown");
                        break;
                }
            }
        }

        private async Task TakeAsync(string message)
        {
            await AnswerAsync(RelayStage.Dot, "250 2.0.0 taken", message);
            (_sender, _recipient) = (null, null);
        }

        // The answer is noted before it leaves: the client may be faster than we are.
        private async Task<RelayVerdict> AnswerAsync(RelayStage stage, string usual, string? message = null)
        {
            var fault = relay.Draw(stage, _recipient ?? "", out var occurrence);
            var verdict = fault == "no-such-user" ? RelayVerdict.Refused : RelayFaults.VerdictOf(fault);
            if (_sender is not null && stage is RelayStage.Mail or RelayStage.Rcpt or RelayStage.Data or RelayStage.Dot)
                relay.Ledger.Add(new RelayAnswer(_sender, _recipient ?? "", stage, fault, verdict, relay._clock.GetUtcNow(), _astray, message));
            relay.Ledger.Say(number, string.Create(CultureInfo.InvariantCulture, $"S: {stage} {occurrence}: {(fault == "none" ? usual : fault)}{(message is null ? "" : $" (after {message.Length} characters)")}"));
            if (fault is "twice" or "early" or "flood") _astray = true;
            if (fault == "no-such-user") await wire.SendAsync("550 5.1.1 no such user here\r\n"u8.ToArray());
            else if (!await RelayFaults.PlayAsync(fault, stage, usual, wire, socket, _ => { })) throw new EndOfStreamException("closed by the relay");
            return verdict;
        }

        private Task SayAsync(string line)
        {
            relay.Ledger.Say(number, "S: " + line);
            return wire.SendAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
        }

        private static string Address(string line)
        {
            var from = line.IndexOf('<', StringComparison.Ordinal) + 1;
            return line[from..line.IndexOf('>', from)];
        }

        private static string Unstuffed(string message) => ("\r\n" + message).Replace("\r\n.", "\r\n", StringComparison.Ordinal)[2..];
    }
}

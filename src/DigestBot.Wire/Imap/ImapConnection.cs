using System.Globalization;
using System.Net.Sockets;

namespace DigestBot.Wire.Imap;

/// <summary>What a server answered to one command: its verdict and the data that the command wanted.</summary>
/// <param name="Status">The tagged response.</param>
/// <param name="Data">Untagged data, in order.</param>
/// <param name="Notes">Untagged status responses, in order, such as <c>* OK [UIDVALIDITY 1]</c>.</param>
internal sealed record ImapReply(ImapStatus Status, IReadOnlyList<ImapData> Data, IReadOnlyList<ImapStatus> Notes)
{
    /// <summary>The last data: what a server says again replaces what it said before.</summary>
    public ImapData? Last => Data is [.., var last] ? last : null;
}

/// <summary>Sends commands one at a time and gathers their answers, within limits of time and size. Knows no command.</summary>
internal sealed class ImapConnection(Stream stream, ImapOptions options, ImapLimits limits) : IAsyncDisposable
{
    private Stream _stream = stream;
    private ImapReader _reader = new(stream, limits);
    private int _commands;
    private bool _over;

    public ImapLimits Limits => limits;

    /// <summary>The server's first words (RFC 9051 7.1.4, 7.1.5): OK or PREAUTH.</summary>
    public Task<ImapStatus> ReadGreetingAsync(CancellationToken cancellation) => GuardAsync("the greeting", null, async token =>
    {
        var greeting = ImapParser.Parse(await _reader.ReadAsync(limits.OtherLiterals, token)) as ImapStatus;
        if (greeting is not { Tag: "*", Condition: "OK" or "PREAUTH" or "BYE" })
            throw new FormatException("the greeting is not one of IMAP; is the port right?");
        return greeting.Condition == "BYE" ? throw Farewell(greeting) : greeting;
    }, cancellation);

    /// <summary>Runs a command; a NO or BAD is an answer here, not an error.</summary>
    public Task<ImapReply> RunAsync(ImapCommand command, CancellationToken cancellation, bool leaving = false) =>
        GuardAsync(command.Name, options.CommandTimeout, token => ExchangeAsync(command, leaving, token), cancellation);

    /// <summary>Goes on under TLS. What the server sent before it is not trusted afterwards (RFC 9051 11.1).</summary>
    public Task StartTlsAsync(CancellationToken cancellation) => GuardAsync("the TLS handshake", null, async token =>
    {
        if (_reader.Waiting > 0)
            throw new FormatException("data was slipped in before the protected conversation began; somebody may be in between");
        _stream = await ImapTls.ProtectAsync(_stream, options, token);
        _reader = new ImapReader(_stream, limits);
        return true;
    }, cancellation);

    public ValueTask DisposeAsync()
    {
        _over = true;
        return _stream.DisposeAsync();
    }

    /// <summary>An exception of this server's. A server that repeats the password does not get it into a log.</summary>
    public ImapException Error(ImapFailure kind, string message, string? code = null, Exception? inner = null) =>
        new(kind, $"{options.Host}:{options.Port}: {(options.Password.Length > 3 ? message.Replace(options.Password, "•••", StringComparison.Ordinal) : message)}", code, inner);

    private async Task<ImapReply> ExchangeAsync(ImapCommand command, bool leaving, CancellationToken token)
    {
        var tag = "A" + (++_commands).ToString(CultureInfo.InvariantCulture);
        var parts = command.Parts(tag);
        var (sent, data, notes) = (0, new List<ImapData>(), new List<ImapStatus>());
        var readBefore = _reader.TextRead;
        var keep = (command.KeepOfLiterals ?? 0) + limits.OtherLiterals;
        await SendAsync(parts[sent++], token);
        while (true)
        {
            switch (ImapParser.Parse(await _reader.ReadAsync(keep, token)))
            {
                case ImapStatus status when status.Tag == tag && status.Condition is "OK" or "NO" or "BAD":
                    return new ImapReply(status, data, notes);
                case ImapStatus { Tag: "*" } status:
                    if (status.Condition == "BYE" && !leaving)
                        throw Farewell(status);
                    notes.Add(status);
                    break;
                case ImapStatus status:
                    throw new FormatException($"{tag} was asked, “{ImapParser.Harmless(System.Text.Encoding.UTF8.GetBytes(status.Tag))}” was answered");
                case ImapContinuation when sent < parts.Count:
                    await SendAsync(parts[sent++], token);
                    break;
                case ImapContinuation:
                    throw new FormatException("the server waits for more when all was said");
                case ImapData wanted when command.Wants(wanted.Name):
                    data.Add(wanted);
                    keep -= wanted.Frame.Literals.Sum(literal => literal.Bytes.Length);
                    break;
            }
            if (data.Count + notes.Count > limits.KeptPerCommand || _reader.TextRead - readBefore > limits.TextPerCommand)
                throw new FormatException("the answer is larger than is allowed");
        }
    }

    private async Task SendAsync(byte[] bytes, CancellationToken token)
    {
        await _stream.WriteAsync(bytes, token);
        await _stream.FlushAsync(token);
    }

    private ImapException Farewell(ImapStatus bye) =>
        Error(ImapFailure.Closed, $"the server ended the conversation: {bye.Said}. Connect again later.", bye.Code);

    /// <summary>Turns whatever can go wrong into the one exception, and remembers that the conversation is over.</summary>
    private async Task<T> GuardAsync<T>(string what, TimeSpan? limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        if (_over)
            throw Error(ImapFailure.Closed, $"{what} was not sent, because the conversation is over. Connect again.");
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (limit is { } time)
            timer.CancelAfter(time);
        // Until the last line, anything that leaves this method leaves answers half read.
        _over = true;
        try
        {
            var result = await work(timer.Token);
            _over = false;
            return result;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Error(ImapFailure.Timeout, $"{what} took longer than {limit?.TotalSeconds:0.#} s. Try later, or allow more time.");
        }
        catch (FormatException wrong)
        {
            throw Error(ImapFailure.Protocol, $"the answer to {what} cannot be used: {wrong.Message}.", inner: wrong);
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
        {
            throw Error(ImapFailure.Closed, $"the connection broke during {what}: {broken.Message}. Connect again.", inner: broken);
        }
    }
}

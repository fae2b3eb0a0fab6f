namespace DigestBot.Wire.Imap;

/// <summary>
/// A small IMAP client (RFC 9051, and RFC 3501 for older servers): enough to read an inbox, mark what was read and file it.
/// One command at a time: not to be used from several threads at once. Every failure is an <see cref="ImapException"/>;
/// after one with <see cref="ImapException.MustReconnect"/>, or after a cancellation, the client is of no more use.
/// </summary>
public sealed class ImapClient : IAsyncDisposable
{
    private readonly ImapConnection _connection;
    private readonly ImapOptions _options;

    private ImapClient(ImapConnection connection, ImapOptions options, IReadOnlySet<string> capabilities)
    {
        _connection = connection;
        _options = options;
        Capabilities = capabilities;
    }

    /// <summary>What the server can do, upper case (RFC 9051 7.2.2).</summary>
    public IReadOnlySet<string> Capabilities { get; }

    // A server of IMAP4rev2 alone reads mailbox names as UTF-8 (RFC 9051 5.1).
    private bool Utf8Names => Capabilities.Contains("IMAP4REV2") && !Capabilities.Contains("IMAP4REV1");

    /// <summary>Connects, protects the connection as asked, and logs in.</summary>
    /// <exception cref="ImapException">Kind Connect, Tls, Login, Protocol, Timeout or Closed.</exception>
    public static Task<ImapClient> ConnectAsync(ImapOptions options, CancellationToken cancellation = default) =>
        OpenAsync(token => ImapDialer.DialAsync(options, token), options, new ImapLimits(), cancellation);

    /// <summary>The same over a stream of the caller's choice.</summary>
    internal static async Task<ImapClient> OpenAsync(
        Func<CancellationToken, Task<Stream>> dial, ImapOptions options, ImapLimits limits, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(options.ConnectTimeout);
        ImapConnection? connection = null;
        try
        {
            connection = new ImapConnection(await dial(timer.Token), options, limits);
            return new ImapClient(connection, options, await ImapLogin.LogInAsync(connection, options, timer.Token));
        }
        catch (Exception failed)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            if (failed is OperationCanceledException && !cancellation.IsCancellationRequested)
                throw new ImapException(ImapFailure.Timeout,
                    $"{options.Host}:{options.Port}: no login within {options.ConnectTimeout.TotalSeconds:0.#} s. Check host, port and firewall; port 993 wants Implicit TLS, port 143 StartTls.");
            throw;
        }
    }

    /// <summary>Opens a mailbox for the commands that follow.</summary>
    /// <param name="mailbox">Its name, any characters; <c>INBOX</c> is the inbox.</param>
    /// <param name="readOnly">Promise not to change anything (EXAMINE).</param>
    /// <param name="cancellation">Ends the wait, and the connection's use.</param>
    /// <exception cref="ImapException">Refused when there is no such mailbox.</exception>
    public async Task<ImapMailbox> SelectAsync(string mailbox, bool readOnly = false, CancellationToken cancellation = default)
    {
        var command = new ImapCommand($"SELECT {mailbox}", "EXISTS").Words(readOnly ? "EXAMINE " : "SELECT ").Mailbox(mailbox, Utf8Names);
        var reply = await RunAsync(command, $"the mailbox “{mailbox}” cannot be opened", "Check its name.", cancellation);
        return ImapMailbox.Read(mailbox, readOnly, reply) ?? throw _connection.Error(ImapFailure.Protocol,
            $"the mailbox “{mailbox}” has no lasting message numbers (UIDVALIDITY). Use another mailbox or server.");
    }

    /// <summary>The UIDs of the messages sought, in order.</summary>
    public async Task<IReadOnlyList<uint>> SearchAsync(ImapSearch search, CancellationToken cancellation = default)
    {
        var command = new ImapCommand("UID SEARCH", "SEARCH", "ESEARCH").Words("UID SEARCH UID ").Number(search.From ?? 1);
        _ = search.To is { } to ? command.Words(":").Number(to) : command.Words(":*");
        if (search.Unseen)
            command.Words(" UNSEEN");
        if (search.WithoutKeyword is { } keyword)
            command.Words(" NOT KEYWORD ").Flag(keyword);
        var reply = await RunAsync(command, "the search was refused", "Is a mailbox selected?", cancellation);
        // RFC 9051 6.4.4: 559:* always names the last message, even when its UID is less.
        return Read(() => reply.Data.SelectMany(data => UidSet.Found(data, _connection.Limits.Depth))
            .Where(uid => uid >= (search.From ?? 1) && uid <= (search.To ?? uint.MaxValue)).Distinct().Order().ToArray());
    }

    /// <summary>A message, without marking it as seen; of one larger than <see cref="ImapOptions.MaxMessageBytes"/>, its beginning.</summary>
    /// <returns>Null when the message is no longer there.</returns>
    public async Task<ImapMessage?> FetchAsync(uint uid, CancellationToken cancellation = default)
    {
        var about = await FetchAsync(uid, "(UID FLAGS RFC822.SIZE)", null, cancellation);
        if (about is null)
            return null;
        // A server may be wrong about the size, or ignore how much was asked for: what counts is how much is kept.
        var wanted = about.Size > _options.MaxMessageBytes ? _options.HeadBytes : _options.MaxMessageBytes;
        var fetched = await FetchAsync(uid, $"(UID BODY.PEEK[]<0.{wanted}>)", wanted, cancellation);
        if (fetched?.Body is not { } body)
            return null;
        var bytes = body.Bytes[..Math.Min(body.Bytes.Length, wanted)];
        var whole = body.Length == bytes.Length && (bytes.Length < wanted || about.Size == bytes.Length);
        return new ImapMessage(uid, about.Size ?? body.Length, about.Flags, bytes, !whole);
    }

    /// <summary>Adds flags (<c>\Seen</c>) and keywords (<c>$Handled</c>) to messages; a message that is gone is no error.</summary>
    /// <exception cref="ArgumentException">A flag holds characters that no flag may have.</exception>
    public async Task AddFlagsAsync(IEnumerable<uint> uids, IEnumerable<string> flags, CancellationToken cancellation = default)
    {
        var names = flags.ToArray();
        foreach (var set in UidSet.Format(uids))
        {
            var command = new ImapCommand("UID STORE").Words($"UID STORE {set} +FLAGS.SILENT (");
            for (var i = 0; i < names.Length; i++)
                command.Words(i > 0 ? " " : "").Flag(names[i]);
            await RunAsync(command.Words(")"), $"the flags {string.Join(' ', names)} were not stored", "May this user write to the mailbox?", cancellation);
        }
    }

    /// <summary>Copies messages to another mailbox; false when there is none of that name.</summary>
    public async Task<bool> CopyAsync(IEnumerable<uint> uids, string mailbox, CancellationToken cancellation = default)
    {
        foreach (var set in UidSet.Format(uids))
            if (!await FileAsync("COPY", set, mailbox, cancellation))
                return false;
        return true;
    }

    /// <summary>Moves messages to another mailbox; false, and nothing changed, when there is none of that name.</summary>
    /// <remarks>
    /// A server without MOVE (RFC 6851) copies and then deletes; one without UIDPLUS (RFC 4315) keeps the original, marked as deleted,
    /// because a plain EXPUNGE would remove what others have marked.
    /// </remarks>
    public async Task<bool> MoveAsync(IEnumerable<uint> uids, string mailbox, CancellationToken cancellation = default)
    {
        var move = Capabilities.Contains("MOVE") || Capabilities.Contains("IMAP4REV2");
        foreach (var set in UidSet.Format(uids))
        {
            if (!await FileAsync(move ? "MOVE" : "COPY", set, mailbox, cancellation))
                return false;
            if (move)
                continue;
            await RunAsync(new ImapCommand("UID STORE").Words($@"UID STORE {set} +FLAGS.SILENT (\Deleted)"), "the moved messages were not marked", "They are in both mailboxes now.", cancellation);
            if (Capabilities.Contains("UIDPLUS"))
                await RunAsync(new ImapCommand("UID EXPUNGE").Words($"UID EXPUNGE {set}"), "the moved messages were not removed", "They are in both mailboxes now.", cancellation);
        }
        return true;
    }

    /// <summary>Keeps the connection alive; returns the number of messages when the server mentions it, null when it does not.</summary>
    public async Task<uint?> NoopAsync(CancellationToken cancellation = default)
    {
        var reply = await RunAsync(new ImapCommand("NOOP", "EXISTS").Words("NOOP"), "NOOP was refused", "Connect again.", cancellation);
        return reply.Last?.Number;
    }

    /// <summary>Takes leave. A server that hangs up at once is no error.</summary>
    public async Task LogoutAsync(CancellationToken cancellation = default)
    {
        try
        {
            await _connection.RunAsync(new ImapCommand("LOGOUT").Words("LOGOUT"), cancellation, leaving: true);
        }
        catch (ImapException gone) when (gone.Kind == ImapFailure.Closed)
        {
        }
        await _connection.DisposeAsync();
    }

    /// <summary>Hangs up.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<ImapFetched?> FetchAsync(uint uid, string items, int? keep, CancellationToken cancellation)
    {
        var command = new ImapCommand($"UID FETCH {uid}", "FETCH") { KeepOfLiterals = keep }.Words("UID FETCH ").Number(uid).Words(" " + items);
        var reply = await RunAsync(command, $"message {uid} cannot be fetched", "Try it again later.", cancellation);
        return Read(() => ImapFetched.Read(reply.Data, uid, _connection.Limits.Depth));
    }

    private async Task<bool> FileAsync(string verb, string set, string mailbox, CancellationToken cancellation)
    {
        var command = new ImapCommand($"UID {verb}").Words($"UID {verb} {set} ").Mailbox(mailbox, Utf8Names);
        var reply = await _connection.RunAsync(command, cancellation);
        // RFC 9051 6.4.7 and 7.1: these codes say that the mailbox is not there.
        if (reply.Status is { Ok: false, Code: "TRYCREATE" or "NONEXISTENT" })
            return false;
        return reply.Status.Ok ? true : throw Refused(reply.Status, $"the messages were not put into “{mailbox}”", "Check its name and its rights.");
    }

    private async Task<ImapReply> RunAsync(ImapCommand command, string refused, string remedy, CancellationToken cancellation)
    {
        var reply = await _connection.RunAsync(command, cancellation);
        return reply.Status.Ok ? reply : throw Refused(reply.Status, refused, remedy);
    }

    private ImapException Refused(ImapStatus status, string refused, string remedy) =>
        _connection.Error(ImapFailure.Refused, $"{refused}: {status.Condition} {status.Said}. {remedy}", status.Code);

    private T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException wrong)
        {
            throw _connection.Error(ImapFailure.Protocol, $"an answer cannot be used: {wrong.Message}.", inner: wrong);
        }
    }
}

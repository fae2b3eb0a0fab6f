using System.Buffers;

namespace DigestBot.Wire.Smtp;

/// <summary>
/// Mail transactions on one connection, one after another: MAIL, RCPT, DATA, the message, its final dot (RFC 5321 3.3). Where the server takes commands
/// in groups, the end of a message carries the commands of the next one (RFC 2920 3.1), so that a message costs one round trip and one write.
/// </summary>
internal sealed class Transaction(SmtpConnection connection, SmtpCapabilities server, bool chunking)
{
    private readonly CommandText _commands = new();
    private readonly MessageWriter _writer = new(connection);
    private bool _answered;
    private bool _used;

    /// <summary>The message whose commands are on the wire already; only it may come next.</summary>
    public Order? Announced { get; private set; }

    public async ValueTask<SendResult> RunAsync(
        Order order, ReadOnlySequence<byte> message, Func<CancellationToken, ValueTask<NextMessage?>>? beforeFinalDot, CancellationToken cancellationToken)
    {
        var asked = Announced is not null;
        Announced = null;
        _answered = false;
        _writer.Begin();
        try
        {
            var refused = new List<RefusedRecipient>();
            var refusal = server.Pipelining ? await AskTogetherAsync(order, asked, refused) : await AskInTurnAsync(order, refused);
            if (refusal is not null)
                return await RefusedAsync(refusal) with { Untried = _used && refusal is { EndsConnection: true, Stage: SmtpStage.Mail } };

            var early = await _writer.FillAsync(order, message);
            Order? next = null;
            if (!early && beforeFinalDot is not null)
            {
                next = Announce(await beforeFinalDot(cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                // With BDAT no 354 tells the answers apart: one that was given twice would make the answer to RCPT pass for the one to the message.
                early = order.Chunked ? !connection.IsUsable : connection.HasEarlyReply;
            }
            if (early)
                // The server would take what we send next for the rest of the message.
                return SendResult.Of(Refusal(await connection.ReadAsync(SmtpStage.Data)), keepsConnection: false);

            var answer = await _writer.FinishAsync(next is null ? default : _commands.Octets);
            if (!_writer.Complete)
                return SendResult.Of(Refusal(answer), keepsConnection: false);
            // What state a refused chunk leaves behind is the server's own affair (RFC 3030 2 asks for RSET): what was announced cannot rely on it.
            if (order.Chunked && next is not null && !answer.IsPositive)
                return SendResult.Of(Refusal(answer), keepsConnection: false);
            Announced = next;
            return answer.IsPositive ? SendResult.Of(answer, true, refused) : await RefusedAsync(Refusal(answer));
        }
        catch (LastWordsException last)
        {
            return SendResult.Of(last.Reply, keepsConnection: false) with { Untried = Stale };
        }
        catch (ConnectionLostException lost)
        {
            return SendResult.Lost(lost.Message, inDoubt: _writer.MayBeComplete) with { Untried = Stale };
        }
        catch (OperationCanceledException) when (_writer.MayBeComplete)
        {
            return SendResult.Lost("cancelled while waiting for the answer to the message", inDoubt: true);
        }
        finally
        {
            _used = true;
        }
    }

    /// <summary>The connection had carried a message before, and ended without a word on this one: that says nothing about it.</summary>
    private bool Stale => _used && !_answered;

    /// <summary>What the next message needs, if its commands can go out with the end of this one.</summary>
    private Order? Announce(NextMessage? next)
    {
        if (next is not { } following || !server.Pipelining || server.Burl)
            return null;
        try
        {
            var order = Order.Of(following.Envelope, new ReadOnlySequence<byte>(following.Message), server, chunking, out var refusal);
            return refusal is null && order.Write(_commands.Clear()).Octets.Length <= _writer.Room ? order : null;
        }
        catch (ArgumentException)
        {
            return null; // It is told so when its own turn comes.
        }
    }

    /// <summary>One write, then as many answers as there were commands (RFC 2920).</summary>
    /// <returns>Why the message must not be sent; null when the server waits for it.</returns>
    private async ValueTask<SmtpReply?> AskTogetherAsync(Order order, bool asked, List<RefusedRecipient> refused)
    {
        if (!asked)
            await connection.WriteAsync(order.Write(_commands.Clear()).Octets, SmtpStage.Mail);

        var mail = await connection.ReadAsync(SmtpStage.Mail);
        _answered = true;
        if (mail.EndsConnection)
            return mail;
        var refusal = mail.IsPositive ? null : Refusal(mail);
        try
        {
            var accepted = 0;
            for (var i = 0; i < order.Recipients.Count; i++)
            {
                var reply = await connection.ReadAsync(SmtpStage.Rcpt);
                if (reply.EndsConnection)
                    return refusal ?? reply;
                accepted += Count(reply, order.Envelope.Recipients[i], refused);
            }
            refusal ??= accepted == 0 ? refused[0].Reply : null;
            if (order.Chunked)
                return refusal;
            var data = await connection.ReadAsync(SmtpStage.Data);
            if (refusal is null)
                return data.Code == 354 ? null : Refusal(data);
            // RFC 2920 3.1: a server may say 354 although it took no recipient; an empty message ends that.
            if (data.Code == 354)
            {
                await connection.WriteAsync(_commands.Clear().Line(".").Octets, SmtpStage.Data);
                await connection.ReadAsync(SmtpStage.Data);
            }
            return refusal;
        }
        catch (ConnectionLostException) when (refusal is not null)
        {
            return refusal;
        }
    }

    /// <summary>One command at a time, for servers without PIPELINING.</summary>
    private async ValueTask<SmtpReply?> AskInTurnAsync(Order order, List<RefusedRecipient> refused)
    {
        var mail = await AskAsync(order.Mail, SmtpStage.Mail);
        _answered = true;
        if (!mail.IsPositive)
            return Refusal(mail);
        var accepted = 0;
        for (var i = 0; i < order.Recipients.Count; i++)
        {
            var reply = await AskAsync(order.Recipients[i], SmtpStage.Rcpt);
            if (reply.EndsConnection)
                return reply;
            accepted += Count(reply, order.Envelope.Recipients[i], refused);
        }
        if (accepted == 0)
            return refused[0].Reply;
        if (order.Chunked)
            return null;
        var data = await AskAsync("DATA", SmtpStage.Data);
        return data.Code == 354 ? null : Refusal(data);
    }

    private static int Count(SmtpReply reply, string address, List<RefusedRecipient> refused)
    {
        if (reply.IsPositive)
            return 1;
        refused.Add(new RefusedRecipient(address, Refusal(reply)));
        return 0;
    }

    /// <summary>Makes the connection fit for the next message; whether that works does not change what became of this one.</summary>
    private async ValueTask<SendResult> RefusedAsync(SmtpReply refusal)
    {
        if (refusal.EndsConnection)
            return SendResult.Of(refusal, keepsConnection: false);
        // The next message has begun; a refused end of data leaves nothing to reset (RFC 5321 4.1.1.4).
        if (Announced is not null)
            return SendResult.Of(refusal, keepsConnection: true);
        try
        {
            // More answers than questions: whose refusal it was cannot be known, so nobody is to blame for it. A farewell that follows is no such answer.
            if (connection.HasEarlyReply && await connection.ReadAsync(SmtpStage.Rset) is { EndsConnection: false } extra)
                return SendResult.Lost($"the server gave an answer more than it was asked for: {extra}", inDoubt: false);
            return SendResult.Of(refusal, (await AskAsync("RSET", SmtpStage.Rset)).IsPositive);
        }
        catch (Exception error) when (error is ConnectionLostException or LastWordsException or OperationCanceledException)
        {
            return SendResult.Of(refusal, keepsConnection: false);
        }
    }

    /// <summary>An answer that neither grants nor refuses leaves both ends with different ideas of where they are.</summary>
    private static SmtpReply Refusal(SmtpReply reply) => reply.Code >= 400
        ? reply
        : throw new ConnectionLostException($"the server's answer does not fit the question ({reply.Stage}): {reply}", reply.Stage);

    private async ValueTask<SmtpReply> AskAsync(string line, SmtpStage stage)
    {
        await connection.WriteAsync(_commands.Clear().Line(line).Octets, stage);
        return await connection.ReadAsync(stage);
    }
}

using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace DigestBot.Demo;

/// <summary>One client of the <see cref="MailSink"/>, from greeting to farewell.</summary>
internal sealed class MailSinkSession(
    Stream stream, Func<SunkMail, CancellationToken, ValueTask> handler, MailSinkLimits limits, CancellationToken stop)
{
    private const int MaxCommand = 2048;
    private const int MaxMistakes = 20;

    private readonly PipeReader _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
    private readonly ArrayBufferWriter<byte> _answers = new(256);
    private readonly List<string> _recipients = [];
    private string? _from;
    private int _mistakes;

    public async Task RunAsync()
    {
        Answer("220 127.0.0.1 ESMTP DigestBot mail sink");
        while (_mistakes < MaxMistakes && await LineAsync() is { } line)
        {
            var verb = line.Split(' ', 2)[0].ToUpperInvariant();
            if (verb == "DATA")
                await DataAsync();
            else if (!Obey(verb, line))
                break;
        }
        await FlushAsync();
    }

    private bool Obey(string verb, string line)
    {
        switch (verb)
        {
            case "EHLO":
                Reset();
                Answer($"250-127.0.0.1\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE {limits.MessageOctets}");
                break;
            case "HELO" or "RSET":
                Reset();
                Answer("250 2.0.0 ok");
                break;
            case "NOOP":
                Answer("250 2.0.0 ok");
                break;
            case "MAIL" when AnnouncedSize(line) > limits.MessageOctets:
                Answer("552 5.3.4 too large");
                break;
            case "MAIL" when _from is null && PathOf(line, "MAIL FROM:") is { } from:
                _from = from;
                Answer("250 2.1.0 ok");
                break;
            case "RCPT" when _from is not null && PathOf(line, "RCPT TO:") is { Length: > 0 } to:
                if (_recipients.Count == limits.Recipients)
                {
                    Answer("452 4.5.3 too many recipients");
                    break;
                }
                _recipients.Add(to);
                Answer("250 2.1.5 ok");
                break;
            case "MAIL" or "RCPT":
                Mistake("503 5.5.1 not now, or not like this");
                break;
            case "QUIT":
                Answer("221 2.0.0 bye");
                return false;
            default:
                Mistake("500 5.5.2 unknown command");
                break;
        }
        return true;
    }

    private async ValueTask DataAsync()
    {
        if (_from is null || _recipients.Count == 0)
        {
            Mistake("503 5.5.1 no recipient");
            return;
        }
        Answer("354 end with a dot on a line of its own");
        await FlushAsync();
        if (await MessageAsync() is { } message)
            try
            {
                await handler(new SunkMail(_from, [.. _recipients], message), stop);
                Answer("250 2.0.0 taken");
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Answer("451 4.3.0 the handler failed: " + error.Message.ReplaceLineEndings(" "));
            }
        else
            Answer("552 5.3.4 too large");
        Reset();
    }

    /// <summary>Lines up to the dot, each without the dot that was put before it (RFC 5321 4.5.2). Null when they were too many.</summary>
    private async ValueTask<byte[]?> MessageAsync()
    {
        var message = new ArrayBufferWriter<byte>(64 * 1024);
        var scan = new DotScan();
        var tooLarge = false;
        while (true)
        {
            var read = await ReadAsync();
            var ended = false;
            var used = 0L;
            foreach (var part in read.Buffer)
            {
                ended = scan.Take(part.Span, message, out var consumed);
                used += consumed;
                if (ended)
                    break;
            }
            _input.AdvanceTo(read.Buffer.GetPosition(used));
            if (message.WrittenCount > limits.MessageOctets)
            {
                tooLarge = true;
                message.ResetWrittenCount();
            }
            if (ended)
                return tooLarge ? null : message.WrittenSpan.ToArray();
            if (read.IsCompleted)
                throw new EndOfStreamException();
        }
    }

    private async ValueTask<string?> LineAsync()
    {
        while (true)
        {
            if (!_input.TryRead(out var read))
            {
                // Answers to pipelined commands leave together, when there is nothing more to answer.
                await FlushAsync();
                read = await ReadAsync();
            }
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                _input.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }
            if (read.IsCompleted || read.Buffer.Length > MaxCommand)
                return null;
            _input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async ValueTask<ReadResult> ReadAsync()
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(stop);
        idle.CancelAfter(limits.Idle ?? TimeSpan.FromMinutes(5));
        return await _input.ReadAsync(idle.Token);
    }

    private static string? PathOf(string line, string start)
    {
        var open = start.Length;
        if (!line.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            return null;
        while (open < line.Length && line[open] == ' ')
            open++;
        var close = line.IndexOf('>', open);
        return open < line.Length && line[open] == '<' && close > 0 ? line[(open + 1)..close] : null;
    }

    /// <summary>RFC 1870 6: what the client says the message will have; 0 when it does not.</summary>
    private static long AnnouncedSize(string line)
    {
        var at = line.IndexOf(" SIZE=", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && long.TryParse(line.AsSpan(at + 6).Trim().ToString().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
    }

    private void Reset()
    {
        _from = null;
        _recipients.Clear();
    }

    private void Mistake(string answer)
    {
        _mistakes++;
        Answer(answer);
    }

    private void Answer(string line) => Encoding.UTF8.GetBytes(line + "\r\n", _answers);

    private async ValueTask FlushAsync()
    {
        if (_answers.WrittenCount == 0)
            return;
        await stream.WriteAsync(_answers.WrittenMemory, stop);
        _answers.ResetWrittenCount();
    }
}

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
    private MailSinkMessages? _messages;
    private string? _from;
    private int _mistakes;

    private MailSinkMessages Messages => _messages ??= new MailSinkMessages(_input, limits.MessageOctets, ReadAsync);

    public async Task RunAsync()
    {
        Answer("220 127.0.0.1 ESMTP DigestBot mail sink");
        while (_mistakes < MaxMistakes && await LineAsync() is { } line)
        {
            var verb = line.Split(' ', 2)[0].ToUpperInvariant();
            if (verb == "DATA")
                await DataAsync();
            else if (verb == "BDAT" && limits.Chunking)
            {
                if (!await ChunkAsync(line))
                    break;
            }
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
                Answer($"250-127.0.0.1\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n{(limits.Chunking ? "250-CHUNKING\r\n" : "")}250 SIZE {limits.MessageOctets}");
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
        await HandleAsync(_from, await Messages.DataAsync());
    }

    /// <summary>RFC 3030 2: "BDAT octets [LAST]", followed by just so many octets. They are read even when they come out of turn.</summary>
    private async ValueTask<bool> ChunkAsync(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > 3 || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var octets))
        {
            Answer("501 5.5.4 BDAT and a number of octets");
            return false; // where the next command begins is unknown
        }
        await Messages.ChunkAsync(octets);
        if (_from is null || _recipients.Count == 0)
        {
            Reset();
            Mistake("503 5.5.1 no recipient");
        }
        else if (words.Length == 3)
            await HandleAsync(_from, Messages.TakeChunks());
        else
            Answer("250 2.0.0 more");
        return true;
    }

    private async ValueTask HandleAsync(string from, byte[]? message)
    {
        if (message is not null)
            try
            {
                await handler(new SunkMail(from, [.. _recipients], message), stop);
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
        _messages?.ForgetChunks();
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

using System.Text;

namespace DigestBot.Wire.Smtp;

/// <summary>The server said something that is not SMTP; the connection cannot be used any more.</summary>
internal sealed class SmtpProtocolException(string message) : Exception(message);

/// <summary>Reads one reply, of one line or several, from bytes that arrive in any pieces (RFC 5321 4.2).</summary>
internal struct ReplyParser(SmtpStage stage)
{
    /// <summary>Octets in one line; RFC 5321 4.5.3.1.5 says 512, real servers say more.</summary>
    public const int MaxLine = 4096;

    /// <summary>Lines in one reply.</summary>
    public const int MaxLines = 100;

    private const int MaxText = 16 * 1024;

    private StringBuilder? _text;
    private string? _status;
    private int _code;
    private int _lines;

    /// <summary>Takes the complete lines at the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">What has arrived and was not consumed before.</param>
    /// <param name="consumed">How many of them are used up.</param>
    /// <returns>The reply, or null when more bytes are needed.</returns>
    /// <exception cref="SmtpProtocolException">This is no reply, or it is too long.</exception>
    public SmtpReply? Take(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        while (true)
        {
            var rest = bytes[consumed..];
            var end = rest.IndexOf((byte)'\n');
            if ((end < 0 ? rest.Length : end) > MaxLine)
                throw new SmtpProtocolException($"a line of its answer is longer than {MaxLine} octets");
            if (end < 0)
                return null;
            consumed += end + 1;
            // A bare LF ends a line too: what matters is that both ends agree on where a reply ends, and here we only listen.
            if (Line(rest[..end].TrimEnd((byte)'\r')) is { } reply)
                return reply;
        }
    }

    private SmtpReply? Line(ReadOnlySpan<byte> line)
    {
        if (++_lines > MaxLines)
            throw new SmtpProtocolException($"its answer has more than {MaxLines} lines");
        var code = CodeOf(line);
        // RFC 5321 4.2.1 wants the same code on every line. Another of the same class is harmless, the last one counts;
        // another class would leave us guessing whether the mail was taken.
        if (_lines > 1 && code / 100 != _code / 100)
            throw new SmtpProtocolException($"its answer begins with {_code} and goes on with {code}");
        _code = code;

        var words = line.Length > 4 ? Printable(line[4..]) : "";
        var last = line.Length == 3 || line[3] == ' ';
        var status = EnhancedStatusOf(words, code);
        if (_lines == 1)
            _status = status;
        if (status is not null && status == _status)
            words = words[status.Length..].TrimStart(' ');
        if (last && _text is null)
            return new SmtpReply(code, _status, words, stage);

        _text ??= new StringBuilder();
        if (_text.Length + words.Length < MaxText)
            _text.Append(_lines > 1 ? "\n" : "").Append(words);
        return last ? new SmtpReply(code, _status, _text.ToString(), stage) : null;
    }

    private static int CodeOf(ReadOnlySpan<byte> line)
    {
        if (line.Length >= 3 && line[0] is >= (byte)'2' and <= (byte)'5' && char.IsAsciiDigit((char)line[1]) && char.IsAsciiDigit((char)line[2])
            && (line.Length == 3 || line[3] is (byte)' ' or (byte)'-'))
            return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
        var shown = Printable(line[..Math.Min(line.Length, 60)]);
        throw new SmtpProtocolException($"its answer is not SMTP: \"{shown}\"");
    }

    /// <summary>The RFC 2034 status at the start of the words, when its class agrees with the code's.</summary>
    internal static string? EnhancedStatusOf(ReadOnlySpan<char> words, int code)
    {
        if (words.Length < 5 || words[0] != '0' + code / 100 || words[1] != '.')
            return null;
        var subject = Digits(words[2..]);
        if (subject == 0 || 2 + subject >= words.Length || words[2 + subject] != '.')
            return null;
        var detail = Digits(words[(3 + subject)..]);
        var end = 3 + subject + detail;
        return detail > 0 && (end == words.Length || words[end] == ' ') ? words[..end].ToString() : null;
    }

    private static int Digits(ReadOnlySpan<char> words)
    {
        var count = 0;
        while (count < words.Length && count < 4 && char.IsAsciiDigit(words[count]))
            count++;
        return count is >= 1 and <= 3 ? count : 0;
    }

    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.AsSpan().ContainsAnyInRange('\x7f', '\x9f')
            ? string.Create(text.Length, text, static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = char.IsControl(from[i]) ? ' ' : from[i];
            })
            : text;
    }
}

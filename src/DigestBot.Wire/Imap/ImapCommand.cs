using System.Buffers;
using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Imap;

/// <summary>
/// One command, built so that no name or password can end it: constant words as they are, everything else as a checked atom,
/// a quoted string or a literal (RFC 9051 4.3). Its parts are sent one by one, each after the server asked for it.
/// </summary>
/// <param name="name">What it is called in an error message.</param>
/// <param name="wanted">Names of the untagged data that answers it; other data is dropped unread.</param>
internal sealed class ImapCommand(string name, params string[] wanted)
{
    private const int LongestQuoted = 500;
    private static readonly SearchValues<char> NotInFlags = SearchValues.Create("(){%*\"\\]");
    private readonly List<byte[]> _parts = [];
    private readonly StringBuilder _part = new();

    public string Name => name;

    /// <summary>Bytes to keep of the answer's literals; null for the usual few.</summary>
    public int? KeepOfLiterals { get; init; }

    public bool Wants(string data) => wanted.Contains(data);

    /// <summary>Words of our own.</summary>
    public ImapCommand Words(string words)
    {
        _part.Append(words);
        return this;
    }

    /// <summary>A number.</summary>
    public ImapCommand Number(long number) => Words(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A flag or keyword: an atom, after a backslash when it is a system flag (RFC 9051 9, flag).</summary>
    /// <exception cref="ArgumentException">It holds a character that no flag may have.</exception>
    public ImapCommand Flag(string flag)
    {
        var atom = flag.AsSpan(flag.StartsWith('\\') ? 1 : 0);
        if (atom.IsEmpty || atom.ContainsAnyExceptInRange('!', '~') || atom.ContainsAny(NotInFlags))
            throw new ArgumentException($"“{flag}” cannot be an IMAP flag or keyword: use letters, digits, $, - and _", nameof(flag));
        return Words(flag);
    }

    /// <summary>Any text but NUL.</summary>
    public ImapCommand Text(string text)
    {
        if (text.Length <= LongestQuoted && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return Words($"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("IMAP has no way to say NUL", nameof(text));
        var bytes = Encoding.UTF8.GetBytes(text);
        Words($"{{{bytes.Length.ToString(CultureInfo.InvariantCulture)}}}").Next();
        // The literal is one with what follows it: both are sent when the server asks for the literal.
        _part.Append(Encoding.Latin1.GetString(bytes));
        return this;
    }

    /// <summary>A mailbox's name. Servers older than IMAP4rev2 read modified UTF-7; a server of rev2 alone reads UTF-8.</summary>
    public ImapCommand Mailbox(string mailbox, bool utf8) => Text(utf8 ? mailbox : ModifiedUtf7.Encode(mailbox));

    /// <summary>What follows is sent when the server asks for it.</summary>
    public ImapCommand Next()
    {
        _part.Append("\r\n");
        _parts.Add(Encoding.Latin1.GetBytes(_part.ToString()));
        _part.Clear();
        return this;
    }

    /// <summary>The command's bytes, part by part.</summary>
    public IReadOnlyList<byte[]> Parts(string tag)
    {
        Next();
        _parts[0] = [.. Encoding.ASCII.GetBytes(tag + " "), .. _parts[0]];
        return _parts;
    }
}

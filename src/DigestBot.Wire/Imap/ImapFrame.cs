namespace DigestBot.Wire.Imap;

/// <summary>One response as it came over the wire: lines, and the literal that stands between each two of them (RFC 9051 4.3).</summary>
/// <param name="Lines">Without CRLF; one more than there are literals.</param>
/// <param name="Literals">In order; the n-th stands after the n-th line, which ends with its <c>{size}</c>.</param>
internal sealed record ImapFrame(IReadOnlyList<byte[]> Lines, IReadOnlyList<ImapText> Literals);

/// <summary>One value of a response (RFC 9051 4).</summary>
internal abstract record ImapValue;

/// <summary>An atom or number, as written.</summary>
internal sealed record ImapAtom(string Text) : ImapValue;

/// <summary>A quoted string or a literal.</summary>
/// <param name="Bytes">What it holds, or its beginning.</param>
/// <param name="Length">How long the server's string was; more than <paramref name="Bytes"/> when the rest was dropped.</param>
internal sealed record ImapText(ReadOnlyMemory<byte> Bytes, long Length) : ImapValue;

/// <summary>A parenthesised list.</summary>
internal sealed record ImapList(IReadOnlyList<ImapValue> Items) : ImapValue;

/// <summary>NIL.</summary>
internal sealed record ImapNil : ImapValue
{
    public static ImapNil Instance { get; } = new();
}

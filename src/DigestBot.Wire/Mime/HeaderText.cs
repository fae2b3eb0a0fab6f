using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Reads header text: unfolds it and decodes encoded words (RFC 2047), together with raw 8-bit text that should not be there.</summary>
/// <remarks>Header values are handled as Latin-1 strings, one character for each octet, until they are decoded here.</remarks>
internal static class HeaderText
{
    private const int LongestCharset = 60;

    /// <summary>Decodes a value.</summary>
    /// <param name="raw">The value, one character for each octet.</param>
    public static string Decode(string raw)
    {
        var value = Unfold(raw).Trim(' ', '\t');
        if (!value.Contains("=?", StringComparison.Ordinal))
            return Plain(value);
        var output = new StringBuilder(value.Length);
        var pending = new List<byte>();
        string? charset = null;
        var literal = 0; // where text that is not decoded yet begins
        for (var at = value.IndexOf("=?", StringComparison.Ordinal); at >= 0; at = at < value.Length ? value.IndexOf("=?", at, StringComparison.Ordinal) : -1)
        {
            if (Word(value, at) is not { } word)
            {
                at += 2;
                continue;
            }
            // RFC 2047 6.2: white space between two encoded words is not text.
            var between = value.AsSpan(literal, at - literal);
            if (pending.Count > 0 && !(between.IsWhiteSpace() && word.Charset.Equals(charset, StringComparison.OrdinalIgnoreCase)))
                Flush(output, pending, charset);
            if (charset is null || !between.IsWhiteSpace())
                output.Append(Plain(value[literal..at]));
            // Words of one charset are joined before they are decoded: some senders cut inside a character.
            charset = word.Charset;
            pending.AddRange(word.Octets);
            at = literal = word.End;
        }
        Flush(output, pending, charset);
        return output.Append(Plain(value[literal..])).ToString();
    }

    /// <summary>Removes line breaks; a tab after one becomes a space (RFC 5322 2.2.3).</summary>
    public static string Unfold(string raw)
    {
        if (raw.AsSpan().IndexOfAny('\r', '\n', '\0') < 0)
            return raw;
        var output = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
            if (raw[i] is '\r' or '\n' or '\0')
                continue;
            else
                output.Append(raw[i] == '\t' && i > 0 && raw[i - 1] == '\n' ? ' ' : raw[i]);
        return output.ToString();
    }

    /// <summary>Decodes octets that are not in encoded words.</summary>
    public static string Plain(string octets) => Ascii.IsValid(octets) ? octets : Charsets.Guess(Encoding.Latin1.GetBytes(octets));

    private static void Flush(StringBuilder output, List<byte> pending, string? charset)
    {
        foreach (var c in Charsets.Decode([.. pending], charset))
            output.Append(c is '\r' or '\n' or '\0' ? ' ' : c);
        pending.Clear();
    }

    /// <summary>The encoded word that begins at an index, or null when there is none: <c>=?charset*language?encoding?text?=</c>.</summary>
    private static (string Charset, byte[] Octets, int End)? Word(string value, int at)
    {
        var question = value.AsSpan(at + 2, Math.Min(LongestCharset, value.Length - at - 2)).IndexOf('?');
        var text = at + 2 + question + 3;
        if (question <= 0 || text > value.Length || value[text - 1] != '?')
            return null;
        var encoding = value[text - 2];
        var end = value.IndexOf('?', text);
        while (end >= 0 && encoding is 'q' or 'Q' && end + 1 < value.Length && value[end + 1] is not ('=' or ' ') && end - text < 200)
            end = value.IndexOf('?', end + 1); // A question mark that the sender forgot to encode.
        if (end < 0 || end + 1 >= value.Length || value[end + 1] != '=')
            return null;
        var octets = Encoding.Latin1.GetBytes(value[text..end]);
        var charset = value.Substring(at + 2, question);
        var language = charset.IndexOf('*', StringComparison.Ordinal); // RFC 2231 5
        charset = language < 0 ? charset : charset[..language];
        return encoding switch
        {
            'q' or 'Q' => (charset, QuotedPrintableText.DecodeQ(octets), end + 2),
            'b' or 'B' => (charset, Base64Text.Decode(octets), end + 2),
            _ => null,
        };
    }
}

using System.Buffers.Text;
using System.Text;

namespace DigestBot.Wire.Imap;

/// <summary>Tells what kind of response a frame is, and reads status responses (RFC 9051 7). Pure.</summary>
internal static class ImapParser
{
    private const int LongestText = 300;

    /// <summary>True for a line that ends its response whatever its last characters are: only untagged data holds literals.</summary>
    public static bool IsWholeResponse(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("* "u8))
            return true;
        var rest = line[2..];
        return IsCondition(Word(rest));
    }

    /// <summary>The response of a frame.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ImapResponse Parse(ImapFrame frame)
    {
        ReadOnlySpan<byte> line = frame.Lines[0];
        if (line.StartsWith("+"u8) && (line.Length == 1 || line[1] == ' '))
            return new ImapContinuation();
        var tag = Word(line);
        if (tag.IsEmpty || tag.Length == line.Length)
            throw new FormatException($"“{Harmless(line)}” is no IMAP response");
        var at = tag.Length + 1;
        var name = Word(line[at..]);
        if (!tag.SequenceEqual("*"u8) || IsCondition(name))
            return ParseStatus(tag, name, line[(at + name.Length)..]);

        uint? number = null;
        if (Utf8Parser.TryParse(name, out uint value, out var used) && used == name.Length)
        {
            number = value;
            at += Math.Min(name.Length + 1, line.Length - at);
            name = Word(line[at..]);
        }
        return new ImapData(number, Upper(name), frame, at + name.Length);
    }

    /// <summary>Text from a server as one short line without control characters.</summary>
    public static string Harmless(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, LongestText)]);
        var harmless = string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                target[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
        }).Trim();
        return bytes.Length > LongestText ? harmless + "…" : harmless;
    }

    private static ImapStatus ParseStatus(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> condition, ReadOnlySpan<byte> rest)
    {
        if (!IsCondition(condition))
            throw new FormatException($"“{Harmless(tag)} {Harmless(condition)}” is no IMAP response");
        rest = rest.TrimStart((byte)' ');
        string? code = null;
        var argument = "";
        if (rest.StartsWith("["u8) && CodeLength(rest) is var end and > 0)
        {
            var inside = rest[1..end];
            var name = Word(inside);
            code = Upper(name);
            argument = Encoding.UTF8.GetString(inside[name.Length..]).Trim();
            rest = rest[(end + 1)..];
        }
        return new ImapStatus(Encoding.UTF8.GetString(tag), Upper(condition), code, argument, Harmless(rest));
    }

    /// <summary>Where the code's closing bracket stands: not within a quoted string or a list, where flags may hold one.</summary>
    private static int CodeLength(ReadOnlySpan<byte> text)
    {
        bool quoted = false, listed = false;
        for (var i = 1; i < text.Length; i++)
        {
            var b = text[i];
            if (b == '"')
                quoted = !quoted;
            else if (!quoted && b is (byte)'(' or (byte)')')
                listed = b == '(';
            else if (!quoted && !listed && b == ']')
                return i;
        }
        return text.IndexOf((byte)']');
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)' ') is var end and >= 0 ? text[..end] : text;

    private static bool IsCondition(ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "OK"u8) || Ascii.EqualsIgnoreCase(word, "NO"u8) || Ascii.EqualsIgnoreCase(word, "BAD"u8)
        || Ascii.EqualsIgnoreCase(word, "BYE"u8) || Ascii.EqualsIgnoreCase(word, "PREAUTH"u8);

    private static string Upper(ReadOnlySpan<byte> word) => Harmless(word).ToUpperInvariant();
}

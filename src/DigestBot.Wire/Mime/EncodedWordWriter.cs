using System.Buffers;
using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Writes header text: as it is where ASCII suffices, else as encoded words in UTF-8 (RFC 2047), each of at most 75 characters.</summary>
internal static class EncodedWordWriter
{
    private const int LongestWord = 75;
    private const string Prefix = "=?UTF-8?";
    private const int Overhead = 12; // =?UTF-8?Q?…?=

    // A word this long could not be folded anywhere; encoding it gives it places.
    private const int LongestPlainWord = 900;

    // RFC 2047 5 (3): what is safe in a phrase is safe everywhere.
    private static readonly SearchValues<char> QLiterals =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!*+-/");

    private static readonly SearchValues<char> Printable =
        SearchValues.Create([.. Enumerable.Range(' ', 95).Select(c => (char)c)]);

    /// <summary>Appends unstructured text; only the stretch between the first and the last word that needs it is encoded.</summary>
    public static void Text(FoldedField field, string text)
    {
        var (start, end) = Stretch(text);
        if (start < 0)
        {
            field.Words(" " + text);
            return;
        }
        field.Words(" " + text[..start]);
        var space = text.AsSpan(0, start).TrimEnd(' ').Length;
        Encode(field, start == space ? " " : text[space..start], text[start..end]);
        field.Words(text.AsSpan(end));
    }

    /// <summary>Appends a display name: an atom, a quoted string or encoded words (RFC 5322 3.2.5).</summary>
    public static void Phrase(FoldedField field, string name)
    {
        if (NeedsEncoding(name))
            Encode(field, " ", name);
        else if (!name.Contains("  ", StringComparison.Ordinal) && name.EnumerateRunes().All(rune => rune.Value == ' ' || rune.Value != '.' && AddressLocalPart.IsAtomCharacter(rune)))
            field.Words(" " + name);
        else
            field.Words(" " + AddressLocalPart.Quote(name));
    }

    private static bool NeedsEncoding(ReadOnlySpan<char> word) =>
        word.ContainsAnyExcept(Printable) || word.Contains("=?", StringComparison.Ordinal) || word.Length > LongestPlainWord;

    private static (int Start, int End) Stretch(string text)
    {
        int start = -1, end = 0;
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf(' ', at);
            next = next < 0 ? text.Length : next;
            if (NeedsEncoding(text.AsSpan(at, next - at)))
            {
                start = start < 0 ? at : start;
                end = next;
            }
            at = next + 1;
        }
        // White space at either end survives only inside an encoded word.
        return text.Length > 0 && (text[0] == ' ' || text[^1] == ' ') ? (0, text.Length) : (start, end);
    }

    private static void Encode(FoldedField field, string space, string text)
    {
        var base64 = (Encoding.UTF8.GetByteCount(text) + 2) / 3 * 4 < text.EnumerateRunes().Sum(QLength);
        var limit = FirstLimit(field, space.Length);
        int start = 0, at = 0, size = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            size += base64 ? rune.Utf8SequenceLength : QLength(rune);
            if ((base64 ? (size + 2) / 3 * 4 : size) > limit)
            {
                field.Word(space, EncodedWord(text.AsSpan(start, at - start), base64));
                (start, space, limit) = (at, " ", LongestWord - Overhead);
                size = base64 ? rune.Utf8SequenceLength : QLength(rune);
            }
            at += rune.Utf16SequenceLength;
        }
        field.Word(space, EncodedWord(text.AsSpan(start), base64));
    }

    private static string EncodedWord(ReadOnlySpan<char> text, bool base64)
    {
        var payload = new StringBuilder(Prefix).Append(base64 ? "B?" : "Q?");
        if (base64)
        {
            var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
            payload.Append(Convert.ToBase64String(utf8, 0, Encoding.UTF8.GetBytes(text, utf8)));
        }
        else
        {
            foreach (var rune in text.EnumerateRunes())
                AppendQ(payload, rune);
        }
        return payload.Append("?=").ToString();
    }

    private static int FirstLimit(FoldedField field, int space)
    {
        var room = Math.Min(field.Room - space, LongestWord) - Overhead;
        return room >= 16 ? room : LongestWord - Overhead;
    }

    private static int QLength(Rune rune) =>
        rune.Value == ' ' || rune.IsAscii && QLiterals.Contains((char)rune.Value) ? 1 : 3 * rune.Utf8SequenceLength;

    private static void AppendQ(StringBuilder payload, Rune rune)
    {
        if (rune.Value == ' ')
        {
            payload.Append('_');
            return;
        }
        if (rune.IsAscii && QLiterals.Contains((char)rune.Value))
        {
            payload.Append((char)rune.Value);
            return;
        }
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
            payload.Append(CultureInfo.InvariantCulture, $"={octet:X2}");
    }
}

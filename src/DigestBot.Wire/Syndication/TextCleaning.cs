using System.Buffers;

namespace DigestBot.Wire.Syndication;

/// <summary>Removes what no text should hold: control characters, C1 codes that were meant as windows-1252, three kinds of line end.</summary>
internal static class TextCleaning
{
    private static readonly SearchValues<char> Unwanted = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n')).Append(0x7F).Concat(Enumerable.Range(0x80, 0x20)).Append(0xFFFE).Append(0xFFFF).Select(c => (char)c)]);

    public static string Clean(string text, Repairs? repairs = null)
    {
        if (text.Length > 0 && text[0] == '\uFEFF')
            text = text[1..];
        var first = text.AsSpan().IndexOfAny(Unwanted);
        if (first < 0)
            return text;
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var to = rented.AsSpan();
        var rest = text.AsSpan();
        for (var at = first; at >= 0; at = rest.IndexOfAny(Unwanted))
        {
            rest[..at].CopyTo(to);
            to = to[at..];
            var c = rest[at];
            rest = rest[(at + 1)..];
            if (c == '\r')
            {
                // XML 1.0 2.11: CR LF and CR are one line feed.
                if (!rest.IsEmpty && rest[0] == '\n')
                    continue;
                c = '\n';
            }
            else if (c is >= '\u0080' and <= '\u009F')
                c = FromC1(c);
            else
            {
                repairs?.Add("Control characters were removed.");
                continue;
            }
            to[0] = c;
            to = to[1..];
        }
        rest.CopyTo(to);
        var clean = new string(rented, 0, rented.Length - to.Length + rest.Length);
        ArrayPool<char>.Shared.Return(rented);
        return clean;
    }

    /// <summary>The windows-1252 character of a code from 0x80 to 0x9F, as browsers read it (HTML 13.2.5.80).</summary>
    public static char FromC1(int code) => Charsets.Windows1252.GetString([(byte)code])[0];
}

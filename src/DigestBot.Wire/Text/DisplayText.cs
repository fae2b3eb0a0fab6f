using System.Buffers;
using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Text;

/// <summary>
/// Strangers' words made fit to be shown beside others': what no reader sees but every neighbour feels goes (control characters, bidirectional
/// embeddings, overrides and isolates, zero-width noise, towers of accents), what a script or an emoji needs stays. Titles, names, snippets and
/// main texts all pass here before they are stored, so that ranges of a stored text stay what they are. Doing it twice is the same as once.
/// </summary>
public static class DisplayText
{
    /// <summary>No script and no emoji writes one character with more units: what is longer is made to be long, and may be cut inside.</summary>
    private const int LongestCharacter = 64;

    // Characters that are always shown as they are and change nothing around them: most texts hold no others.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Range(' ', '~'), .. Range('\u00a1', '\u00ac'), .. Range('\u00ae', '\u02ff'), .. Range('\u0370', '\u0482'), .. Range('\u048a', '\u052f'), .. Range('\u2010', '\u2027'),
         .. Range('\u2030', '\u205e'), .. Range('\u3001', '\u3029'), .. Range('\u3041', '\u3096'), .. Range('\u30a0', '\u30ff'), .. Range('\u4e00', '\u9fff'), .. Range('\uac00', '\ud7a3'), .. Range('\uff01', '\uff5e')]);

    /// <summary>One line: each run of white space is one space (or one no-break space), and none stands at the ends. Never null.</summary>
    public static string Line(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var plain = text.AsSpan().IndexOfAnyExcept(Plain) < 0;
        return plain && text[0] != ' ' && text[^1] != ' ' && !text.Contains("  ", StringComparison.Ordinal) ? text : Clean(text, line: true).Trim();
    }

    /// <summary>Text with its line breaks, tabs and spaces as they are.</summary>
    public static string Paragraph(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAnyExcept(Plain) < 0 ? text : Clean(text, line: false);
    }

    /// <summary>
    /// The beginning of a text up to the end of a word, with "…" when something was cut. No user-perceived character (UAX 29) is split: no emoji
    /// family, no flag, no letter from its accents. A "character" made of endless accents is cut, but never inside a surrogate pair. Looks at no more than the limit.
    /// </summary>
    /// <param name="text">A text of any length.</param>
    /// <param name="limit">UTF-16 units, the "…" included.</param>
    public static string Clip(string text, int limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= limit) return text;
        if (limit <= 0) return "";
        int end = 0, word = 0;
        while (end + StringInfo.GetNextTextElementLength(text.AsSpan(end, Math.Min(text.Length - end, limit + LongestCharacter))) is var next && next < limit)
        {
            end = next;
            if (text[end] == ' ') word = end;
        }

        // Scripts without spaces are cut where they are; so is a single very long word.
        var kept = word > end / 2 ? word : end;
        if (end == 0 && limit > LongestCharacter) kept = char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1;
        return text[..kept].TrimEnd(' ', ',', ';', ':', '-', '–', '—', '、', '，', '.', '。', '…') + "…";
    }

    /// <summary>
    /// The same text, isolated (UAX 9, FSI … PDI) where it holds letters that run from right to left: a name in a line of plain text, whose neighbours
    /// ("· 6 min read") it would else pull to its other side. Where there is markup, <c>dir="auto"</c> does this.
    /// </summary>
    public static string Isolate(string text) => HasRightToLeft(text) ? "\u2068" + text + "\u2069" : text;

    /// <summary>Whether a letter runs from right to left.</summary>
    public static bool HasRightToLeft(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAnyInRange('\u0590', '\u061b') >= 0 || text.AsSpan().IndexOfAnyInRange('\u061d', '\u08ff') >= 0 || text.AsSpan().IndexOfAnyInRange('\ufb1d', '\ufdcf') >= 0
            || text.AsSpan().IndexOfAnyInRange('\ufdf0', '\ufdff') >= 0 || text.AsSpan().IndexOfAnyInRange('\ufe70', '\ufefc') >= 0
            || text.AsSpan().IndexOfAnyInRange('\ud802', '\ud803') >= 0 || text.AsSpan().IndexOfAnyInRange('\ud83a', '\ud83b') >= 0; // U+10800-10FFF, U+1E800-1EFFF
    }

    private static string Clean(string text, bool line)
    {
        var output = new StringBuilder(text.Length);
        var state = new CleaningState(HasRightToLeft(text));
        for (var at = 0; at < text.Length;)
        {
            // Half of a surrogate pair is no character: U+FFFD says that something was there.
            var broken = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != OperationStatus.Done;
            at += length;
            if (broken) rune = Rune.ReplacementChar;
            if (Blank(rune))
            {
                Space(output, state, rune, line);
                continue;
            }

            var next = at < text.Length && Rune.DecodeFromUtf16(text.AsSpan(at), out var after, out _) == OperationStatus.Done ? after : default;
            if (!state.Takes(rune, next)) continue;
            Append(output, rune);
            if (rune.Value == InvisibleCharacters.BlackFlag && InvisibleCharacters.FlagTags(text.AsSpan(at)) is > 0 and var tags)
            {
                output.Append(text, at, tags);
                at += tags;
            }
        }

        return output.ToString();
    }

    private static void Space(StringBuilder output, CleaningState state, Rune space, bool line)
    {
        var dropped = state.Space();
        var last = output.Length > 0 ? output[^1] : ' ';
        if (line)
        {
            if (!char.IsWhiteSpace(last)) output.Append(space.Value is '\u00a0' or '\u202f' ? (char)space.Value : ' ');
        }
        else if (!dropped || last != ' ' || space.Value != ' ')
        {
            output.Append(space.Value is '\n' or '\t' or '\u00a0' or '\u202f' or '\u3000' ? (char)space.Value : ' ');
        }
    }

    // White space, and three letters that are drawn as nothing: they make titles that seem empty.
    private static bool Blank(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is 0x2800 or 0x3164 or 0xffa0;

    private static void Append(StringBuilder output, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        output.Append(units[..rune.EncodeToUtf16(units)]);
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);
}

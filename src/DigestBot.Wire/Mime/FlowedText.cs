using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Plain text as <c>format=flowed; delsp=yes</c> (RFC 3676): wrapped for old readers, joined again by others.</summary>
public static class FlowedText
{
    /// <summary>Columns that a wrapped line takes at most, its soft-break space left aside; East Asian wide characters take two.</summary>
    public const int Columns = 72;

    private const string Signature = "-- ";

    /// <summary>
    /// Wraps at spaces, and between characters where there are none: Chinese, Japanese, Thai, or one endless word. Addresses of pages are never broken.
    /// Each soft break is one space more than the text has, which <c>delsp=yes</c> takes away again.
    /// Spaces at the end of lines are dropped. The result has LF line breaks.
    /// </summary>
    /// <param name="text">Paragraphs, one a line.</param>
    /// <param name="quotes">Whether lines that begin with &gt; are quotes and keep their depth; else the mark is text.</param>
    public static string Wrap(string text, bool quotes = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsShortLine(text))
            return text;
        var output = new StringBuilder(text.Length + text.Length / 16);
        var first = true;
        foreach (var raw in Lines(text))
        {
            if (!first)
                output.Append('\n');
            first = false;
            var depth = !quotes ? 0 : raw.AsSpan().IndexOfAnyExcept('>') is var d && d < 0 ? raw.Length : d;
            var content = raw.AsSpan(depth);
            if (depth > 0 && content is [' ', ..])
                content = content[1..];
            WrapLine(output, raw.AsSpan(0, depth), content is Signature ? content : content.TrimEnd(' '));
        }
        return output.ToString();
    }

    /// <summary>Joins what was wrapped, and removes space-stuffing; quotes become lines that begin with &gt; and a space. The result has LF line breaks.</summary>
    /// <param name="text">A body whose type says <c>format=flowed</c>.</param>
    /// <param name="deleteSpace">Whether its type says <c>delsp=yes</c>, as that of what <see cref="Wrap"/> makes must.</param>
    public static string Unwrap(string text, bool deleteSpace)
    {
        ArgumentNullException.ThrowIfNull(text);
        var output = new StringBuilder(text.Length);
        var depth = -1; // of the paragraph that is open
        var first = true;
        foreach (var raw in Lines(text))
        {
            var quotes = raw.AsSpan().IndexOfAnyExcept('>') is var d && d < 0 ? raw.Length : d;
            var content = raw.AsSpan(quotes);
            if (content is [' ', ..])
                content = content[1..];
            var signature = content is Signature;
            // RFC 3676 4.5: a change of depth, or a signature separator, ends a paragraph even when it was flowed.
            if (quotes != depth || signature)
            {
                if (!first)
                    output.Append('\n');
                output.Append('>', quotes).Append(quotes > 0 && content.Length > 0 ? " " : "");
            }
            first = false;
            var flows = content is [.., ' '] && !signature;
            output.Append(flows && deleteSpace ? content[..^1] : content);
            depth = flows ? quotes : -1;
        }
        return output.ToString();
    }

    /// <summary>One line of ASCII to which nothing has to be done: most of what is wrapped for a single mail.</summary>
    private static bool IsShortLine(string text) =>
        text is [not (' ' or '>' or 'F' or '-' or '\n'), .., '\n'] && text.Length <= Columns && text[^2] != ' ' && text.IndexOfAny('\r', '\n') == text.Length - 1 && Ascii.IsValid(text);

    private static IEnumerable<string> Lines(string text)
    {
        for (var at = 0; at <= text.Length;)
        {
            var end = text.AsSpan(at).IndexOfAny('\r', '\n');
            end = end < 0 ? text.Length : at + end;
            yield return text[at..end];
            at = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
    }

    private static void WrapLine(StringBuilder output, ReadOnlySpan<char> quote, ReadOnlySpan<char> content)
    {
        var room = Math.Max(Columns / 3, Columns - quote.Length - (quote.Length > 0 ? 1 : 0));
        while (true)
        {
            var end = BreakAfter(content, room);
            var line = content[..end];
            output.Append(quote);
            // RFC 3676 4.4: what would be mistaken gets a space in front; after quote marks always, because that is how people write them.
            if (quote.Length > 0 ? line.Length > 0 : line.StartsWith(' ') || line.StartsWith('>') || line.StartsWith("From "))
                output.Append(' ');
            output.Append(line);
            content = content[end..];
            if (content.IsEmpty)
                return;
            output.Append(" \n");
        }
    }

    /// <summary>Where the line ends: after the spaces that follow the last word that fits, inside a word that fits no line, or after an address that fits none.</summary>
    private static int BreakAfter(ReadOnlySpan<char> content, int room)
    {
        if (content.Length <= room / 2)
            return content.Length;
        var end = 0;
        var columns = 0;
        while (end < content.Length)
        {
            var word = content[end..].IndexOfAnyExcept(' ') is var s && s < 0 ? content.Length : end + s;
            word = content[word..].IndexOf(' ') is var e && e < 0 ? content.Length : word + e;
            var width = ColumnWidth.Of(content[end..word]);
            var endless = width > room && !content[end..word].Contains("://", StringComparison.Ordinal);
            if (endless && room - columns >= room / 8)
                return BreakInside(content, end, room - columns);
            columns += width;
            if (columns > room && end > 0 && content[..end] is not Signature)
                return end;
            end = word;
            while (end < content.Length && content[end] == ' ')
            {
                end++;
                columns++;
            }
        }
        return content.Length;
    }

    /// <summary>The last place between characters (UAX 29) that leaves the line within its room, and no mark at the start of the next that belongs to the end of this.</summary>
    private static int BreakInside(ReadOnlySpan<char> content, int from, int room)
    {
        var (at, before) = (from, from);
        while (at < content.Length)
        {
            var next = at + StringInfo.GetNextTextElementLength(content[at..Math.Min(content.Length, at + LongestCharacter)]);
            room -= ColumnWidth.Of(content[at..next]);
            if (room < 0 && at > from)
                return Closing.Contains(content[at]) && before > from ? before : at;
            (before, at) = (at, next);
        }
        return at;
    }

    private const int LongestCharacter = 64;

    // What must not begin a line in Chinese and Japanese (JIS X 4051, the marks that are common).
    private static readonly System.Buffers.SearchValues<char> Closing = System.Buffers.SearchValues.Create("、。，．：；！？）］｝」』】》〉”’…・ー々,.:;!?)]}");
}

using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Plain text as <c>format=flowed; delsp=no</c> (RFC 3676): wrapped for old readers, joined again by others.</summary>
public static class FlowedText
{
    /// <summary>Columns that a wrapped line takes at most, its soft-break space left aside; East Asian wide characters take two.</summary>
    public const int Columns = 72;

    private const string Signature = "-- ";

    /// <summary>
    /// Wraps at spaces; words (addresses of pages above all) are never broken, so a long word, or text without spaces, makes a long line.
    /// Lines that begin with &gt; are quotes and keep their depth. Spaces at the end of lines are dropped. The result has LF line breaks.
    /// </summary>
    public static string Wrap(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var output = new StringBuilder(text.Length + text.Length / 16);
        var first = true;
        foreach (var raw in Lines(text))
        {
            if (!first)
                output.Append('\n');
            first = false;
            var depth = raw.AsSpan().IndexOfAnyExcept('>') is var d && d < 0 ? raw.Length : d;
            var content = raw.AsSpan(depth);
            if (depth > 0 && content is [' ', ..])
                content = content[1..];
            WrapLine(output, raw.AsSpan(0, depth), content is Signature ? content : content.TrimEnd(' '));
        }
        return output.ToString();
    }

    /// <summary>Joins what was wrapped, and removes space-stuffing; quotes become lines that begin with &gt; and a space. The result has LF line breaks.</summary>
    /// <param name="text">A body whose type says <c>format=flowed</c>.</param>
    /// <param name="deleteSpace">Whether its type says <c>delsp=yes</c>.</param>
    public static string Unwrap(string text, bool deleteSpace = false)
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
            output.Append('\n');
        }
    }

    /// <summary>Where the line ends: after the spaces that follow the last word that fits, or the first word when none fits.</summary>
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
            columns += ColumnWidth.Of(content[end..word]);
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
}

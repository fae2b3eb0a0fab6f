using System.Text;

namespace DigestBot.Wire.Text;

/// <summary>
/// Links to a passage of a page: <c>#:~:text=[prefix-,]start[,end][,-suffix]</c>
/// (WICG, "URL Fragment Text Directives", https://wicg.github.io/scroll-to-text-fragment/).
/// A browser goes to the first place that matches, so the link says as much as makes it the first.
/// </summary>
public static class TextFragment
{
    private const int LongQuote = 90;
    private const int MostContextWords = 8;

    /// <summary>The address of a page with a text directive for a slice of its text.</summary>
    /// <param name="url">The page's address; an ordinary fragment in it is kept, a text directive is replaced.</param>
    /// <param name="text">The page's text; paragraphs are separated by line breaks.</param>
    /// <param name="start">First UTF-16 unit of the quote.</param>
    /// <param name="length">UTF-16 units of the quote.</param>
    public static string Link(string url, string text, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, text.Length);
        while (length > 0 && char.IsWhiteSpace(text[start]))
            (start, length) = (start + 1, length - 1);
        while (length > 0 && char.IsWhiteSpace(text[start + length - 1]))
            length--;
        var directive = url.IndexOf(":~:", StringComparison.Ordinal);
        var page = directive < 0 ? url : url[..directive];
        if (length == 0)
            return page.TrimEnd('#');
        var hash = page.Contains('#', StringComparison.Ordinal) ? "" : "#";
        return $"{page}{hash}:~:text={Directive(text, start, start + length)}";
    }

    private static string Directive(string text, int start, int end)
    {
        if (end - start > LongQuote && Ends(text, start, end) is { } pair)
            return pair;
        var quote = text[start..end];
        var prefix = "";
        var suffix = "";
        if (IndexOf(text, quote, 0) != start)
        {
            var from = start;
            for (var words = 0; words < MostContextWords && WordBack(text, from) is var w and >= 0; words++)
            {
                from = w;
                if (IndexOf(text, text[from..end], 0) == from)
                    break;
            }
            prefix = from < start ? text[from..start].Trim() : "";
            if (from == start || IndexOf(text, text[from..end], 0) != from)
                suffix = Suffix(text, from, end);
        }
        return (prefix.Length > 0 ? Escape(prefix) + "-," : "") + Escape(quote) + (suffix.Length > 0 ? ",-" + Escape(suffix) : "");
    }

    /// <summary>First and last words, enough of each that a browser finds this passage and no longer one; null when the whole is not longer.</summary>
    private static string? Ends(string text, int start, int end)
    {
        for (var words = 4; words <= MostContextWords; words += 2)
        {
            var first = start;
            var last = end;
            for (var w = 0; w < words; w++)
            {
                first = WordForward(text, first, end);
                last = WordBack(text, last) is var back && back > start ? back : start;
            }
            if (first >= last)
                return null;
            var opening = text[start..first].TrimEnd();
            if (IndexOf(text, opening, 0) == start && IndexOf(text, text[last..end], first) == last)
                return Escape(opening) + "," + Escape(text[last..end]);
        }
        return null;
    }

    private static string Suffix(string text, int from, int end)
    {
        var to = end;
        for (var words = 0; words < MostContextWords; words++)
        {
            var next = WordForward(text, to, text.Length);
            if (next == to)
                break;
            to = next;
            if (IndexOf(text, text[from..to], 0) == from)
                break;
        }
        return text[end..to].Trim();
    }

    /// <summary>The start of the word before <paramref name="at"/> in the same paragraph, or -1. Without spaces, eight characters are a word.</summary>
    private static int WordBack(string text, int at)
    {
        var i = at - 1;
        while (i >= 0 && text[i] is ' ' or '\u00A0' or '\t')
            i--;
        if (i < 0 || text[i] is '\n' or '\r')
            return -1;
        var last = i;
        while (i > 0 && !char.IsWhiteSpace(text[i - 1]) && (last - i < 7 || !IsSpaceless(text[i])))
            i--;
        return char.IsLowSurrogate(text[i]) && i > 0 ? i - 1 : i;
    }

    private static int WordForward(string text, int at, int end)
    {
        var i = at;
        while (i < end && text[i] is ' ' or '\u00A0' or '\t')
            i++;
        var first = i;
        while (i < end && !char.IsWhiteSpace(text[i]) && (i - first < 8 || !IsSpaceless(text[i])))
            i++;
        if (i == first)
            return at;
        return i < end && char.IsLowSurrogate(text[i]) ? i + 1 : i;
    }

    private static bool IsSpaceless(char c) => Scripts.IsCjk(c) || Scripts.Of(c) == Script.Spaceless || c is '、' or '。' or '，';

    // Browsers compare without regard to case.
    private static int IndexOf(string text, string part, int from) => text.IndexOf(part, from, StringComparison.OrdinalIgnoreCase);

    /// <summary>Percent-encodes all but unreserved characters, and the dash, which has a meaning in a text directive.</summary>
    private static string Escape(string part)
    {
        var folded = new StringBuilder(part.Length);
        foreach (var c in part)
            if (!char.IsWhiteSpace(c))
                folded.Append(c);
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        return Uri.EscapeDataString(folded.ToString()).Replace("-", "%2D", StringComparison.Ordinal);
    }
}

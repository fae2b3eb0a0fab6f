using System.Net;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>
/// Turns the HTML of a mail into text, simply and in one pass: blocks become lines, quotes (<c>blockquote</c>) begin with &gt;, what is not shown is left out.
/// For reading replies; main text of web pages is another subject.
/// </summary>
internal sealed class HtmlAsText
{
    private const int Longest = 2_000_000;
    private const int DeepestQuote = 10;

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "pre", "section", "article", "header", "footer", "dl", "dt", "dd", "address", "center",
    };

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _line = new();
    private int _quote;
    private bool _space;

    public static string Convert(string html)
    {
        var converter = new HtmlAsText();
        converter.Read(html.Length > Longest ? html[..Longest] : html);
        return converter._output.ToString();
    }

    private void Read(string html)
    {
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            Text(html.AsSpan(at, (open < 0 ? html.Length : open) - at));
            if (open < 0)
                break;
            at = Tag(html, open);
        }
        EndLine(empty: false);
    }

    /// <summary>Handles what begins with &lt;; returns where text goes on.</summary>
    private int Tag(string html, int open)
    {
        if (html.AsSpan(open).StartsWith("<!--"))
            return After(html, "-->", open);
        if (open + 1 >= html.Length || !char.IsAsciiLetter(html[open + 1]) && html[open + 1] is not ('/' or '!' or '?'))
        {
            Text("<");
            return open + 1;
        }
        var end = EndOfTag(html, open + 1);
        var closing = html[open + 1] == '/';
        var nameStart = open + (closing ? 2 : 1);
        var nameEnd = nameStart;
        while (nameEnd < end && char.IsAsciiLetterOrDigit(html[nameEnd]))
            nameEnd++;
        var name = html[nameStart..nameEnd].ToLowerInvariant();
        if (!closing && name is "script" or "style" or "head" or "title" or "textarea")
            return After(html, "</" + name, end);
        if (Blocks.Contains(name))
            EndLine(empty: name is "br" || closing && name is "p");
        if (name == "blockquote")
            _quote = Math.Clamp(_quote + (closing ? -1 : 1), 0, DeepestQuote);
        if (name is "td" or "th")
            _space = true;
        if (name == "li" && !closing)
            _line.Append("- ");
        return end;
    }

    /// <summary>Behind the closing bracket; brackets inside quoted attributes do not count.</summary>
    private static int EndOfTag(string html, int at)
    {
        var quote = '\0';
        for (var i = at; i < html.Length && i < at + 10_000; i++)
            if (quote != '\0')
                quote = html[i] == quote ? '\0' : quote;
            else if (html[i] is '"' or '\'' && html[i - 1] is '=' or ' ')
                quote = html[i];
            else if (html[i] == '>')
                return i + 1;
        // The tag never ends, or a quote inside it does not: the first bracket has to do.
        return html.IndexOf('>', at) is >= 0 and var end ? end + 1 : html.Length;
    }

    private static int After(string html, string mark, int from)
    {
        var at = html.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? html.Length : at + mark.Length;
    }

    private void Text(ReadOnlySpan<char> raw)
    {
        if (raw.IsEmpty)
            return;
        var text = raw.Contains('&') ? WebUtility.HtmlDecode(raw.ToString()).AsSpan() : raw;
        foreach (var c in text)
        {
            if (c is ' ' or '\t' or '\r' or '\n' or '\u00A0')
            {
                _space = true;
                continue;
            }
            if (_space && _line.Length > 0 && _line[^1] != ' ')
                _line.Append(' ');
            _space = false;
            _line.Append(c);
        }
    }

    private void EndLine(bool empty)
    {
        _space = false;
        if (_line.Length > 0 || empty && !_output.ToString(Math.Max(0, _output.Length - 2), Math.Min(2, _output.Length)).EndsWith("\n\n", StringComparison.Ordinal))
        {
            if (_quote > 0)
                _output.Append('>', _quote).Append(' ');
            _output.Append(_line).Append('\n');
        }
        _line.Clear();
    }
}

using System.Text;
using DigestBot.Wire.Syndication.Markup;
using DigestBot.Wire.Text;

namespace DigestBot.Wire.Syndication;

/// <summary>Titles, names and labels: plain text on one line.</summary>
internal static class PlainText
{
    /// <summary>Characters of a title that are kept; what is longer is not a title, and ends in an ellipsis.</summary>
    public const int MaxLength = 1000;

    /// <summary>The text of an HTML fragment: tags of known elements removed, references resolved once, white space folded.</summary>
    public static string? OfHtml(string? html)
    {
        if (html is null)
            return null;
        if (!html.AsSpan().ContainsAny('<', '&'))
            return Fold(html);
        var text = new StringBuilder(Math.Min(html.Length, MaxLength * 4));
        var rest = html.AsSpan();
        while (!rest.IsEmpty && text.Length <= MaxLength * 4)
        {
            var less = rest.IndexOf('<');
            if (less < 0)
                less = rest.Length;
            text.Append(CharacterReferences.Decode(rest[..less]));
            rest = rest[less..];
            if (rest.IsEmpty)
                break;
            rest = PassTag(rest, text);
        }
        return Fold(text.ToString());
    }

    /// <summary>Text fit to be shown on one line, white space folded; null when nothing is left.</summary>
    public static string? Fold(string? text)
    {
        if (text is null)
            return null;
        // Noise takes room too: a title is looked for in the first part of what claims to be one.
        var folded = new StringBuilder(Math.Min(text.Length, MaxLength));
        var gap = false;
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxLength * 16)))
        {
            if (char.IsWhiteSpace(c))
            {
                gap = true;
                continue;
            }
            if (gap && folded.Length > 0)
                folded.Append(' ');
            gap = false;
            folded.Append(c);
        }
        var line = DisplayText.Line(folded.ToString());
        return line.Length == 0 ? null : DisplayText.Clip(line, MaxLength);
    }

    /// <summary>True when a text of unstated kind is HTML: it holds a tag of a known element, or a character reference.</summary>
    public static bool LooksLikeHtml(string text)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny('<', '&'); at >= 0; at = rest.IndexOfAny('<', '&'))
        {
            rest = rest[at..];
            if (rest[0] == '<' ? HtmlNames.IsKnown(TagName(rest)) : CharacterReferences.IsReference(rest))
                return true;
            rest = rest[1..];
        }
        return false;
    }

    /// <summary>Plain text as HTML.</summary>
    public static string ToHtml(string text) =>
        text.AsSpan().ContainsAny('<', '>', '&')
            ? text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            : text;

    /// <summary>Goes past the tag or comment at the start of the text, or past its first character when it is neither.</summary>
    private static ReadOnlySpan<char> PassTag(ReadOnlySpan<char> rest, StringBuilder text)
    {
        if (rest.StartsWith("<!--"))
            return After(rest, "-->");
        var name = TagName(rest);
        if (!HtmlNames.IsKnown(name))
        {
            text.Append('<');
            return rest[1..];
        }
        if (!HtmlNames.IsInline(name))
            text.Append(' ');
        var isStart = rest[1] != '/';
        var after = After(rest, ">");
        return isStart && HtmlNames.IsHidden(name) ? After(AfterContent(after, name), ">") : after;
    }

    private static ReadOnlySpan<char> AfterContent(ReadOnlySpan<char> rest, ReadOnlySpan<char> name)
    {
        Span<char> end = stackalloc char[HtmlNames.Longest + 2];
        "</".CopyTo(end);
        name.CopyTo(end[2..]);
        var at = rest.IndexOf(end[..(name.Length + 2)], StringComparison.OrdinalIgnoreCase);
        return at < 0 ? [] : rest[at..];
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> rest, ReadOnlySpan<char> what)
    {
        var at = rest.IndexOf(what);
        return at < 0 ? [] : rest[(at + what.Length)..];
    }

    /// <summary>The name of the tag, start or end, that the text begins with; empty when it begins with none.</summary>
    private static ReadOnlySpan<char> TagName(ReadOnlySpan<char> rest)
    {
        var start = rest.Length > 1 && rest[1] == '/' ? 2 : 1;
        var end = start;
        while (end < rest.Length && end - start <= HtmlNames.Longest && char.IsAsciiLetterOrDigit(rest[end]))
            end++;
        return end < rest.Length && (rest[end] is '>' or '/' || char.IsWhiteSpace(rest[end])) ? rest[start..end] : [];
    }
}

namespace DigestBot.Wire.Text;

/// <summary>Which line breaks end something, and which only wrap a long line.</summary>
internal static class Lines
{
    /// <summary>The pieces of <paramref name="range"/> between breaks that end something, in order.</summary>
    public static List<TextRange> Pieces(string text, TextRange range)
    {
        var pieces = new List<TextRange>();
        if (text.AsSpan(range.Start, range.Length).IndexOfAny('\n', '\r', '\u2028') < 0)
        {
            pieces.Add(range);
            return pieces;
        }
        var start = range.Start;
        var stopped = ParagraphEndsWithStop(text, range.Start, range.End, out var paragraphEnd);
        var line = range.Start;
        for (var i = NextBreak(text, range.Start, range.End); i < range.End; i = NextBreak(text, i + 1, range.End))
        {
            var next = i + 1;
            var breaks = text[i] == '\r' && next < range.End && text[next] == '\n' ? 0 : 1;
            while (next < range.End && char.IsWhiteSpace(text[next]))
                breaks += text[next++] is '\n' or '\u2028' ? 1 : 0;
            var blank = breaks > 1;
            if (!Wraps(text, line, i, next, range.End, blank, stopped))
            {
                pieces.Add(new TextRange(start, i - start));
                start = next;
            }
            line = next;
            if (next >= paragraphEnd)
                stopped = ParagraphEndsWithStop(text, next, range.End, out paragraphEnd);
            i = next - 1;
        }
        if (start < range.End)
            pieces.Add(new TextRange(start, range.End - start));
        return pieces;
    }

    private static int NextBreak(string text, int from, int end) =>
        from < end && text.AsSpan(from, end - from).IndexOfAny('\n', '\r', '\u2028') is >= 0 and var next ? from + next : end;

    private static bool Wraps(string text, int line, int lineEnd, int next, int end, bool blank, bool stopped)
    {
        if (next >= end)
            return false;
        var spaced = lineEnd > line && text[lineEnd - 1] == ' ';
        while (lineEnd > line && char.IsWhiteSpace(text[lineEnd - 1]))
            lineEnd--;
        if (lineEnd <= line)
            return false;
        var first = text[next];
        if (first == '.' && (next + 1 >= end || char.IsWhiteSpace(text[next + 1])))
            return true; // a stop that slipped to the next line
        if (blank)
            return false;
        var last = text[lineEnd - 1];
        if (Scripts.IsCjk(last) && Scripts.IsCjk(first))
            return last is 'の' or 'を' or 'は' or 'が' or 'に' or 'と' or 'へ';
        if (Stops.IsStop(last, Script.Other) || Enclosures.IsClosingMark(last) && lineEnd - 2 >= line && Stops.IsStop(text[lineEnd - 2], Script.Other))
            return false;
        var length = lineEnd - line;
        if (char.IsLower(first))
            return stopped || length >= 40;
        // A line that was wrapped kept the space before the break; who ends a line writes none. Not so after what may be a title.
        if (spaced && stopped && char.IsLetter(last) && char.IsLetter(first) && !HasBlank(text, line, lineEnd))
            return true;
        return length >= 60 && last is not ':' && (char.IsLetter(first) || first == '(') || first == '(' && length >= 30 && stopped;
    }

    private static bool HasBlank(string text, int from, int to) => text.AsSpan(from, to - from).Contains(' ');

    private static bool ParagraphEndsWithStop(string text, int from, int end, out int paragraphEnd)
    {
        var last = ' ';
        paragraphEnd = from;
        while (paragraphEnd < end)
        {
            // One line; a blank one, or white space only, ends the paragraph.
            var line = text.AsSpan(paragraphEnd, end - paragraphEnd);
            var feed = line.IndexOf('\n');
            paragraphEnd += feed < 0 ? line.Length : feed + 1;
            var written = (feed < 0 ? line : line[..feed]).TrimEnd();
            if (written.Length > 0)
                last = written[^1];
            else if (last != ' ')
                break;
        }
        return Stops.IsStop(last, Script.Other) || last is ':' || Enclosures.IsClosingMark(last);
    }
}

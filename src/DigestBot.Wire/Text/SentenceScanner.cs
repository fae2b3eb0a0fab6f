using System.Buffers;

namespace DigestBot.Wire.Text;

/// <summary>Walks once through a piece of text that no line break divides, and asks <see cref="StopRule"/> at every stop.</summary>
internal ref struct SentenceScanner(string text, TextRange piece, StopRule rule, List<TextRange> sentences)
{
    private const int ShortestThai = 40;

    /// <summary>Where something may end or begin: stops, and bullets.</summary>
    private static readonly SearchValues<char> Telling = SearchValues.Create(Stops.All + ListMarker.Bullets);

    /// <summary>The same within a list, where every word may be a marker, and in scripts without stops.</summary>
    private static readonly SearchValues<char> TellingWithBlanks = SearchValues.Create(Stops.All + ListMarker.Bullets + " \t\n\r\f\v\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u200E\u200F\u2028\u2029\u202F\u205F\u3000\uFEFF");

    private readonly List<TextRange> enclosures = Enclosures.Outermost(text, piece);
    private readonly int end = piece.End;
    private readonly bool spaceless = piece.Of(text).IndexOfAnyInRange('\u0E00', '\u17D3') >= 0;
    private int nextEnclosure;
    private int start = piece.Start;
    private ListMarker? item;

    public void Run()
    {
        var i = Begin(start);
        while (i < end)
        {
            if (IsItem(i, out var after))
            {
                Emit(i);
                i = after;
                continue;
            }
            var c = text[i];
            var script = rule.Near(i);
            if (nextEnclosure < enclosures.Count && enclosures[nextEnclosure].Start <= i)
            {
                var enclosure = enclosures[nextEnclosure++];
                if (enclosure.Start < i)
                    continue; // the scan has passed it: it opened in the marks after a stop
                i = enclosure.End;
                var inner = enclosure.End - 2;
                while (inner > enclosure.Start && text[inner] is '"' or '\'' or '”' or '’' or '»')
                    inner--;
                if (inner > enclosure.Start && (Stops.IsStop(text[inner], script) || text[inner] is '-' or '—' && text[enclosure.Start] is not '('))
                    i = Consider(inner, AbsorbMarks(i, script), enclosed: true);
            }
            else if (Stops.IsStop(c, script))
                i = Consider(i, AbsorbMarks(i + 1, script), enclosed: false);
            else if (c == ' ' && i - start >= ShortestThai && i + 1 < end && rule.IsThaiBreak(i))
            {
                Emit(i);
                i = Begin(start);
            }
            else
                i = Skip(i + 1);
        }
        Emit(end);
    }

    /// <summary>The next place at or after <paramref name="i"/> where something may end or begin.</summary>
    private readonly int Skip(int i)
    {
        if (i >= end || Stops.IsBlank(text[i - 1]) && item is not null)
            return i;
        var limit = nextEnclosure < enclosures.Count ? Math.Clamp(enclosures[nextEnclosure].Start, i, end) : end;
        var found = text.AsSpan(i, limit - i).IndexOfAny(item is null && !spaceless ? Telling : TellingWithBlanks);
        return found < 0 ? limit : i + found;
    }

    private int Consider(int stop, int after, bool enclosed)
    {
        if (text[stop] == '.' && !enclosed && rule.SpacedDots(stop, end, out var dotsEnd, out var breakAt))
        {
            if (breakAt < 0)
                return dotsEnd;
            Emit(breakAt);
            return Begin(start, dotsEnd);
        }
        var footnote = rule.AfterFootnote(stop, after, end);
        if (rule.Ends(new TextRange(start, stop - start), stop, footnote, end, enclosed))
        {
            Emit(footnote);
            return Begin(start);
        }
        return after;
    }

    /// <summary>Marks that belong to the stop: more stops, and closing quotation marks and brackets that open nothing.</summary>
    private readonly int AbsorbMarks(int i, Script script)
    {
        while (i < end && (Stops.IsStop(text[i], script) || Enclosures.IsClosingMark(text[i]) && !IsOpener(i)))
            i++;
        return i;
    }

    private readonly bool IsOpener(int i)
    {
        for (var e = nextEnclosure; e < enclosures.Count && enclosures[e].Start <= i; e++)
            if (enclosures[e].Start == i)
                return true;
        return false;
    }

    /// <summary>Whether an item of a list begins here, within a line.</summary>
    private bool IsItem(int i, out int after)
    {
        after = i;
        if (i <= start || !Stops.IsBlank(text[i - 1]))
            return false;
        if (ListMarker.IsBullet(text[i]))
        {
            after = Begin(i);
            return true;
        }
        if (item is not { } current || !(char.IsAsciiLetterOrDigit(text[i]) || text[i] == '(')
            || ListMarker.At(text, i, end, current) is not { } marker || !current.IsFollowedBy(marker))
            return false;
        if (marker.Style == "1." && current.Ordinal == 1 && !rule.NumbersAreItems(i, i + marker.Length, end))
            return false;
        item = marker;
        after = i + marker.Length;
        return true;
    }

    /// <summary>Passes white space, bullets and an item's number, whose stop ends nothing.</summary>
    private int Begin(int i, int atLeast = 0)
    {
        while (i < end && (Stops.IsBlank(text[i]) || ListMarker.IsBullet(text[i])))
            i++;
        if (i < end && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '(') && ListMarker.At(text, i, end, item) is { } marker)
        {
            if (marker.Style is not ("A." or "i.")) // initials begin sentences too
                item = marker;
            i += marker.Length;
        }
        while (i < end && text[i] is '.' or '…')
            i++;
        return Math.Max(i, atLeast);
    }

    private void Emit(int until)
    {
        var from = start;
        var to = until;
        while (from < to && Stops.IsBlank(text[from]))
            from++;
        while (to > from && Stops.IsBlank(text[to - 1]))
            to--;
        if (to > from)
            sentences.Add(new TextRange(from, to - from));
        start = until;
    }
}

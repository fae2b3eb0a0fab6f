using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Imap;

/// <summary>Sets of message numbers as IMAP writes them: <c>2,4:7,9</c> (RFC 9051 9, sequence-set).</summary>
internal static class UidSet
{
    // RFC 2683 3.2.1.5: a client keeps its command lines under about 1,000 octets.
    private const int LongestSet = 800;
    private const int MostNumbers = 1_000_000;

    /// <summary>The shortest sets that hold these numbers, each short enough for one command.</summary>
    public static IEnumerable<string> Format(IEnumerable<uint> uids)
    {
        var sorted = uids.Distinct().Order().ToArray();
        var set = new StringBuilder();
        for (var i = 0; i < sorted.Length;)
        {
            var last = i;
            while (last + 1 < sorted.Length && sorted[last + 1] == sorted[last] + 1)
                last++;
            if (set.Length > 0)
                set.Append(',');
            set.Append(CultureInfo.InvariantCulture, $"{sorted[i]}");
            if (last > i)
                set.Append(CultureInfo.InvariantCulture, $":{sorted[last]}");
            if (set.Length > LongestSet)
            {
                yield return set.ToString();
                set.Clear();
            }
            i = last + 1;
        }
        if (set.Length > 0)
            yield return set.ToString();
    }

    /// <summary>The UIDs that a SEARCH or ESEARCH response (RFC 4731) names.</summary>
    public static IReadOnlyList<uint> Found(ImapData data, int maxDepth)
    {
        if (data.Name == "SEARCH")
            return ParseBlankSeparated(data.Frame.Lines[0].AsSpan(data.Position));
        var values = data.Values(maxDepth);
        for (var i = 0; i + 1 < values.Count; i++)
            if (values[i] is ImapAtom name && name.Text.Equals("ALL", StringComparison.OrdinalIgnoreCase) && values[i + 1] is ImapAtom set)
                return Parse(set.Text);
        return [];
    }

    /// <summary>The numbers of a SEARCH response, which are separated by blanks; what follows them, such as (MODSEQ 9), is not read.</summary>
    public static List<uint> ParseBlankSeparated(ReadOnlySpan<byte> text)
    {
        var numbers = new List<uint>();
        for (text = text.TrimStart((byte)' '); Utf8Parser.TryParse(text, out uint number, out var used); text = text[used..].TrimStart((byte)' '))
            numbers.Add(number);
        if (!text.IsEmpty && text[0] != '(')
            throw new FormatException($"“{ImapParser.Harmless(text)}” is no message number");
        return numbers;
    }

    /// <summary>The numbers of an ESEARCH response's set (RFC 4731).</summary>
    public static List<uint> Parse(string set)
    {
        var numbers = new List<uint>();
        foreach (var range in set.Split(','))
        {
            var ends = range.Split(':', 2);
            if (!Number(ends[0], out var first) || !Number(ends[^1], out var last))
                throw new FormatException("a set of message numbers cannot be read");
            if (first > last)
                (first, last) = (last, first);
            if (last - first >= MostNumbers - numbers.Count)
                throw new FormatException($"a set holds more than {MostNumbers} message numbers");
            for (var n = (long)first; n <= last; n++)
                numbers.Add((uint)n);
        }
        return numbers;

        static bool Number(string text, out uint number) =>
            uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}

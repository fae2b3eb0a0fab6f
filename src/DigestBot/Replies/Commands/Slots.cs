using System.Globalization;
using DigestBot.Subscribers;

namespace DigestBot.Replies;

/// <summary>Reads what stands in the place of a rule's argument.</summary>
internal static class Slots
{
    private const int MostNameWords = 4;
    private const int MostTopicWords = 3;
    private const int MostWords = 6;
    private const int MostAddresses = 10;
    private const string Opening = "\"“„«‚‘'";
    private const string Closing = "\"“”»’'";
    private const int MostZoneWords = 4;

    /// <summary>The commands that a rule and its argument come to; null when the words are no such argument.</summary>
    /// <param name="rule">The rule; it has a slot.</param>
    /// <param name="table">Its language.</param>
    /// <param name="line">The line as written.</param>
    /// <param name="words">The sentence's words.</param>
    /// <param name="start">The argument's first word.</param>
    /// <param name="end">The word after its last.</param>
    /// <param name="limit">Where the sentence ends in the line.</param>
    public static IReadOnlyList<ReplyCommand>? Read(Rule rule, PhraseTable table, string line, IReadOnlyList<Word> words, int start, int end, int limit)
    {
        switch (rule.Slot)
        {
            case "when" or "clock":
                return When.Read(table, start, end, words, timeOnly: rule.Slot == "clock");
            case "topics" or "words":
                return All(rule.Verb, Argument.Pieces(line, words, start, end, limit, table, rule.Slot == "topics", rule.Slot == "topics" ? MostTopicWords : MostWords));
            case "feeds":
                return Feeds(rule, table, line, words, start, end, limit);
            case "link" or "address":
                return All(rule.Verb, Addresses(table, line, words, start, end, spelled: rule.Slot == "link"));
        }

        var argument = rule.Slot switch
        {
            "span" => Span.Read(table, start, end, words),
            "number" => Number(table, start, end, words),
            "languages" => Languages(table, start, end, words),
            "language" => Languages(table, start, end, words) is { } one && !one.Contains(',', StringComparison.Ordinal) ? one : null,
            "odd" => table["odd"].Covers(start, end, words) ? Text(line, words, start, end) : null,
            "zone" => end - start <= MostZoneWords && !table["notopic"].Covers(start, start + 1, words) ? Zone(Text(line, words, start, end)) : null,
            "name" => Name(table, line, words, start, end),
            _ => throw new FormatException($"No rule has a slot <{rule.Slot}>."),
        };
        return argument is null ? null : [new ReplyCommand(rule.Verb, argument)];
    }

    private static IReadOnlyList<ReplyCommand>? All(string verb, IReadOnlyList<string>? pieces) => pieces is null ? null : [.. pieces.Select(piece => new ReplyCommand(verb, piece))];

    private static string Text(string line, IReadOnlyList<Word> words, int start, int end) => line[words[start].Start..words[end - 1].End];

    // Names joined by "and" are several, names in quotes are as they stand. A bare name must be the whole of one, see ReplyFollows; a number alone counts something else.
    private static IReadOnlyList<ReplyCommand>? Feeds(Rule rule, PhraseTable table, string line, IReadOnlyList<Word> words, int start, int end, int limit)
    {
        var (from, to) = (words[start].Start, words[end - 1].End);
        if (from > 0 && Opening.Contains(line[from - 1], StringComparison.Ordinal) && to < line.Length && Closing.Contains(line[to], StringComparison.Ordinal) && !line[from..to].Any(Closing.Contains))
            return [new ReplyCommand("follow-feed", line[from..to])];
        var pieces = Argument.Pieces(line, words, start, end, limit, table, joined: true, MostWords);
        return pieces is null || pieces.Any(piece => piece.All(char.IsAsciiDigit)) ? null : All(rule.Verb, pieces);
    }

    private static List<string>? Addresses(PhraseTable table, string line, IReadOnlyList<Word> words, int start, int end, bool spelled)
    {
        var found = new List<string>();
        for (var from = start; from < end;)
        {
            var to = from + 1;
            while (to < end && words[to].Start == words[to - 1].End + 1 && !char.IsWhiteSpace(line[words[to - 1].End]) && line[words[to - 1].End] != ',') to++;
            var address = Text(line, words, from, to);
            if (found.Count == MostAddresses || address.Any(char.IsWhiteSpace) || FeedNames.AddressOf(address) is null || (spelled && !address.StartsWith("http", StringComparison.OrdinalIgnoreCase))) return null;
            found.Add(address);
            from = Math.Max(to, table["and"].Longest(to, words));
            if (from >= end && to < end) return null;
        }

        return found;
    }

    // "Time zone problems" is a complaint: a zone that nobody knows is asked for only where it is written as a name.
    private static string? Zone(string asked) =>
        Schedule.FindZone(asked) is not null || (char.IsUpper(asked[0]) && !asked.Contains(' ', StringComparison.Ordinal)) || asked.Contains('/', StringComparison.Ordinal) ? asked : null;

    private static string? Number(PhraseTable table, int start, int end, IReadOnlyList<Word> words) =>
        end == start + 1 && int.TryParse(words[start].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 999
            ? number.ToString(CultureInfo.InvariantCulture)
            : table.Meaning("number", start, end, words);

    private static string? Languages(PhraseTable table, int start, int end, IReadOnlyList<Word> words)
    {
        var named = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = start; at < end; at++)
        {
            if (table.Meaning("language", at, at + 1, words) is { } language) named.Add(language);
            else if (at == start || at == end - 1 || (!table["and"].Covers(at, at + 1, words) && !table["in"].Covers(at, at + 1, words))) return null;
        }

        return string.Join(',', named);
    }

    // "Call me Ada" names somebody, "call me back" asks for something else: a name begins with a capital, in scripts that have them.
    private static string? Name(PhraseTable table, string line, IReadOnlyList<Word> words, int start, int end)
    {
        if (end - start > MostNameWords) return null;
        for (var at = start; at < end; at++)
            if (char.IsLower(line[words[at].Start]) && at == start || table["noname"].Covers(at, at + 1, words)) return null;
        return line[words[start].Start..words[end - 1].End] is var name && Preferences.IsName(name) ? name : null;
    }
}

using System.Globalization;
using DigestBot.Subscribers;

namespace DigestBot.Replies;

/// <summary>Reads what stands in the place of a rule's argument.</summary>
internal static class Slots
{
    private const int MostNameWords = 4;
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
                return Argument.Pieces(line, words, start, end, limit, table, rule.Slot == "topics") is { } pieces ? [.. pieces.Select(piece => new ReplyCommand(rule.Verb, piece))] : null;
        }

        var argument = rule.Slot switch
        {
            "span" => Span.Read(table, start, end, words),
            "number" => Number(table, start, end, words),
            "languages" => Languages(table, start, end, words),
            "link" => Raw(line, words, start, end) is { } link && link.StartsWith("http", StringComparison.OrdinalIgnoreCase) && FeedNames.AddressOf(link) is not null ? link : null,
            "address" => Raw(line, words, start, end) is { } address && FeedNames.AddressOf(address) is not null ? address : null,
            "zone" => end - start <= MostZoneWords && !table["notopic"].Covers(start, start + 1, words) ? line[words[start].Start..words[end - 1].End] : null,
            "name" => Name(table, line, words, start, end),
            _ => throw new FormatException($"No rule has a slot <{rule.Slot}>."),
        };
        return argument is null ? null : [new ReplyCommand(rule.Verb, argument)];
    }

    /// <summary>One piece of the line as written; null when a space stands in it.</summary>
    private static string? Raw(string line, IReadOnlyList<Word> words, int start, int end) =>
        line[words[start].Start..words[end - 1].End] is var text && !text.Any(char.IsWhiteSpace) ? text : null;

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

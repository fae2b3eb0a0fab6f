namespace DigestBot.Replies;

/// <summary>What a sentence comes to.</summary>
/// <param name="Commands">What it asks for; empty for courtesy and for everything else.</param>
/// <param name="Clarity">How clear it is.</param>
/// <param name="Courtesy">It is nothing but courtesy.</param>
internal sealed record Reading(IReadOnlyList<ReplyCommand> Commands, Clarity Clarity, bool Courtesy)
{
    public static Reading Other { get; } = new([], Clarity.Plain, false);

    public static Reading JustCourtesy { get; } = new([], Clarity.Plain, true);

    public bool Asks => Commands.Count > 0;

    /// <summary>It belongs to the story that the subscriber tells.</summary>
    public bool IsStory => !Asks && !Courtesy;
}

/// <summary>
/// Reads one sentence. It is a command only when all of it is: a phrase of the tables with courtesy around it. Beside other clauses
/// ("too much mail, please remove me") a clear phrase counts, unless one of them turns it: not, if, when, said.
/// </summary>
internal sealed class SentenceReader(string line, Sentence sentence)
{
    private const int MostClauses = 20;
    private IReadOnlyList<Word> _words = sentence.Words;
    private bool _polite;

    public Reading Read()
    {
        if (_words.Count > Phrase.MostWords)
            return Reading.Other;
        (_words, _polite) = Courtesy.WithoutPlease(_words);
        if (_words.Count == 0)
            return Reading.JustCourtesy;
        var whole = ReadStretch(0, _words.Count);
        if (!whole.IsStory)
            return whole;
        var clauses = Split(at => _words[at].Break);
        if (ReadClauses(clauses) is { IsStory: false } read)
            return read;
        var joined = Split(at => _words[at].Break || Courtesy.Joins(at, _words));
        return joined.Count > clauses.Count && joined.Select(ReadStretch).ToArray() is var parts && !parts.Any(part => part.IsStory)
            ? Together(parts)
            : Reading.Other;
    }

    private Reading ReadClauses(IReadOnlyList<(int Start, int End)> clauses)
    {
        if (clauses.Count is < 2 or > MostClauses)
            return Reading.Other;
        var readings = clauses.Select(ReadStretch).ToArray();
        var clear = readings.All(reading => !reading.Asks || reading.Clarity == Clarity.Clear);
        for (var i = 0; i < readings.Length; i++)
            if (readings[i].IsStory && (!clear || sentence.Question || Courtesy.Guarded(clauses[i].Start, clauses[i].End, _words)))
                return Reading.Other;
        return Together(readings);
    }

    private static Reading Together(Reading[] readings)
    {
        var asking = readings.Where(reading => reading.Asks).ToArray();
        return asking.Length > 0
            ? new Reading([.. asking.SelectMany(reading => reading.Commands)], asking.Min(reading => reading.Clarity), false)
            : readings.All(reading => reading.Courtesy) ? Reading.JustCourtesy : Reading.Other;
    }

    private Reading ReadStretch((int Start, int End) stretch) => ReadStretch(stretch.Start, stretch.End);

    private Reading ReadStretch(int start, int end)
    {
        var (starts, asked) = Courtesy.Begin(start, end, _words);
        var ends = Courtesy.End(start, end, _words);
        var requested = _polite || asked;
        foreach (var table in PhraseTable.All)
            foreach (var rule in table.Rules)
                if ((!sentence.Question || requested || rule.Verb is "help" or "topics") && Apply(rule, table, starts, ends) is { } commands)
                    return new Reading(commands, requested && rule.Clarity > Clarity.Alone ? Clarity.Clear : rule.Clarity, false);
        return Courtesy.IsAll(start, end, _words) ? Reading.JustCourtesy : Reading.Other;
    }

    private IReadOnlyList<ReplyCommand>? Apply(Rule rule, PhraseTable table, ulong starts, ulong ends)
    {
        if (rule.Slot is null)
            return (rule.Before.From(starts, _words) & ends) != 0 ? [new ReplyCommand(rule.Verb, rule.Fixed)] : null;
        foreach (var (start, end) in rule.Arguments(starts, ends, _words))
            if (Slots.Read(rule, table, line, _words, start, end, sentence.End) is { } commands)
                return commands;
        return null;
    }

    private List<(int Start, int End)> Split(Func<int, bool> before)
    {
        var stretches = new List<(int, int)>();
        var start = 0;
        for (var at = 1; at <= _words.Count; at++)
            if (at == _words.Count || before(at))
            {
                // The joining word itself is courtesy, read as such in front of a command.
                stretches.Add((start, at));
                start = at;
            }
        return stretches;
    }
}

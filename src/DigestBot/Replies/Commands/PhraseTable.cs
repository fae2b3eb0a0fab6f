namespace DigestBot.Replies;

/// <summary>What one language has to say, read from its table. Each line is <c>name = pattern</c> or <c>verb: pattern</c>, <c>verb on: pattern</c> with a fixed argument, <c>verb?:</c> alone, <c>verb~:</c> weak, <c>verb!:</c> clear. A rule has at most one <c>&lt;slot&gt;</c> in each of its alternatives.</summary>
internal sealed class PhraseTable
{
    private static readonly Phrase Nothing = Phrase.Parse("", new Dictionary<string, Phrase>());
    private readonly Dictionary<string, Phrase> _named = [];
    private readonly List<Rule> _rules = [];

    private PhraseTable(bool monthFirst) => MonthFirst = monthFirst;

    /// <summary>All languages, in the order in which they are tried.</summary>
    public static IReadOnlyList<PhraseTable> All { get; } =
        [Read(English.Table, monthFirst: true), Read(German.Table), Read(French.Table), Read(Spanish.Table)];

    public IReadOnlyList<Rule> Rules => _rules;

    /// <summary>12/24 may mean the 24th of December, so that 6/5 means nothing sure.</summary>
    public bool MonthFirst { get; }

    /// <summary>A named pattern.</summary>
    public Phrase this[string name] => _named[name];

    /// <summary>The ending of the one name that covers these words: <c>Meaning("month", …)</c> is 12 for "december"; null for none.</summary>
    public string? Meaning(string kind, int start, int end, IReadOnlyList<Word> words) =>
        _named.FirstOrDefault(named => named.Key.StartsWith(kind + " ", StringComparison.Ordinal) && named.Value.Covers(start, end, words)).Key?[(kind.Length + 1)..];

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line of it is wrong.</exception>
    internal static PhraseTable Read(string table, bool monthFirst = false)
    {
        var read = new PhraseTable(monthFirst);
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            read.Take(line);
        return read;
    }

    private void Take(string line)
    {
        if (line.StartsWith('#'))
            return;
        var at = line.AsSpan().IndexOfAny('=', ':');
        if (at <= 0)
            throw new FormatException($"“{line}” is neither “name = pattern” nor “verb: pattern”");
        var (name, pattern) = (line[..at].Trim(), line[(at + 1)..].Trim());
        if (line[at] == '=')
            _named[name] = Phrase.Parse(pattern, _named);
        else
            _rules.AddRange(Alternatives(pattern).Select(alternative => ReadRule(name, alternative)));
    }

    // What stands before and after a slot belongs to that slot alone, so each alternative with one is a rule of its own.
    private static IEnumerable<string> Alternatives(string pattern)
    {
        if (!pattern.Contains('<', StringComparison.Ordinal))
            return [pattern];
        var (alternatives, depth, start) = (new List<string>(), 0, 0);
        for (var at = 0; at < pattern.Length; at++)
        {
            depth += pattern[at] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (pattern[at] != '|' || depth > 0)
                continue;
            alternatives.Add(pattern[start..at].Trim());
            start = at + 1;
        }
        return [.. alternatives, pattern[start..].Trim()];
    }

    private Rule ReadRule(string name, string pattern)
    {
        var parts = name.TrimEnd('?', '~', '!').Split(' ');
        var (verb, always) = (parts[0], parts.ElementAtOrDefault(1));
        var clarity = name[^1] switch { '?' => Clarity.Alone, '~' => Clarity.Weak, '!' => Clarity.Clear, _ => Clarity.Plain };
        var open = pattern.IndexOf('<', StringComparison.Ordinal);
        if (open < 0)
            return new Rule(verb, clarity, Phrase.Parse(pattern, _named), null, Nothing, always);
        var close = pattern.IndexOf('>', open);
        if (close < 0 || pattern.IndexOf('<', open + 1) >= 0)
            throw new FormatException($"“{name}: {pattern}” must have one <slot>, closed and outside brackets");
        return new Rule(verb, clarity, Phrase.Parse(pattern[..open], _named), pattern[(open + 1)..close], Phrase.Parse(pattern[(close + 1)..], _named));
    }
}

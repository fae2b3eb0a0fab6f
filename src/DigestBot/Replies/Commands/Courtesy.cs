namespace DigestBot.Replies;

/// <summary>The words around a command in any of the languages: greetings, please, thanks, "could you".</summary>
internal static class Courtesy
{
    private static readonly string[] Leads = ["polite", "ask", "want", "greeting", "closing", "filler"];
    private static readonly string[] Trails = ["polite", "closing", "filler"];
    private static readonly string[] Openings = ["greeting", "closing"];
    private const int LongestName = 4;

    /// <summary>The words without please, bitte, por favor …, which may stand anywhere; and whether there was any.</summary>
    public static (IReadOnlyList<Word> Words, bool Polite) WithoutPlease(IReadOnlyList<Word> words)
    {
        var rest = new List<Word>(words.Count);
        var pause = false;
        for (var at = 0; at < words.Count;)
        {
            var end = Longest("polite", at, words);
            pause |= words[at].Break;
            if (end > at)
            {
                at = end;
                continue;
            }
            rest.Add(words[at++] with { Break = pause && rest.Count > 0 });
            pause = false;
        }
        return rest.Count == words.Count ? (words, false) : (rest, true);
    }

    /// <summary>Where a command can begin: at the start, or after courtesy; and whether somebody was asked for something.</summary>
    public static (ulong Starts, bool Asked) Begin(int start, int end, IReadOnlyList<Word> words)
    {
        var (starts, asked) = (1UL << start, false);
        for (var at = start; at < end;)
        {
            var (next, kind) = Leads.Select(kind => (End: Longest(kind, at, words), kind)).MaxBy(lead => lead.End);
            if (next <= at || next > end)
                break;
            asked |= kind == "ask";
            starts |= 1UL << next;
            at = next;
        }
        return (starts, asked);
    }

    /// <summary>Where a command can end: at the end, or before courtesy.</summary>
    public static ulong End(int start, int end, IReadOnlyList<Word> words)
    {
        var ends = 1UL << end;
        for (var at = end; at > start;)
        {
            var from = Enumerable.Range(start, at - start).FirstOrDefault(from => Trails.Any(kind => Covers(kind, from, at, words)), at);
            if (from == at)
                break;
            ends |= 1UL << from;
            at = from;
        }
        return ends;
    }

    /// <summary>Nothing but courtesy, or a greeting or closing with a name: "Hi Ana", "Thanks, Ana".</summary>
    public static bool IsAll(int start, int end, IReadOnlyList<Word> words)
    {
        if ((Begin(start, end, words).Starts >> end & 1) == 1)
            return true;
        var opening = Openings.Max(kind => Longest(kind, start, words));
        return opening > start && end - opening <= LongestName && !Guarded(start, end, words);
    }

    /// <summary>It holds a word that turns or reports what stands beside it: not, if, how, said.</summary>
    public static bool Guarded(int start, int end, IReadOnlyList<Word> words) =>
        Enumerable.Range(start, end - start).Any(at => Longest("guard", at, words) > at);

    /// <summary>A word that joins two commands begins here.</summary>
    public static bool Joins(int at, IReadOnlyList<Word> words) => Longest("and", at, words) == at + 1;

    /// <summary>It holds "wrote", as the line above quoted text does.</summary>
    public static bool Reports(IReadOnlyList<Word> words) => Enumerable.Range(0, words.Count).Any(at => Longest("wrote", at, words) > at);

    private static int Longest(string kind, int at, IReadOnlyList<Word> words) => PhraseTable.All.Max(table => table[kind].Longest(at, words));

    private static bool Covers(string kind, int start, int end, IReadOnlyList<Word> words) => PhraseTable.All.Any(table => table[kind].Covers(start, end, words));
}

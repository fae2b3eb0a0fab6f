namespace DigestBot.Replies;

/// <summary>How clear a phrase is on its own.</summary>
internal enum Clarity
{
    /// <summary>A word of everyday talk (help, end): it counts when the message says nothing else.</summary>
    Alone,

    /// <summary>Words that are just as common in a story (stop, cancel; follow the money): they count when nothing else stands on their line, and, but for leaving, in the message.</summary>
    Weak,

    /// <summary>It counts when it is a sentence of its own.</summary>
    Plain,

    /// <summary>Nobody says it without meaning it: it counts beside other clauses of its sentence, too.</summary>
    Clear,
}

/// <summary>One way to say a verb: the words before its argument, the argument's kind, and the words after it.</summary>
/// <param name="Verb">What is asked for.</param>
/// <param name="Clarity">How clear it is.</param>
/// <param name="Before">Words before the argument, or all words.</param>
/// <param name="Slot">The argument's kind, see <see cref="Slots"/>; null when there is no argument.</param>
/// <param name="After">Words after the argument.</param>
/// <param name="Fixed">The argument that the words stand for, when it is always the same: "on".</param>
internal sealed record Rule(string Verb, Clarity Clarity, Phrase Before, string? Slot, Phrase After, string? Fixed = null)
{
    private const int LongestArgument = 14;

    /// <summary>Where an argument can stand when the rule begins and ends at one of these positions: the shortest first, so that "the" and "topic" are left out of it.</summary>
    public IEnumerable<(int Start, int End)> Arguments(ulong starts, ulong ends, IReadOnlyList<Word> words)
    {
        var begins = Before.From(starts, words);
        for (var from = words.Count - 1; from >= 0; from--)
            if ((begins >> from & 1) == 1)
                for (var to = from + 1; to <= words.Count && to - from <= LongestArgument; to++)
                    if ((After.From(1UL << to, words) & ends) != 0)
                        yield return (from, to);
    }
}

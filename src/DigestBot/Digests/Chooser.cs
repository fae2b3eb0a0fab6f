using DigestBot.Store;

namespace DigestBot.Digests;

/// <summary>What was chosen, and what became of the rest: every article that was wanted is in exactly one place.</summary>
/// <param name="Printed">In order of time.</param>
/// <param name="HeldOver">Beyond the budget, in order of time.</param>
/// <param name="Merged">Told a story that is on a card, or was before.</param>
/// <param name="Muted">Kept away by a muted word.</param>
public sealed record Chosen(IReadOnlyList<LogEntry> Printed, IReadOnlyList<LogEntry> HeldOver, IReadOnlyList<LogEntry> Merged, IReadOnlyList<LogEntry> Muted)
{
    /// <summary>Reading time of what is printed.</summary>
    public int Minutes => Printed.Sum(Chooser.Cost);
}

/// <summary>Chooses a digest's articles: a pure function of the log and the choices.</summary>
public static class Chooser
{
    /// <summary>Cards in one digest at most, however short they are.</summary>
    public const int MostCards = 40;

    /// <summary>Chooses from the articles after <paramref name="cursor"/>.</summary>
    /// <param name="log">Articles in (cursor, head] in order of sequence; what told their stories before stands before the cursor.</param>
    /// <param name="cursor">Last sequence number that was taken account of.</param>
    /// <param name="choices">Whose they are.</param>
    /// <param name="start">Where the subscription began: what came up to there was never told to this person.</param>
    public static Chosen Choose(IReadOnlyList<LogEntry> log, long cursor, Choices choices, long start = 0)
    {
        List<LogEntry> muted = [], merged = [], cards = [];
        var told = new HashSet<long>();
        foreach (var entry in log)
            if (entry.Seq > start && entry.Seq <= cursor && choices.Want(entry) && !choices.Mute(entry)) told.Add(entry.Story);
        foreach (var entry in log)
        {
            if (entry.Seq <= cursor || !choices.Want(entry)) continue;
            (choices.Mute(entry) ? muted : told.Add(entry.Story) ? cards : merged).Add(entry);
        }

        var (printed, heldOver) = WithinBudget(cards, choices.Budget);
        return new Chosen(printed, heldOver, merged, muted);
    }

    /// <summary>What an article costs of the budget: its reading time, but at least the minute that its card takes.</summary>
    internal static int Cost(LogEntry entry) => Math.Max(1, entry.Minutes);

    /// <summary>
    /// Spends the budget in turns: each source gives its newest article, then its next, the quietest source first. A loud feed cannot drown a quiet one.
    /// </summary>
    private static (IReadOnlyList<LogEntry> Printed, IReadOnlyList<LogEntry> HeldOver) WithinBudget(List<LogEntry> cards, int budget)
    {
        var sources = cards.GroupBy(card => card.FeedId)
            .Select(group => new Queue<LogEntry>(group.OrderByDescending(card => card.Time).ThenByDescending(card => card.Seq)))
            .OrderBy(queue => queue.Count).ThenBy(queue => queue.Peek().FeedId).ToList();
        var printed = new List<LogEntry>();
        var spent = 0;
        while (sources.Count > 0 && printed.Count < MostCards)
        {
            foreach (var source in sources)
            {
                var card = source.Dequeue();
                // What does not fit is held over, but a shorter one may still find room; the very first is printed in any case.
                if (printed.Count == MostCards || (printed.Count > 0 && spent + Cost(card) > budget)) continue;
                printed.Add(card);
                spent += Cost(card);
            }

            sources.RemoveAll(source => source.Count == 0);
        }

        var taken = printed.Select(card => card.Id).ToHashSet();
        return (Chronological(printed), Chronological(cards.Where(card => !taken.Contains(card.Id))));
    }

    private static LogEntry[] Chronological(IEnumerable<LogEntry> entries) => [.. entries.OrderBy(entry => entry.Time).ThenBy(entry => entry.Seq)];
}

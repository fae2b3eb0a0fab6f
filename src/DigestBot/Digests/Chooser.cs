using System.Globalization;
using DigestBot.Store;

namespace DigestBot.Digests;

/// <summary>What was chosen, and what became of the rest: every article that was wanted is in exactly one place.</summary>
/// <param name="Decisions">One for each wanted article: printed and held over in order of time, then merged and muted in order of the log.</param>
public sealed record Chosen(IReadOnlyList<Decision> Decisions)
{
    /// <summary>In order of time.</summary>
    public IReadOnlyList<LogEntry> Printed { get; } = Of(Decisions, Verdict.Printed);

    /// <summary>Beyond the budget, in order of time.</summary>
    public IReadOnlyList<LogEntry> HeldOver { get; } = Of(Decisions, Verdict.HeldOver);

    /// <summary>Told a story that is on a card, or was before.</summary>
    public IReadOnlyList<LogEntry> Merged { get; } = Of(Decisions, Verdict.Merged);

    /// <summary>Kept away by a muted word or source.</summary>
    public IReadOnlyList<LogEntry> Muted { get; } = Of(Decisions, Verdict.Muted);

    /// <summary>Reading time of what is printed.</summary>
    public int Minutes => Printed.Sum(Chooser.Cost);

    private static LogEntry[] Of(IReadOnlyList<Decision> decisions, Verdict verdict) => [.. decisions.Where(d => d.Verdict == verdict).Select(d => d.Entry)];
}

/// <summary>Chooses a digest's articles: a pure function of the log, the choices and what was told before.</summary>
public static class Chooser
{
    /// <summary>Cards in one digest at most, however short they are.</summary>
    public const int MostCards = 40;

    /// <summary>Chooses from the articles after <paramref name="cursor"/>.</summary>
    /// <param name="log">Articles in (cursor, head] in order of sequence; others are passed over.</param>
    /// <param name="cursor">Last sequence number that was taken account of.</param>
    /// <param name="choices">Whose they are.</param>
    /// <param name="told">Stories that were told to this reader before.</param>
    /// <param name="latest">What the feeds that are newly followed brought last, from before the follow.</param>
    public static Chosen Choose(IReadOnlyList<LogEntry> log, long cursor, Choices choices, IReadOnlySet<long> told, IReadOnlyList<LogEntry>? latest = null)
    {
        var shown = latest is { Count: > 0 } ? latest.Select(entry => entry.Id).ToHashSet() : null;
        List<Decision> aside = [], cards = [];
        var stories = new Dictionary<long, LogEntry>();
        var news = log.Where(entry => entry.Seq > cursor);
        if (shown is not null) news = news.Where(entry => !shown.Contains(entry.Id)).Concat(latest!).OrderBy(entry => entry.Seq);
        foreach (var entry in news)
        {
            var wanted = choices.Wanted(entry) ?? (shown?.Contains(entry.Id) == true ? (Why.NewFollow, entry.Source) : null);
            if (wanted is not var (why, by)) continue;
            if (choices.Mutes.Of(entry) is var (mute, word)) aside.Add(new Decision(entry, Verdict.Muted, mute, word));
            else if (told.Contains(entry.Story)) aside.Add(new Decision(entry, Verdict.Merged, Why.ToldBefore, ""));
            else if (!stories.TryAdd(entry.Story, entry)) aside.Add(new Decision(entry, Verdict.Merged, Why.SameStory, stories[entry.Story].Title));
            else cards.Add(new Decision(entry, Verdict.Printed, why, by));
        }

        return new Chosen([.. WithinBudget(cards, choices.Budget), .. aside.OrderBy(d => d.Verdict).ThenBy(d => d.Entry.Seq)]);
    }

    /// <summary>
    /// The stories that somebody was told whose choices have been the same since: what was wanted of what stands before the cursor.
    /// What stands before a change of choices has to be looked up.
    /// </summary>
    public static HashSet<long> Told(IEnumerable<LogEntry> earlier, Choices choices) =>
        earlier.Where(entry => choices.Wanted(entry) is not null && choices.Mutes.Of(entry) is null).Select(entry => entry.Story).ToHashSet();

    /// <summary>What an article costs of the budget: its reading time, but at least the minute that its card takes.</summary>
    internal static int Cost(LogEntry entry) => Math.Max(1, entry.Minutes);

    /// <summary>
    /// Spends the budget in turns: each source gives its newest article, then its next, the quietest source first. A loud feed cannot drown a quiet one:
    /// a source's k-th newest article is held over only if there is no room for it beside the printed ones that are among the k newest of their sources.
    /// </summary>
    private static IEnumerable<Decision> WithinBudget(List<Decision> cards, int budget)
    {
        var sources = cards.GroupBy(card => card.Entry.FeedId)
            .Select(group => new Queue<Decision>(group.OrderByDescending(card => card.Entry.Time).ThenByDescending(card => card.Entry.Seq)))
            .OrderBy(queue => queue.Count).ThenBy(queue => queue.Peek().Entry.FeedId).ToList();
        var decided = new List<Decision>(cards.Count);
        var (printed, spent) = (0, 0);
        while (sources.Count > 0)
        {
            foreach (var source in sources)
            {
                var card = source.Dequeue();
                // What does not fit is held over, but a shorter one may still find room; the very first is printed in any case.
                if (printed == MostCards) card = card with { Verdict = Verdict.HeldOver, Why = Why.Cards, By = MostCards.ToString(CultureInfo.InvariantCulture) };
                else if (printed > 0 && spent + Cost(card.Entry) > budget) card = card with { Verdict = Verdict.HeldOver, Why = Why.Budget, By = budget.ToString(CultureInfo.InvariantCulture) };
                else (printed, spent) = (printed + 1, spent + Cost(card.Entry));
                decided.Add(card);
            }

            sources.RemoveAll(source => source.Count == 0);
        }

        return decided.OrderBy(card => card.Verdict).ThenBy(card => card.Entry.Time).ThenBy(card => card.Entry.Seq);
    }
}

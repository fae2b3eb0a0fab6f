using DigestBot.Model;
using DigestBot.Subscribers;
using NodaTime.Text;

namespace DigestBot.Digests;

/// <summary>What a subscriber would get now, and why; nothing is stored.</summary>
/// <param name="Digest">As it would be composed.</param>
/// <param name="Selection">Its articles.</param>
/// <param name="Decisions">What became of each article that was wanted.</param>
public sealed record UpcomingDigest(Digest Digest, Selection Selection, IReadOnlyList<Decision> Decisions);

/// <summary>Composes for one subscriber, with their choices, cursor and history, and keeps nothing.</summary>
public sealed class Upcoming(ComposeRounds rounds, TimeProvider clock)
{
    /// <summary>What this subscriber would get now.</summary>
    public async Task<UpcomingDigest> OfAsync(Subscriber s)
    {
        var now = clock.GetUtcNow();
        var round = await rounds.BeginAsync(now, explains: true);
        var (_, lists, shared) = (await round.PlanAsync([s])).Single();
        var digest = new Digest
        {
            SubscriberId = s.Id, LocalDate = LocalDatePattern.Iso.Format(Schedule.Today(s.Zone, now)), Language = s.Language,
            Chosen = ChosenFacts.Of(s, lists.Follows.Count).ToString(), AwaySince = round.WaitingOf(s)?.AwaySince ?? s.AwaySince,
        };
        return new UpcomingDigest(digest, shared.Selection, shared.Decisions!);
    }
}

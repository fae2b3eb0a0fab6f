using System.Collections.Concurrent;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Endurance.Schedules;

/// <summary>What came of one schedule.</summary>
/// <param name="Facts">What it left behind.</param>
/// <param name="Problems">Broken promises, in sentences.</param>
/// <param name="Faults">That the relay showed.</param>
/// <param name="Rounds">Of sending.</param>
/// <param name="Talk">The conversation.</param>
internal sealed record ScheduleEnd(ScheduleFacts Facts, IReadOnlyList<string> Problems, int Faults, int Rounds, IReadOnlyList<string> Talk);

/// <summary>Plays one schedule: rounds of the real sender, each followed by the judging of refusals, as the job runs them, until no mail is open.</summary>
internal sealed class OneSchedule(ScheduledBot bot, SchedulePlan plan)
{
    // Ten faults put no mail off more than ten times, and the hour's limit not more than twice.
    private const int MostRounds = 400;

    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<long, int> _told = [];
    private readonly List<QueuedMail> _queued = [];
    private IReadOnlyList<long> _readers = [];
    private IReadOnlySet<long> _doubtful = new HashSet<long>();
    private DateTimeOffset? _leftAt;

    public async Task<ScheduleEnd> RunAsync()
    {
        _readers = await bot.BeginAsync(plan);
        await using var relay = new ScheduledRelay(plan, bot.Clock, recipients => plan.Leave is { Round: null } leave && leave.Recipients == recipients ? LeaveAsync(leave) : Task.CompletedTask);
        var sender = bot.SenderTo(plan, relay.Port);
        var waiting = new Queue<int>(Enumerable.Range(0, plan.Mails.Count).OrderBy(mail => plan.Mails[mail].Hours).ThenBy(mail => mail));
        int rounds = 0, held = 0;
        for (; rounds < MostRounds; rounds++)
        {
            while (waiting.TryPeek(out var next) && At(next) <= bot.Clock.GetUtcNow()) _queued.Add(await bot.QueueAsync(plan, waiting.Dequeue(), _readers));
            if (plan.Leave is { } leave && leave.Round == rounds) await LeaveAsync(leave);
            relay.Ledger.Say(0, $"-- round {rounds} at {bot.Clock.GetUtcNow():s}");
            var report = await sender.RunAsync((mail, _) => _told.AddOrUpdate(mail.Id, 1, (_, count) => count + 1), CancellationToken.None).WaitAsync(LongestRound);
            if (report.Problem is { } problem) relay.Ledger.Say(0, "-- " + problem);
            await bot.Get<Refusals>().JudgeAsync(CancellationToken.None);
            var open = await bot.OpenAsync();
            held += open.Held;
            if (open.Next is null && waiting.Count == 0) break;
            Forward(open.Next, waiting.TryPeek(out var later) ? At(later) : null);
        }

        var rows = await bot.OutboxAsync();
        var status = new List<SubscriberStatus>();
        foreach (var reader in _readers) status.Add((await bot.Get<SubscriberTable>().GetAsync(reader))!.Status);
        var facts = new ScheduleFacts
        {
            Plan = plan, Queued = _queued, Rows = rows, Kept = await bot.Get<AttemptTable>().OfAsync(rows), Told = _told, Answers = relay.Ledger.Answers, Status = status, LeftAt = _leftAt, DoubtfulWhenLeft = _doubtful,
            Suppressed = await bot.SuppressedAsync(), Leases = held,
        };
        return new ScheduleEnd(facts, Oracle.Problems(facts), relay.Faults, rounds, relay.Ledger.Talk);
    }

    private DateTimeOffset At(int mail) => ScheduledBot.Began.AddHours(plan.Mails[mail].Hours);

    // To the next attempt, or the next mail; a minute on when it is due already, as the job would come again.
    private void Forward(params DateTimeOffset?[] times)
    {
        var now = bot.Clock.GetUtcNow();
        var next = times.Where(time => time is not null).Min()!.Value;
        bot.Clock.Set(next > now ? next : now.AddMinutes(1));
    }

    private async Task LeaveAsync(PlannedLeave leave)
    {
        if (leave.Round is not null) _doubtful = (await bot.OutboxAsync()).Where(mail => mail.State == OutboxState.Sending).Select(mail => mail.Id).ToHashSet();
        if (await bot.Get<Changes>().LeaveAsync(_readers[leave.Reader], "page")) _leftAt = bot.Clock.GetUtcNow();
    }
}

using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Histories;

/// <summary>A relay that takes digests on most days, is gone on others, puts mails off, refuses some, and now and then hangs up after the final dot.</summary>
internal sealed class SmallRelay(Random random, Action<string> tell)
{
    private bool _down;

    /// <summary>A mail that waits and may be let go while digests are composed, or null.</summary>
    public async Task<long?> NextAsync(House house) =>
        random.Next(3) == 0 && await house.ColumnAsync<long>("SELECT id FROM outbox WHERE kind = 'digest' AND state IN ('queued', 'deferred') ORDER BY id DESC") is { Count: > 0 } waiting
            ? waiting[random.Next(waiting.Count)] : null;

    /// <summary>Lets its final dot go.</summary>
    public static Task LetGoAsync(House house, long? mail, DateTimeOffset now) => mail is { } id ? house.Part<OutboxJournal>().WriteAsync([], [(id, $"{id}@bot.example")], now) : Task.CompletedTask;

    /// <summary>Sends what waits, as well as it can.</summary>
    public async Task RunAsync(House house, DateTimeOffset now)
    {
        if (random.Next(_down ? 14 : 20) == 0) tell((_down = !_down) ? "the relay is gone" : "the relay is back");
        foreach (var id in await house.ColumnAsync<long>("SELECT id FROM outbox WHERE kind = 'digest' AND state IN ('queued', 'deferred', 'sending') ORDER BY id"))
        {
            var mail = (await house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull();
            await TryAsync(house, mail, random.Next(100), now);
        }
    }

    private async Task TryAsync(House house, OutboxMessage mail, int chance, DateTimeOffset now)
    {
        var doubtful = mail.State == OutboxState.Sending;
        if (now - mail.Created > TimeSpan.FromDays(5) && (_down || chance < 20)) await EndAsync(house, mail, OutboxState.Failed, "Rcpt", 451, false, now);
        else if (_down && chance < 40) return;
        else if (_down || chance < 12) await EndAsync(house, mail, doubtful ? OutboxState.Sending : OutboxState.Deferred, "Rcpt", 451, false, now);
        else if ((await house.Part<OutboxJournal>().WriteAsync([], [(mail.Id, $"{mail.Id}@bot.example")], now)).Count == 0) return; // its reader has left
        else if (chance < 17) await EndAsync(house, mail, doubtful ? OutboxState.Sending : OutboxState.Deferred, "FinalDot", 451, false, now);
        else if (chance < 21) await EndAsync(house, mail, OutboxState.Sending, null, null, true, now);
        else if (chance < 23) return; // the service dies here
        else if (chance < 25) await EndAsync(house, mail, OutboxState.Failed, "FinalDot", 554, false, now);
        else await EndAsync(house, mail, OutboxState.Sent, "FinalDot", 250, false, now);
    }

    private static Task EndAsync(House house, OutboxMessage mail, OutboxState state, string? stage, int? code, bool doubt, DateTimeOffset now) =>
        house.Part<OutboxJournal>().WriteAsync([new AttemptResult(mail.Id, state, now, new Attempt { At = now, Stage = stage, Code = code, Text = "said", InDoubt = doubt })], [], now);
}

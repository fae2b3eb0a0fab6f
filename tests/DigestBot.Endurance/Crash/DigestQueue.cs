using Dapper;
using DigestBot.Benchmarks.Sample;
using DigestBot.Digests;
using DigestBot.Store;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Endurance.Crash;

/// <summary>A real database with a queue of digests, which the program's own stages made; as often as it is wanted.</summary>
internal sealed class DigestQueue : IDisposable
{
    private const int Groups = 48;

    private readonly Workplace _workplace;

    private DigestQueue(Workplace workplace, IReadOnlySet<string> recipients) => (_workplace, Recipients) = (workplace, recipients);

    /// <summary>Home folder of the bot; its database is <c>data/digestbot.db</c>.</summary>
    public string Folder => _workplace.Folder;

    /// <summary>To whom a digest is queued.</summary>
    public IReadOnlySet<string> Recipients { get; }

    /// <summary>Makes it: articles, subscribers, and the digests that compose queues for them.</summary>
    public static async Task<DigestQueue> MakeAsync(string folder, int digests)
    {
        var workplace = new Workplace(folder);
        var now = TimeProvider.System.GetUtcNow();
        await using (var parts = workplace.Open(new StillClock(now)))
        {
            await SampleStore.AddArticlesAsync(parts, rich: false);
            await SampleStore.AddSubscribersAsync(parts, digests, Groups);
            await SampleStore.MoveToAsync(parts, now);
            await parts.GetRequiredService<Compose>().RunAsync(CancellationToken.None);
        }

        var queue = new DigestQueue(workplace, await RecipientsAsync(workplace));
        if (queue.Recipients.Count != digests) throw new CrashTestException($"{queue.Recipients.Count} digests were queued, not {digests}.");
        workplace.Keep();
        return queue;
    }

    /// <summary>Puts the whole queue back.</summary>
    public void Restore() => _workplace.Restore();

    /// <summary>What is wrong with the database after everything was sent.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync()
    {
        using var database = Open(_workplace);
        var whole = await database.ReadAsync(db => db.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
        var open = await database.ReadAsync(async db => (await db.QueryAsync<(string State, int Count)>("SELECT state, COUNT(*) FROM outbox WHERE state <> 'sent' OR lease_until <> 0 GROUP BY state")).AsList());
        List<string> problems = [.. open.Select(row => $"{row.Count} rows of the outbox are {row.State} when all is sent, or still leased.")];
        if (whole != "ok") problems.Add("The database is damaged: " + whole);
        return problems;
    }

    public void Dispose() => _workplace.Dispose();

    private static async Task<IReadOnlySet<string>> RecipientsAsync(Workplace workplace)
    {
        using var database = Open(workplace);
        return (await database.ReadAsync(db => db.QueryAsync<string>("SELECT recipient FROM outbox WHERE kind = 'digest' AND state = 'queued'"))).ToHashSet(StringComparer.Ordinal);
    }

    private static Database Open(Workplace workplace) => new(Path.Combine(workplace.Data, "digestbot.db"));
}

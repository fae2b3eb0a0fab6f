using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using DigestBot.Mail;
using DigestBot.Mail.Pacing;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Mail;
using DigestBot.Wire.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Endurance.Schedules;

/// <summary>The program's own parts on a database of their own, which one schedule after another uses.</summary>
internal sealed class ScheduledBot : IAsyncDisposable
{
    /// <summary>When every schedule begins.</summary>
    public static readonly DateTimeOffset Began = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    // Of real time. Longer than a busy machine lets a thread wait, or an answer that was given would look like none.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    private readonly ServiceProvider _parts;

    /// <summary>Makes one.</summary>
    /// <param name="folder">Empty; best in memory.</param>
    public ScheduledBot(string folder)
    {
        var home = new Home(AppContext.BaseDirectory, folder);
        var configuration = home.Configuration(new Dictionary<string, string?> { ["Mail:From"] = "digest@bot.example", ["Storage:Folder"] = folder });
        _parts = new ServiceCollection().AddLogging().AddDigestBot(home, Settings.Read(configuration), Clock, KeyFile.Of([.. Enumerable.Range(1, 32).Select(i => (byte)i)])).BuildServiceProvider();
        Database.Migrate();
    }

    public StandingClock Clock { get; } = new();

    public Database Database => Get<Database>();

    public T Get<T>() where T : notnull => _parts.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    /// <summary>Forgets the schedule before, and subscribes the readers of this one.</summary>
    /// <returns>Their numbers.</returns>
    public Task<IReadOnlyList<long>> BeginAsync(SchedulePlan plan)
    {
        Clock.Set(Began);
        return Database.WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync("DELETE FROM outbox; DELETE FROM digests; DELETE FROM selections; DELETE FROM subscribers; DELETE FROM suppressions", transaction: tx);
            var ids = new List<long>();
            foreach (var reader in plan.Readers)
                ids.Add((await SubscriberTable.InsertAsync(db, tx, new Subscriber { Email = reader.Address, Status = SubscriberStatus.Active, Topics = "all", Created = Began }, reader.Address))!.Value);
            return (IReadOnlyList<long>)ids;
        });
    }

    /// <summary>Queues a mail and puts it together, as the sender will.</summary>
    /// <param name="plan">The schedule.</param>
    /// <param name="number">Which of its mails.</param>
    /// <param name="readers">Numbers of the readers.</param>
    public async Task<QueuedMail> QueueAsync(SchedulePlan plan, int number, IReadOnlyList<long> readers)
    {
        var planned = plan.Mails[number];
        var now = Clock.GetUtcNow();
        var address = plan.Readers[planned.Reader].Address;
        var subscriber = readers[planned.Reader];
        var id = await Database.WriteAsync(async (db, tx) => planned.Kind switch
        {
            MailKind.Digest => await OutboxTable.AddAsync(db, tx, MailKind.Digest, address, subscriber, await DigestAsync(db, tx, subscriber, number, now), null, now),
            MailKind.Alert => await OutboxTable.AddAsync(db, tx, MailKind.Alert, address, null, null, JsonSerializer.Serialize(new AlertFacts("Trouble", ["A line.", ".A line with a dot"], "Look.")), now),
            _ => await OutboxTable.AddAsync(db, tx, planned.Kind, address, subscriber, null, NoticeFacts.Of((await SubscriberTable.GetAsync(db, tx, subscriber))!).ToJson(), now),

        });
        var row = (await Get<OutboxTable>().GetAsync(id))!;
        var prepared = await Get<MailRenderer>().PrepareAsync([row]);
        using var mail = prepared.Render(row) ?? throw new InvalidOperationException(prepared.Problem(row));
        return new QueuedMail(id, planned, mail.EnvelopeFrom, mail.MessageId, Encoding.UTF8.GetString(mail.Message.Span));
    }

    /// <summary>A sender as the schedule sets it, to a relay.</summary>
    public Sender SenderTo(SchedulePlan plan, int port)
    {
        var settings = new SmtpSettings
        {
            Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None, HeloName = "bot.example", Connections = plan.Connections, MessagesPerConnection = plan.MessagesPerConnection,
            MaxPerSecond = plan.MaxPerSecond, MaxPerHour = plan.MaxPerHour, ConnectionsPerDomain = plan.ConnectionsPerDomain, Chunking = plan.Chunking,
        };
        var hasty = new HastyClock(Clock, Silence);
        IMailTransport transport = new SmtpTransport(settings, Get<AccessTokens>(), Get<ProtocolLog>(), hasty);
        return ActivatorUtilities.CreateInstance<Sender>(_parts, transport, settings, new Pace(settings.ToLimits(), new RacingClock(Clock)));
    }

    /// <summary>How many mails are open and held, and when the next may be tried; null for none.</summary>
    public Task<(int Held, DateTimeOffset? Next)> OpenAsync() => Database.ReadAsync(async db =>
    {
        var (held, next) = await db.QuerySingleAsync<(int, long?)>("SELECT COUNT(CASE WHEN lease_until <> 0 THEN 1 END), MIN(next_attempt) FROM outbox WHERE state IN ('queued', 'deferred', 'sending')");
        return (held, next is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null);
    });

    /// <summary>Every row of the outbox.</summary>
    public Task<IReadOnlyList<OutboxMessage>> OutboxAsync() =>
        Database.ReadAsync(async db => (IReadOnlyList<OutboxMessage>)[.. await db.QueryAsync<OutboxMessage>("SELECT * FROM outbox ORDER BY id")]);

    /// <summary>How many addresses nothing is sent to any more.</summary>
    public Task<int> SuppressedAsync() => Database.ReadAsync(db => db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM suppressions"));

    // One of a day and slot of its own.
    private static async Task<long> DigestAsync(System.Data.IDbConnection db, System.Data.IDbTransaction tx, long subscriber, int number, DateTimeOffset now)
    {
        var selection = await DigestTable.AddSelectionAsync(db, tx, new Selection { Created = now, Feeds = 1 });
        await DigestTable.AddAsync(db, tx, [new Digest { SubscriberId = subscriber, LocalDate = string.Create(CultureInfo.InvariantCulture, $"2026-03-{10 + number}"), SelectionId = selection, Language = "en", Chosen = "design|0|1|420|UTC" }]);
        return await db.ExecuteScalarAsync<long>("SELECT MAX(id) FROM digests", transaction: tx);
    }
}

using Dapper;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Mail;

/// <summary>Subscribers whose digests are due, with something to read, and the real program that composes for them.</summary>
internal sealed class DueReaders : IAsyncDisposable
{
    private readonly int _readers;

    private DueReaders(QueuedProgram program, int readers) => (Program, _readers) = (program, readers);

    public QueuedProgram Program { get; }

    public static async Task<DueReaders> MakeAsync(SunkMails relay, int readers)
    {
        var program = await QueuedProgram.MakeAsync(relay, 0);
        await using var service = program.Service;
        service.Clock.Set(TimeProvider.System.GetUtcNow());
        var now = service.Clock.GetUtcNow();
        var database = service.Get<Database>();
        var article = new Article
        {
            FeedId = 1, Identity = "one", Url = "https://site.example/one", CanonicalUrl = "site.example/one", Title = "One", Found = now, Time = now.AddHours(-1), Published = now.AddHours(-1), NextRead = now,
        };
        await database.WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx, [new FoundArticle(article, "", "")]));
        var unread = (await service.Get<ArticleTable>().UnreadAsync(now, 1)).Single().Article;
        await service.Get<ArticleTable>().LogAsync([new LoggedArticle(unread with { Minutes = 1, Language = "en" }, "A text.", [], ["design"], "", null)]);
        for (var i = 0; i < readers; i++)
        {
            var reader = new Subscriber { Email = $"due{i}@readers.example", Status = SubscriberStatus.Active, Topics = "all", Created = now.AddDays(-1), Confirmed = now.AddDays(-1), NextDue = now.AddMinutes(-1) };
            await database.WriteAsync((db, tx) => SubscriberTable.InsertAsync(db, tx, reader, Signup.EmailKey(reader.Email)));
        }

        database.Dispose();
        return new DueReaders(program, readers);
    }

    /// <summary>A digest, its mail and the reader's next time come together or not at all.</summary>
    public async Task NoHalfDigestAsync()
    {
        await using var service = Program.Service;
        (await service.IntegrityAsync()).ShouldBe("ok");
        var half = await service.Get<Database>().ReadAsync(db => db.ExecuteScalarAsync<int>(
            """
            SELECT COUNT(*) FROM subscribers s WHERE
                (SELECT COUNT(*) FROM digests d WHERE d.subscriber_id = s.id) <> (SELECT COUNT(*) FROM outbox o WHERE o.subscriber_id = s.id)
                OR (next_due > @now) <> EXISTS (SELECT 1 FROM digests d WHERE d.subscriber_id = s.id)
            """, new { now = TimeProvider.System.GetUtcNow() }));
        half.ShouldBe(0);
    }

    public async Task EachHasOneAsync()
    {
        await using var service = Program.Service;
        (await service.Get<Database>().ReadAsync(db => db.ExecuteScalarAsync<int>("SELECT COUNT(DISTINCT subscriber_id) FROM digests"))).ShouldBe(_readers);
        (await service.Get<Database>().ReadAsync(db => db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM digests"))).ShouldBe(_readers);
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();
}

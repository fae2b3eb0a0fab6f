using System.Data;
using Dapper;
using DigestBot.Digests;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Store;

/// <summary>Rows that a test begins with, written by the same code that writes them in earnest.</summary>
internal static class Rows
{
    private static int _number;

    public static async Task<long> FeedAsync(this House house, string? url = null, params string[] topics) =>
        (await house.Part<FeedTable>().AddAsync(url ?? $"https://feed{Interlocked.Increment(ref _number)}.example/rss", null, null, topics.Length == 0 ? ["design"] : topics, house.Clock.Now)).Id;

    /// <summary>An article as it is found, not read yet.</summary>
    public static async Task<Article> FoundAsync(this House house, long feed, string title = "An article", string? url = null, DateTimeOffset? time = null)
    {
        var identity = $"article-{Interlocked.Increment(ref _number)}";
        url ??= $"https://site.example/{identity}";
        var now = house.Clock.Now;
        var article = new Article
        {
            FeedId = feed, Identity = identity, Url = url, CanonicalUrl = DigestBot.Fetch.CanonicalUrl.Of(url), Title = title, Found = now, Time = time ?? now, Published = time, NextRead = now,
        };
        await house.WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx, [new FoundArticle(article, "", "")]));
        return article with { Id = await house.ValueAsync<long>("SELECT id FROM articles WHERE identity = @identity", new { identity }) };
    }

    /// <summary>An article in the log.</summary>
    public static async Task<long> ArticleAsync(
        this House house, long feed, string title = "An article", string? url = null, DateTimeOffset? time = null, long story = 0, int minutes = 1, string text = "", Quote[]? quotes = null, params string[] topics)
    {
        var article = await house.FoundAsync(feed, title, url, time);
        var source = (await house.Part<FeedTable>().AllAsync()).Single(row => row.Id == feed);
        await house.Part<ArticleTable>().LogAsync([new LoggedArticle(article with { Story = story, Minutes = minutes, Source = source.DisplayTitle, SourceUrl = source.SiteUrl }, text, quotes ?? [], topics.Length == 0 ? ["design"] : topics, "", null)]);
        return article.Id;
    }

    public static Task<long> SeqAsync(this House house, long article) => house.ValueAsync<long>("SELECT seq FROM articles WHERE id = @article", new { article });

    /// <summary>A subscriber who has just confirmed, and whose next digest is due as their choices say.</summary>
    public static async Task<Subscriber> SubscriberAsync(this House house, Func<Subscriber, Subscriber>? change = null)
    {
        var s = new Subscriber { Email = $"reader{Interlocked.Increment(ref _number)}@example.org", Status = SubscriberStatus.Active, Topics = "design", Created = house.Clock.Now, Cursor = await house.Part<ArticleLog>().HeadAsync() };
        s = change?.Invoke(s) ?? s;
        if (s.Status == SubscriberStatus.Active) s = s with { NextDue = Schedule.Next(s, house.Clock.Now).Due };
        var id = await house.WriteAsync((db, tx) => SubscriberTable.InsertAsync(db, tx, s, Signup.EmailKey(s.Email)));
        return s with { Id = id!.Value };
    }

    /// <summary>A digest of a local date; null when there is one already.</summary>
    public static async Task<long?> AddDigestAsync(IDbConnection db, IDbTransaction tx, long subscriber, string date, long selection, int slot = 0)
    {
        var before = await DigestTable.AddAsync(db, tx, [new Digest { SubscriberId = subscriber, LocalDate = date, Slot = slot, SelectionId = selection, Language = "en", Chosen = "design|0|1|420|UTC" }]);
        return await db.ExecuteScalarAsync<long?>("SELECT id FROM digests WHERE id > @before", new { before }, tx);
    }

    public static async Task<Subscriber> ReadAsync(this House house, Subscriber s) => (await house.Part<SubscriberTable>().GetAsync(s.Id)).ShouldNotBeNull();

    public static Task<long> MailAsync(this House house, MailKind kind, long? subscriber, string recipient = "reader@example.org") =>
        house.Part<OutboxTable>().AddAsync(kind, recipient, subscriber, null, house.Clock.Now);

    public static async Task<OutboxState> StateAsync(this House house, long mail) => (await house.Part<OutboxTable>().GetAsync(mail)).ShouldNotBeNull().State;

    /// <summary>Titles of a reader's newest digest, in printed order.</summary>
    public static async Task<List<string>> PrintedAsync(this House house, Subscriber s)
    {
        var (_, selection) = (await house.Part<DigestTable>().LatestAsync(s.Id)).ShouldNotBeNull();
        return [.. (await house.Part<ArticleLog>().CardsAsync(selection.Printed)).Select(card => card.Article.Title)];
    }

    /// <summary>Composes what is due, with a relay that works: what was queued before has been sent.</summary>
    public static async Task<ComposeReport> ComposeAsync(this House house)
    {
        await house.SentAsync();
        return await house.ComposeUnsentAsync();
    }

    /// <summary>Composes what is due, while what was queued before still waits.</summary>
    public static Task<ComposeReport> ComposeUnsentAsync(this House house) => house.Part<Compose>().RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The relay takes everything that is queued.</summary>
    public static Task SentAsync(this House house) => house.ExecuteAsync(
        "UPDATE outbox SET state = 'sent', attempts = attempts + 1, ended = @now, last_at = @now, last_reply = 'FinalDot: 250 ok' WHERE state IN ('queued', 'deferred')", new { now = house.Clock.Now });
}

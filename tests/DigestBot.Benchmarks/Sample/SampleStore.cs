using System.Globalization;
using Dapper;
using DigestBot.Articles;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Html;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Benchmarks.Sample;

/// <summary>
/// Fills a store: three feeds for each topic with six articles each of the last day, whose text is that of the demo's pages,
/// and subscribers whose digests are due, who share some choices: three topics each, fifteen cards in a digest.
/// </summary>
internal static class SampleStore
{
    private const int FeedsPerTopic = 3;
    private const int ArticlesPerFeed = 6;
    private const int MinutesPerCard = 2;
    /// <summary>In a digest, unless something else is asked for.</summary>
    public const int Cards = 15;

    /// <summary>How much of the log was told before: one later article tells the story of the first again.</summary>
    private const int ToldBefore = 12;

    /// <summary>One in so many readers has changed their choices since, and has to be looked up.</summary>
    private const int Changed = 100;

    private const int DigestsOfChanged = 30;

    private static readonly string[] Zones = ["UTC", "Europe/London", "Europe/Berlin", "Europe/Helsinki", "Africa/Nairobi", "Asia/Kolkata", "America/New_York", "America/Los_Angeles"];
    private static readonly string[] Languages = ["en", "en", "en", "de", "en", "fr", "en", "es"];

    /// <summary>Feeds and articles.</summary>
    /// <param name="parts">The store's.</param>
    /// <param name="rich">Whether cards hold all that they can (a digest of some 130 kB); else one sentence and one quotation (some 40 kB).</param>
    public static async Task AddArticlesAsync(IServiceProvider parts, bool rich)
    {
        var topics = parts.GetRequiredService<IReadOnlyList<Topic>>();
        var pages = DemoPages.Read();
        var found = new List<FoundArticle>();
        foreach (var topic in topics.Where(topic => topic.Slug != Topic.All))
            for (var feed = 0; feed < FeedsPerTopic; feed++)
            {
                var (id, _) = await parts.GetRequiredService<FeedTable>().AddAsync(
                    $"https://{topic.Slug}{feed}.example/feed.xml", $"{topic.Name} Weekly {feed + 1}", $"https://{topic.Slug}{feed}.example/", [topic.Slug], Workplace.Now);
                for (var i = 0; i < ArticlesPerFeed; i++) found.Add(Found(id, topic.Slug, feed, i, found.Count, pages[found.Count % pages.Count], rich));
            }

        await parts.GetRequiredService<Database>().WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx, found));
        var articles = parts.GetRequiredService<ArticleTable>();
        var unread = await articles.UnreadAsync(Workplace.Now, found.Count);
        var first = unread.Min(row => row.Article.Id);
        await articles.LogAsync(
        [
            .. unread.Select(row => Logged(row.Article, row.Categories, pages[(int)((row.Article.Id - 1) % pages.Count)], rich))
                .Select((logged, i) => i == unread.Count - 1 ? logged with { Article = logged.Article with { Story = first } } : logged),
        ]);
    }

    /// <summary>For the real program, which has the real clock: first digests reach back to the articles, which are of a fixed day.</summary>
    public static Task MoveToAsync(IServiceProvider parts, DateTimeOffset now) =>
        parts.GetRequiredService<Database>().WriteAsync((db, tx) => db.ExecuteAsync(
            "UPDATE articles SET time = time + @by, published = published + @by", new { by = (long)(now - Workplace.Now).TotalMilliseconds }, tx));

    /// <summary>
    /// Subscribers, all of whom are due and have had digests before; one in a hundred has changed their choices since. As one statement, because there may be a million of them.
    /// </summary>
    public static Task AddSubscribersAsync(IServiceProvider parts, int count, int groups, int cards = Cards)
    {
        var slugs = parts.GetRequiredService<IReadOnlyList<Topic>>().Select(topic => topic.Slug).Where(slug => slug != Topic.All).ToList();
        var choices = Enumerable.Range(0, groups).Select(group => new
        {
            group,
            topics = string.Join(',', new[] { group, group + 1 + (group / slugs.Count), group + 7 + (group / 3 % 5) }.Select(i => slugs[i % slugs.Count]).Distinct().Order(StringComparer.Ordinal)),
            zone = Zones[group % Zones.Length], language = Languages[group % Languages.Length], budget = cards * MinutesPerCard + (group / (slugs.Count * 15)),
        }).ToList();
        return parts.GetRequiredService<Database>().WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync("CREATE TEMP TABLE choices (id INTEGER PRIMARY KEY, topics TEXT, zone TEXT, language TEXT, budget INTEGER)", transaction: tx);
            await db.ExecuteAsync("INSERT INTO choices VALUES (@group, @topics, @zone, @language, @budget)", choices, tx);
            await db.ExecuteAsync(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
                INSERT INTO subscribers (email, email_key, status, language, zone, send_minute, frequency, weekday, budget, cursor, choices_since, began, last_date, next_due, created, confirmed, topics)
                SELECT 'reader' || i || '@mail.example', 'reader' || i || '@mail.example', 'active', c.language, c.zone, 420, 'daily', 1, c.budget,
                       @told, CASE i % @changed WHEN 0 THEN @told ELSE 0 END, 0, '2025-12-14', @due, @due, @due, c.topics
                FROM n JOIN choices c ON c.id = (n.i * 7919) % @groups
                """, new { count, groups, told = ToldBefore, changed = Changed, due = Workplace.Now.AddMinutes(-1) }, tx);
            await db.ExecuteAsync(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @digests)
                INSERT INTO digests (subscriber_id, local_date, slot, selection_id, language, chosen)
                SELECT s.id, date('2025-11-14', '+' || n.i || ' days'), 0, @selection, 'en', 'design|0|1|420|UTC' FROM subscribers s, n WHERE s.choices_since > 0
                """,
                new
                {
                    digests = DigestsOfChanged,
                    selection = await DigestTable.AddSelectionAsync(db, tx, new Selection { Created = Workplace.Now.AddDays(-30), Head = ToldBefore, Printed = [.. Enumerable.Range(1, ToldBefore).Select(id => (long)id)] }),
                }, tx);
            await db.ExecuteAsync("DROP TABLE choices", transaction: tx);
        });
    }

    private static FoundArticle Found(long feed, string topic, int source, int i, int number, Page page, bool rich) => new(
        new Article
        {
            FeedId = feed, Identity = string.Create(CultureInfo.InvariantCulture, $"article-{number:00000}"), Url = $"https://{topic}{source}.example/2026/01/{i}", CanonicalUrl = $"{topic}{source}.example/2026/01/{i}",
            Title = string.Create(CultureInfo.InvariantCulture, $"{page.Title} ({number})"), Author = page.Byline, Published = Workplace.Now.AddMinutes(-number - 1), Found = Workplace.Now.AddMinutes(-1),
            Time = Workplace.Now.AddMinutes(-number - 1), Snippet = rich ? page.Text[..Math.Min(page.Text.Length, 300)] : null, Language = page.Language, State = ArticleState.Found, NextRead = Workplace.Now,
        }, "", topic);

    private static LoggedArticle Logged(Article article, string topic, Page page, bool rich)
    {
        var analysis = Analysis.Analyse(new ArticleText(article.Title, page.Text, page.Blocks, page.Language, article.Url, []));
        var related = Enumerable.Range(1, rich ? 3 : 0).Select(step => article.Id - step).Where(id => id > 0);
        return new LoggedArticle(
            article with
            {
                Type = analysis.Type, Words = analysis.Words, Minutes = MinutesPerCard, Related = string.Join(',', related),
                Summary = string.Join(';', analysis.Summary.Take(rich ? 9 : 1).Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.Start},{range.Length}"))),
            }, page.Text, [.. analysis.Quotes.Take(rich ? 9 : 1).Select(quote => new Quote(quote.Start, quote.Length, quote.Speaker?.Start, quote.Speaker?.Length))], [topic], "", null);
    }
}

using System.Globalization;
using System.Text.Json;
using DigestBot.Articles;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Articles;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Deliverability;

/// <summary>Puts mails of every kind into the outbox of a house that has a rich log: articles in many languages and scripts, read as in earnest.</summary>
internal sealed class MailQueue(House house)
{
    /// <summary>A cursor that no article of the log comes after.</summary>
    public const long Beyond = 1_000_000;

    private int _number;

    /// <summary>Two publications, one that is broken, and an article of each file of tests/fixtures/articles.</summary>
    public static async Task<MailQueue> FillAsync(House house)
    {
        var feeds = house.Part<FeedTable>();
        long[] readable =
        [
            (await feeds.AddAsync("https://paper.example.net/feed", "The Paper & Pen", "https://paper.example.net/", ["technology", "design"], house.Clock.Now)).Id,
            (await feeds.AddAsync("https://magazin.example.net/feed", "Magazin für Übermorgen", "https://magazin.example.net/", ["design", "science"], house.Clock.Now)).Id,
        ];
        await feeds.AddAsync("https://broken.example.net/feed", "The Broken Times", null, ["technology"], house.Clock.Now);
        await house.ExecuteAsync("UPDATE feeds SET failing_since = @now, error = 'the server answered 503' WHERE url LIKE '%broken%'", new { now = house.Clock.Now.ToUnixTimeMilliseconds() });
        var before = new List<long>();
        foreach (var fixture in ArticleFixture.All())
            before.Add(await AddAsync(house, readable[before.Count % 2], fixture, before));
        return new MailQueue(house);
    }

    /// <summary>A digest, composed when it is due.</summary>
    /// <param name="language">Of the reader.</param>
    /// <param name="choices">Other choices than technology, design and science.</param>
    public async Task<long> DigestAsync(string language, Func<Subscriber, Subscriber>? choices = null)
    {
        var s = await SubscriberAsync(language, choices);
        house.Clock.Set(s.NextDue!.Value);
        (await house.ComposeAsync()).Digests.ShouldBeGreaterThan(0);
        return await house.ValueAsync<long>("SELECT MAX(id) FROM outbox WHERE subscriber_id = @Id", new { s.Id });
    }

    /// <summary>A transactional mail.</summary>
    public async Task<long> NoticeAsync(MailKind kind, string language, params Statement[] changes)
    {
        var s = await SubscriberAsync(language, null);
        return await house.Part<OutboxTable>().AddAsync(kind, s.Email, s.Id, NoticeFacts.Of(s, changes).ToJson(), house.Clock.Now);
    }

    /// <summary>A mail to the operator.</summary>
    public Task<long> AlertAsync() => house.Part<OutboxTable>().AddAsync(
        MailKind.Alert, "operator@mail.example.org", null,
        JsonSerializer.Serialize(new AlertFacts("The job \"gather\" failed", ["The disk is full.", "It runs again as scheduled; nothing is lost."], "The disk is full: make room.")), house.Clock.Now);

    private Task<Subscriber> SubscriberAsync(string language, Func<Subscriber, Subscriber>? choices) => house.SubscriberAsync(s =>
        (choices ?? (chosen => chosen))(s with
        {
            Email = string.Create(CultureInfo.InvariantCulture, $"reader.number{++_number}@mail.example.org"),
            Language = language, Name = "Ada", Topics = "design,science,technology", Zone = "Europe/Berlin", Budget = 25, Cursor = 0, Confirmed = s.Created,
        }));

    private static async Task<long> AddAsync(House house, long feed, ArticleFixture fixture, List<long> before)
    {
        var text = fixture.Article.Text;
        var read = Analysis.Analyse(fixture.Article);
        var found = await house.FoundAsync(feed, fixture.Article.Title ?? fixture.Name, fixture.Article.Url ?? $"https://paper.example.net/{fixture.Name}", house.Clock.Now.AddMinutes(-before.Count));
        var source = (await house.Part<FeedTable>().AllAsync()).Single(row => row.Id == feed);
        var article = found with
        {
            Author = "Ada Example", Image = "https://paper.example.net/pictures/lead.jpg", Snippet = text[..Math.Min(text.Length, 160)].ReplaceLineEndings(" "), Language = read.Language, Type = read.Type, Words = read.Words, Minutes = read.Minutes,
            Summary = string.Join(';', read.Summary.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.Start},{range.Length}"))),
            Related = string.Join(',', before.TakeLast(3)), Source = source.DisplayTitle, SourceUrl = source.SiteUrl,
            Story = before.Count == 1 ? before[0] : 0, // one story is told by both publications
        };
        var topics = (await house.Part<FeedTable>().TopicsAsync())[feed].ToArray();
        await house.Part<ArticleTable>().LogAsync([new LoggedArticle(article, text, [.. read.Quotes.Select(quote => new Quote(quote.Start, quote.Length, quote.Speaker?.Start, quote.Speaker?.Length))], topics, "", null)]);
        return article.Id;
    }
}

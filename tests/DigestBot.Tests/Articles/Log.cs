using DigestBot.Articles;
using DigestBot.Fetch;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Articles;

/// <summary>Articles that enter the log as reading lets them, without anything being fetched.</summary>
internal sealed class Log(House house)
{
    private int _number;

    /// <summary>Enters texts in one batch.</summary>
    public async Task<List<Article>> EnterAsync(params (long Feed, string Text)[] texts) => await EnterAsync(false, null, texts);

    /// <summary>Enters texts in one batch.</summary>
    /// <param name="followersOnly">Of an unlisted feed.</param>
    /// <param name="url">Their address; null for one each.</param>
    /// <param name="texts">Feeds and texts.</param>
    public Task<List<Article>> EnterAsync(bool followersOnly, string? url, params (long Feed, string Text)[] texts) => EnterAsync(followersOnly, url, null, texts);

    /// <summary>Enters texts in one batch, under one title.</summary>
    public async Task<List<Article>> EnterAsync(bool followersOnly, string? url, string? title, params (long Feed, string Text)[] texts)
    {
        var now = house.Clock.Now;
        var found = texts.Select(text =>
        {
            var identity = $"text-{++_number}";
            // Each feed is a publication of its own; a title is the beginning of its text.
            var address = url ?? $"https://site-{text.Feed}.example/{identity}";
            return new Article
            {
                FeedId = text.Feed, Identity = identity, Url = address, CanonicalUrl = CanonicalUrl.Of(address), Title = title ?? string.Join(' ', text.Text.Split(' ').Take(8)),
                Found = now, Time = now, NextRead = now, Language = "en", FollowersOnly = followersOnly,
            };
        }).ToList();
        await house.WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx, found.Select(article => new FoundArticle(article, "", ""))));
        var first = await house.ValueAsync<long>("SELECT MAX(id) FROM articles") - texts.Length + 1;
        var newcomers = found.Zip(texts, (article, text) => new Newcomer(article, ArticleTerms.Of(null, text.Text, "en"), StoryFingerprint.Of(text.Text)))
            .Select((newcomer, i) => newcomer with { Article = newcomer.Article with { Id = first + i } }).ToList();
        var standings = await house.Part<RecentArticles>().PlaceAsync(newcomers, now);
        var articles = newcomers.Zip(standings, (n, standing) => n.Article with { Story = standing.Story, Related = string.Join(',', standing.Related) }).ToList();
        await house.Part<ArticleTable>().LogAsync([.. articles.Select((article, i) => new LoggedArticle(article, texts[i].Text, [], ["design"], newcomers[i].Terms.ToString(), newcomers[i].Fingerprint) { Index = standings[i].Index })]);
        return articles;
    }

    /// <summary>The story of an article as it is stored now.</summary>
    public Task<long> StoryAsync(Article article) => house.ValueAsync<long>("SELECT story FROM articles WHERE id = @Id", new { article.Id });

    /// <summary>A text of its own, the same for the same number: nothing in it is in any other.</summary>
    public static string Text(int number, int words = 200) =>
        string.Join(' ', Enumerable.Range(0, words).Select(i => Word((number * 9_973) + i) + (i % 12 == 11 ? "." : "")));

    /// <summary>An invented word of letters alone.</summary>
    public static string Word(int number) => string.Concat(Enumerable.Range(0, 6).Select(i => "bcdfghklmnprstvwxz"[(int)(((uint)((number + 1) * 2654435761u) >> (i * 5)) % 18)].ToString() + "aeiou"[(number / (i + 1)) % 5]));
}

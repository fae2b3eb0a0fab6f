using System.Globalization;
using DigestBot.Articles.Models;
using DigestBot.Articles.Slop;
using DigestBot.Fetch;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Html;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>What a round of reading came to.</summary>
/// <param name="Read">Articles that entered the log.</param>
/// <param name="Pages">Of those, read from their page.</param>
/// <param name="Postponed">Articles whose page did not answer yet.</param>
/// <param name="Merged">Articles that told a story that was there.</param>
public sealed record ReadReport(int Read, int Pages, int Postponed, int Merged)
{
    /// <summary>Articles that the slop filter keeps out of the log.</summary>
    public int Held { get; init; }

    /// <summary>Articles in the log that it marked.</summary>
    public int Marked { get; init; }

    /// <summary>Articles whose page gave no text, or not all of it: the reason stands with each.</summary>
    public int Troubled { get; init; }

    /// <summary>Articles that the operator released, and that entered the log now.</summary>
    public int Released { get; init; }

    /// <summary>What a model gave, for the job's line; empty without one.</summary>
    public string Model { get; init; } = "";

    /// <summary>Why the model was left alone; null when it was not.</summary>
    public string? ModelProblem { get; init; }
}

/// <summary>The second stage: found articles → the log, with text, summary, quotes, type, topics and story.</summary>
public sealed class ReadArticles(
    ArticleTable articles, HeldArticleTable held, FeedTable feeds, Fetcher fetcher, RecentArticles recent, TopicLexicon lexicon, ModelSummaries summaries, SlopFilter slop,
    FetchOptions fetching, ArticleOptions options, TimeProvider clock, ILogger<ReadArticles> log)
{
    private const int ArticlesPerCommit = 64;
    private const int LongestTitle = 500;
    private const int LongestProblem = 300;

    // A host with a hundred articles and no answer is asked for two of them a round; the others do not wait for ever.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    /// <summary>Reads everything that waits.</summary>
    /// <param name="progress">Called with each article's title, or null.</param>
    /// <param name="cancellation">Ends early; what was read is kept.</param>
    public async Task<ReadReport> RunAsync(Action<Article>? progress, CancellationToken cancellation)
    {
        var topics = await feeds.TopicsAsync();
        var sources = (await feeds.AllAsync()).ToDictionary(feed => feed.Id);
        var pages = new PageText(fetcher, options);
        using var model = summaries.Begin();
        var report = new ReadReport(0, 0, 0, 0) { Released = await ReleaseAsync(progress) };
        while (await articles.UnreadAsync(clock.GetUtcNow(), ArticlesPerCommit) is { Count: > 0 } unread)
        {
            var results = new Outcome?[unread.Count];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = fetching.Concurrency, CancellationToken = cancellation };
            await Parallel.ForEachAsync(Enumerable.Range(0, unread.Count), parallel, async (i, stop) => results[i] = await ReadAsync(pages, model, unread[i], [.. topics[unread[i].Article.FeedId]], stop));
            // In order of rows, whatever order the pages came in: same input, same log.
            var read = results.OfType<Outcome>().OrderBy(outcome => outcome.Article.Id).ToLookup(outcome => outcome.Article.State == ArticleState.Held);
            // What is held tells no story and is related to nothing: it is as if it were not there.
            await held.HoldAsync([.. read[true].Select(outcome => Row(outcome, sources.GetValueOrDefault(outcome.Article.FeedId)))]);
            var logged = await PlaceAsync([.. read[false].Select(outcome => (Row(outcome, sources.GetValueOrDefault(outcome.Article.FeedId)), outcome.Terms))]);
            await articles.LogAsync(logged);
            foreach (var item in logged) progress?.Invoke(item.Article);
            report = report with
            {
                Read = report.Read + logged.Count, Held = report.Held + read[true].Count(), Troubled = report.Troubled + logged.Count(item => item.Article.Problem.Length > 0), Marked = report.Marked + logged.Count(item => item.Article.Slop.Length > 0),
                Pages = report.Pages + results.Count(reading => reading is { FromPage: true }),
                Postponed = report.Postponed + results.Count(reading => reading is null), Merged = report.Merged + logged.Count(item => item.Article.Story != item.Article.Id),
            };
        }

        return report with { Model = model?.ToString() ?? "", ModelProblem = model?.Problem };
    }

    /// <summary>What the operator has released enters the log as it was read, as if it had come in now.</summary>
    private async Task<int> ReleaseAsync(Action<Article>? progress)
    {
        var released = 0;
        while (await held.ReleasedAsync(ArticlesPerCommit) is { Count: > 0 } waiting)
        {
            await articles.LogAsync(await PlaceAsync([.. waiting.Select(item => (item, ArticleTerms.Parse(item.Terms)))]));
            foreach (var item in waiting) progress?.Invoke(item.Article);
            released += waiting.Count;
        }

        return released;
    }

    private async Task<Outcome?> ReadAsync(PageText pages, ModelRound? model, UnreadArticle unread, IReadOnlyList<string> feedTopics, CancellationToken cancellation)
    {
        var article = unread.Article;
        try
        {
            var found = await pages.OfAsync(article.Url, unread.FeedHtml, cancellation);
            var attempts = article.Attempts + (found.Tried ? 1 : 0);
            if (found is { Problem: { } problem, Temporary: true } && attempts < options.PageAttempts && clock.GetUtcNow() - article.Found < LongestWait)
            {
                log.LogInformation("The page {Url} is tried again later: {Problem}", article.Url, problem);
                await articles.PostponeAsync(article.Id, attempts, clock.GetUtcNow() + Pauses[Math.Clamp(attempts - 1, 0, Pauses.Length - 1)]);
                return null;
            }

            if (found.Problem is { } why) log.LogInformation("The page {Url} of article {Id} gave no text, or not all of it: {Problem}", article.Url, article.Id, why);
            var outcome = Read(unread, found, feedTopics, out var text);
            return outcome.Article.State == ArticleState.Held || model is null || await model.OfAsync(text, outcome.Analysis!, cancellation) is not { } given
                ? outcome
                : outcome with
                {
                    Article = given.Summary is null ? outcome.Article : outcome.Article with { SummaryText = given.Summary, SummaryModel = model.Name },
                    Analysis = outcome.Analysis! with { Quotes = given.Quotes },
                };
        }
        catch (Exception e) when (e is not (OperationCanceledException or Microsoft.Data.Sqlite.SqliteException))
        {
            // A page that breaks the reader must not stop the others: the article goes on with the feed's snippet.
            log.LogError(e, "Article {Id} ({Url}) could not be read", article.Id, article.Url);
            return new Outcome(article with { Problem = "it could not be read; the service's log says more" }, "", null, [.. feedTopics], ArticleTerms.Of(article.Title, "", article.Language), null, false);
        }
    }

    private Outcome Read(UnreadArticle unread, FoundText found, IReadOnlyList<string> feedTopics, out ArticleText text)
    {
        var a = unread.Article;
        var page = found.Page;
        text = new ArticleText(a.Title, found.Text, found.Blocks, a.Language ?? page?.Language, a.Url, unread.Categories.Split('\n', StringSplitOptions.RemoveEmptyEntries)) { PageType = page?.Type };
        var analysis = Analysis.Analyse(text);
        var published = a.Published ?? page?.Published;
        var mark = slop.Judge(text, analysis.Language, a.Author ?? page?.Byline, page?.Origin);
        var isSlop = slop.IsSlop(mark);
        var article = a with
        {
            Title = a.Title.Length > 0 ? a.Title : DisplayText.Clip(page?.Title ?? "", LongestTitle), Author = a.Author ?? page?.Byline, Published = published, Image = a.Image ?? LeadImage.Accept(page?.Image),
            Time = published is { } time && time < a.Found ? time : a.Found,
            Language = analysis.Language, Type = found.Text.Length > 0 ? analysis.Type : null, Words = analysis.Words, Minutes = found.Text.Length > 0 ? analysis.Minutes : 0,
            Summary = string.Join(';', analysis.Summary.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.Start},{range.Length}"))),
            Problem = DisplayText.Clip(found.Problem ?? "", LongestProblem),
            Slop = isSlop ? mark.ToJson() : "", State = isSlop && slop.Mode == SlopMode.Hold ? ArticleState.Held : a.State,
        };
        return new Outcome(
            article, found.Text, analysis, [.. Topics.Score(lexicon, feedTopics, text).Select(topic => topic.Slug)],
            ArticleTerms.Of(article.Title, found.Text, article.Language), StoryFingerprint.Of(found.Text), page is not null && found.Text == page.Text);
    }

    private async Task<IReadOnlyList<LoggedArticle>> PlaceAsync(IReadOnlyList<(LoggedArticle Row, ArticleTerms Terms)> rows)
    {
        var standings = await recent.PlaceAsync([.. rows.Select(item => new Newcomer(item.Row.Article, item.Terms, item.Row.Fingerprint))], clock.GetUtcNow());
        return
        [
            .. rows.Zip(standings, (item, standing) => item.Row with
            {
                Article = item.Row.Article with { Story = standing.Story, Related = string.Join(',', standing.Related) }, Index = standing.Index,
            }),
        ];
    }

    private static LoggedArticle Row(Outcome reading, Feed? feed) =>
        new(reading.Article with { Source = feed?.DisplayTitle ?? "", SourceUrl = feed?.SiteUrl }, reading.Text,
            [.. (reading.Analysis?.Quotes ?? []).Select(quote => new Quote(quote.Start, quote.Length, quote.Speaker?.Start, quote.Speaker?.Length))], reading.Topics, reading.Terms.ToString(), reading.Fingerprint);

    private sealed record Outcome(
        Article Article, string Text, ArticleAnalysis? Analysis, IReadOnlyList<string> Topics, ArticleTerms Terms, byte[]? Fingerprint, bool FromPage);
}

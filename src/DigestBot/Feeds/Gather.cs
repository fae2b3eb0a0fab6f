using System.Threading.Channels;
using DigestBot.Fetch;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Syndication;
using Feed = DigestBot.Model.Feed;
using WireFeed = DigestBot.Wire.Syndication.Feed;

namespace DigestBot.Feeds;

/// <summary>What a round of polling came to.</summary>
/// <param name="Polled">Feeds asked.</param>
/// <param name="Unchanged">Of those, answered "not modified".</param>
/// <param name="New">Articles found.</param>
/// <param name="Failed">Feeds that could not be read.</param>
public sealed record GatherReport(int Polled, int Unchanged, int New, int Failed);

/// <summary>The first stage: feeds that are due → rows of found articles. Feeds are polled side by side; their rows are written in groups.</summary>
public sealed class Gather(Database database, FeedTable feeds, Fetcher fetcher, FetchOptions fetching, FeedOptions options, TimeProvider clock, ILogger<Gather> log)
{
    internal const string Accept = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";
    private const int FeedsPerCommit = 64;

    /// <summary>Polls what is due once.</summary>
    /// <param name="progress">Called after each feed, or null.</param>
    /// <param name="cancellation">Ends early; what was polled is kept.</param>
    public async Task<GatherReport> RunAsync(Action<Feed>? progress, CancellationToken cancellation)
    {
        var due = await feeds.DueAsync(clock.GetUtcNow(), limit: 100_000);
        var answers = Channel.CreateBounded<Answer>(FeedsPerCommit * 2);
        var writing = WriteAsync(answers, progress);
        GatherReport report;
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = fetching.Concurrency, CancellationToken = cancellation };
            await Parallel.ForEachAsync(due, parallel, async (feed, stop) => await answers.Writer.WriteAsync(await PollAsync(feed, stop), CancellationToken.None));
        }
        finally
        {
            // What was polled is kept, also when the service stops; why rows cannot be written is said here.
            answers.Writer.TryComplete();
            report = await writing;
        }

        return report;
    }

    private async Task<Answer> PollAsync(Feed feed, CancellationToken cancellation)
    {
        var result = await fetcher.FetchAsync(feed.Url, Accept, feed.ETag, feed.LastModified, cancellation);
        var now = clock.GetUtcNow();
        switch (result)
        {
            case FetchResult.NotModified:
                return new Answer(Polling.Unchanged(feed, options, now), null, feed);
            case FetchResult.Gone:
                return new Answer(Polling.Ended(feed, now), null, feed);
            case FetchResult.Failed failed:
                return new Answer(Polling.Failed(feed, failed.Reason, failed.RetryAfter, options, now), null, feed);
            case FetchResult.Fetched fetched:
                try
                {
                    var document = FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address);
                    return new Answer(Polling.Succeeded(feed, fetched, document, options, now), document, feed);
                }
                catch (FeedFormatException e)
                {
                    return new Answer(Polling.Failed(feed, e.Message, null, options, now), null, feed);
                }
                catch (Exception e)
                {
                    // A document that breaks the parser must not stop the other feeds.
                    log.LogError(e, "Feed {Url} broke the parser", feed.Url);
                    return new Answer(Polling.Failed(feed, "it could not be read: " + e.Message.ReplaceLineEndings(" "), null, options, now), null, feed);
                }
            default:
                throw new InvalidOperationException("An unknown kind of fetch result.");
        }
    }

    private async Task<GatherReport> WriteAsync(Channel<Answer> answers, Action<Feed>? progress)
    {
        try
        {
            return await WriteAsync(answers.Reader, progress);
        }
        catch
        {
            // Nobody reads on: who waits to hand over an answer must not wait for ever.
            answers.Writer.TryComplete();
            throw;
        }
    }

    private async Task<GatherReport> WriteAsync(ChannelReader<Answer> answers, Action<Feed>? progress)
    {
        var report = new GatherReport(0, 0, 0, 0);
        var group = new List<Answer>(FeedsPerCommit);
        while (await answers.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < FeedsPerCommit && answers.TryRead(out var answer)) group.Add(answer);
            var found = await StoreAsync(group);
            report = new GatherReport(
                report.Polled + group.Count,
                report.Unchanged + group.Count(answer => answer.Document is null && answer.After.Error is null),
                report.New + found,
                report.Failed + group.Count(answer => answer.After.Error is not null));
            foreach (var answer in group)
            {
                if (answer.After.Error is { } error) log.LogWarning("Feed {Url} failed: {Error}", answer.After.Url, error);
                progress?.Invoke(answer.After);
            }
        }

        return report;
    }

    private Task<int> StoreAsync(IReadOnlyList<Answer> group) =>
        database.WriteAsync(async (db, tx) =>
        {
            var found = 0;
            foreach (var (after, document, before) in group)
            {
                if (!await FeedTable.RecordPollAsync(db, tx, after) || document is null) continue; // removed while it was polled, or nothing new
                var items = NewItems.Name(document);
                var known = await ArticleTable.KnownAsync(db, tx, before.Id, [.. items.Select(item => item.Identity)],
                    [.. items.Where(item => item.HasOwnAddress).Select(item => item.CanonicalUrl)], [.. items.Where(item => !item.HasOwnAddress).Select(item => item.Title)]);
                var articles = NewItems.Of(before, document, items, known, options, after.LastPoll ?? clock.GetUtcNow());
                await ArticleTable.AddFoundAsync(db, tx, articles);
                found += articles.Count(article => article.Article.State == ArticleState.Found);
            }

            return found;
        });

    private sealed record Answer(Feed After, WireFeed? Document, Feed Before);
}

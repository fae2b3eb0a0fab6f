using System.Threading.Channels;
using DigestBot.Fetch;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Syndication;
using Microsoft.Data.Sqlite;
using Feed = DigestBot.Model.Feed;

namespace DigestBot.Feeds;

/// <summary>What a round of polling came to.</summary>
/// <param name="Polled">Feeds asked.</param>
/// <param name="Unchanged">Of those, answered "not modified".</param>
/// <param name="New">Articles found.</param>
/// <param name="Failed">Feeds that could not be read.</param>
public sealed record GatherReport(int Polled, int Unchanged, int New, int Failed);

/// <summary>The first stage: feeds that are due → rows of found articles. Feeds are polled side by side; their rows are written in groups.</summary>
public sealed class Gather(Database database, FeedTable feeds, ArticleTable articles, Fetcher fetcher, FetchOptions fetching, FeedOptions options, TimeProvider clock, ILogger<Gather> log)
{
    private const int FeedsPerCommit = 64;

    /// <summary>Polls what is due once.</summary>
    /// <param name="progress">Called after each feed, or null.</param>
    /// <param name="cancellation">Ends early; what was polled is kept.</param>
    public async Task<GatherReport> RunAsync(Action<Feed>? progress, CancellationToken cancellation)
    {
        var due = await feeds.DueAsync(clock.GetUtcNow(), limit: 100_000);
        var answers = Channel.CreateBounded<Answer>(FeedsPerCommit * 2);
        var writing = WriteAsync(answers, progress);
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = fetching.Concurrency, CancellationToken = cancellation };
            await Parallel.ForEachAsync(due, parallel, async (feed, stop) => await answers.Writer.WriteAsync(await PollAsync(feed, stop), CancellationToken.None));
        }
        catch (ChannelClosedException)
        {
            // The writer has failed; what it says follows.
        }
        finally
        {
            answers.Writer.TryComplete();
            await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what was polled is kept, also when the service stops
        }

        return await writing;
    }

    private async Task<Answer> PollAsync(Feed feed, CancellationToken cancellation)
    {
        var result = await fetcher.FetchAsync(feed.Url, FeedFinder.Accept, feed.ETag, feed.LastModified, cancellation);
        var now = clock.GetUtcNow();
        switch (result)
        {
            case FetchResult.NotModified:
                return new Answer(Polling.Unchanged(feed, options, now), [], Unchanged: true);
            case FetchResult.Gone:
                return new Answer(Polling.Ended(feed, now), []);
            case FetchResult.Failed failed:
                return new Answer(Polling.Failed(feed, failed.Reason, failed.RetryAfter, options, now), []);
            case FetchResult.Fetched fetched:
                try
                {
                    var document = FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address);
                    var items = NewItems.Name(document);
                    var known = await articles.KnownAsync(feed.Id, items.Select(item => item.Identity),
                        items.Where(item => item.HasOwnAddress).Select(item => item.CanonicalUrl), items.Where(item => !item.HasOwnAddress).Select(item => item.Title));
                    return new Answer(Polling.Succeeded(feed, fetched, document, options, now), NewItems.Of(feed, document, items, known, options, now));
                }
                catch (FeedFormatException e)
                {
                    return new Answer(Polling.Failed(feed, e.Message, null, options, now), []);
                }
                catch (Exception e) when (e is not (OperationCanceledException or SqliteException))
                {
                    // Whatever a stranger's document does to us, it is that feed's failure and nobody else's.
                    log.LogError(e, "Feed {Url} broke the reader", feed.Url);
                    return new Answer(Polling.Failed(feed, "it broke the reader: " + e.Message.ReplaceLineEndings(" "), null, options, now), []);
                }

            default:
                throw new InvalidOperationException("An unknown kind of fetch result.");
        }
    }

    private async Task<GatherReport> WriteAsync(Channel<Answer> answers, Action<Feed>? progress)
    {
        try
        {
            var report = new GatherReport(0, 0, 0, 0);
            var group = new List<Answer>(FeedsPerCommit);
            while (await answers.Reader.WaitToReadAsync())
            {
                group.Clear();
                while (group.Count < FeedsPerCommit && answers.Reader.TryRead(out var answer)) group.Add(answer);
                var stored = await StoreAsync(group);
                report = new GatherReport(
                    report.Polled + group.Count, report.Unchanged + group.Count(answer => answer.Unchanged),
                    report.New + stored,
                    report.Failed + group.Count(answer => answer.After.Error is not null));
                foreach (var answer in group)
                {
                    if (answer.After.Error is { } error) log.LogWarning("Feed {Url} failed: {Error}", answer.After.Url, error);
                    progress?.Invoke(answer.After);
                }
            }

            return report;
        }
        catch (Exception e)
        {
            // Nobody reads any more: those who poll must not wait for a place.
            answers.Writer.TryComplete(e);
            throw;
        }
    }

    private Task<int> StoreAsync(IReadOnlyList<Answer> group) =>
        database.WriteAsync(async (db, tx) =>
        {
            var stored = 0;
            foreach (var (after, found, _) in group)
            {
                if (!await FeedTable.RecordPollAsync(db, tx, after)) continue; // removed while it was polled
                await ArticleTable.AddFoundAsync(db, tx, found);
                stored += found.Count(article => article.Article.State == ArticleState.Found);
            }

            return stored;
        });

    private sealed record Answer(Feed After, IReadOnlyList<FoundArticle> Articles, bool Unchanged = false);
}

using System.Diagnostics;
using Dapper;
using DigestBot.Articles;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Model;
using DigestBot.Store;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Benchmarks;

/// <summary>
/// What a new article costs beside so many that are there, all of the last six days: finding who told its story, finding related ones, and writing the rows that it is found by itself.
/// Then the real program's <c>run read</c> on the same store, with its start.
/// </summary>
internal static class StoriesBenchmark
{
    private const int Batch = 64;
    private const int Batches = 10;
    private const int WordsStored = 220;
    private const int WordsNew = 1_200;
    private const int RowsPerCommit = 4_096;

    /// <summary>One new article in so many tells the story of one that is there.</summary>
    private const int CopyEach = 8;

    public static async Task RunAsync(Options options)
    {
        foreach (var size in options.Full ? [10_000, 100_000, 1_000_000] : new[] { 1_000, 10_000, 50_000 }) await RunAsync(size, options);
    }

    private static async Task RunAsync(int size, Options options)
    {
        using var workplace = new Workplace(options.Folder);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        await using var parts = workplace.Open(TimeProvider.System);
        var fill = Stopwatch.StartNew();
        await FillAsync(parts, size, now);
        var filled = fill.Elapsed.TotalSeconds;
        var (place, log, merged) = (new List<double>(), new List<double>(), 0);
        var related = 0;
        for (var i = -1; i < Batches; i++) // the first warms up
        {
            var batch = await FoundAsync(parts, size, 10 + (i * Batch), now);
            var fingerprints = batch.Select(found => (found.Text, Print: StoryFingerprint.Of(found.Text), Terms: ArticleTerms.Of(found.Article.Title, found.Text, "en"))).ToList();
            var watch = Stopwatch.StartNew();
            var standings = await parts.GetRequiredService<RecentArticles>().PlaceAsync([.. batch.Zip(fingerprints, (found, read) => new Newcomer(found.Article, read.Terms, read.Print))], now);
            var placed = watch.Elapsed.TotalMilliseconds;
            await parts.GetRequiredService<ArticleTable>().LogAsync(
            [
                .. batch.Zip(standings, (found, standing) => (found, standing)).Zip(fingerprints, (pair, read) => new LoggedArticle(
                    pair.found.Article with { Story = pair.standing.Story, Related = string.Join(',', pair.standing.Related) }, read.Text, [], [], read.Terms.ToString(), read.Print) { Index = pair.standing.Index }),
            ]);
            if (i < 0) continue;
            place.Add(placed / Batch);
            log.Add((watch.Elapsed.TotalMilliseconds - placed) / Batch);
            merged += standings.Zip(batch, (standing, found) => standing.Story != found.Article.Id ? 1 : 0).Sum();
            related += standings.Count(standing => standing.Related.Count > 0);
        }

        var (start, peak) = await ProgramAsync(workplace, parts, size, now);
        new Result("stories", Repetitions.Median(place) + Repetitions.Median(log), "ms/article")
        {
            PeakMb = peak,
            Detail = new Dictionary<string, object>
            {
                ["articles"] = size, ["ms_compare"] = Repetitions.Median(place), ["ms_write"] = Repetitions.Median(log), ["ms_worst_batch"] = place.Zip(log, (a, b) => a + b).Max(),
                ["merged"] = merged, ["copies"] = Batch * Batches / CopyEach, ["related"] = related, ["of"] = Batch * Batches, ["run_read_64_ms"] = start, ["index_bytes_each"] = await IndexBytesAsync(parts, size), ["filled_s"] = filled,
            },
        }.Print(options.Json);
    }

    private static async Task FillAsync(ServiceProvider parts, int size, DateTimeOffset now)
    {
        var database = parts.GetRequiredService<Database>();
        await database.WriteAsync((db, tx) => db.ExecuteAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @Feeds)
            INSERT INTO feeds (id, url, title, added, next_poll) SELECT i, 'https://feed' || (i - 1) || '.example/rss', 'Feed ' || i, 0, 0 FROM n
            """, new { SyntheticArticles.Feeds }, tx));
        var counts = new int[RelatedTable.Buckets];
        for (var from = 0; from < size; from += RowsPerCommit)
        {
            var (first, read) = (from, new LoggedArticle[Math.Min(RowsPerCommit, size - from)]);
            Parallel.For(0, read.Length, i => read[i] = Stored(first + i, now.AddDays(-6.0 * (size - first - i) / size), counts, first));
            await database.WriteAsync((db, tx) =>
            {
                using var insert = new PreparedStatement(db, tx,
                    "INSERT INTO articles (id, seq, feed_id, identity, url, canonical_url, story, title, found, time, language, state, next_read) VALUES (@id, @id, @feed, @identity, @url, @canonical, @id, @title, @time, @time, 'en', 'logged', 0)",
                    "@id", "@feed", "@identity", "@url", "@canonical", "@title", "@time");
                foreach (var a in read.Select(item => item.Article)) insert.Run(a.Id, a.FeedId, a.Identity, a.Url, a.CanonicalUrl, a.Title, a.Time.ToUnixTimeMilliseconds());
                StoryTable.Add(db, tx, read);
                RelatedTable.Add(db, tx, read);
                return db.ExecuteAsync("UPDATE log_head SET seq = @seq", new { seq = first + read.Length }, tx);
            });
            foreach (var bucket in read.SelectMany(item => item.Index.Counted).Where(bucket => bucket < counts.Length)) counts[bucket]++;
        }
    }

    /// <summary>As reading leaves it, but for what it is not compared by.</summary>
    private static LoggedArticle Stored(int number, DateTimeOffset time, int[] counts, int before)
    {
        var text = SyntheticArticles.Text(number, WordsStored);
        var article = SyntheticArticles.Row(number, time) with { Id = number + 1, Story = number + 1 };
        var terms = ArticleTerms.Of(article.Title, text, "en").Terms.Select(t => (Term: TermVector.Hash("en", t.Term), t.Weight)).ToList();
        var vector = TermVector.Of(terms, term => Math.Log((before + 2) / (counts[TermVector.Bucket(term)] + .5)), new HashSet<uint>());
        var print = StoryFingerprint.Of(text);
        return new LoggedArticle(article, "", [], [], "", print)
        {
            Index = new ArticleIndex
            {
                StoryKeys = StoryFingerprint.Keys(print), Vector = vector.Pack(), Terms = [.. vector.Strongest.Select(t => (long)t.Term)],
                Counted = [.. terms.Select(t => TermVector.Bucket(t.Term)).Append(TermVector.LanguageBucket("en")).Distinct()],
            },
        };
    }

    /// <summary>A batch of found articles; some are those that are there, under another address and with a line of their own.</summary>
    private static async Task<List<(Article Article, string Text)>> FoundAsync(ServiceProvider parts, int size, int from, DateTimeOffset now)
    {
        var batch = Enumerable.Range(0, Batch).Select(i => size + from + i).Select(number =>
        {
            var copied = number % CopyEach == 0 ? (int)(number * 7919L % size) : (int?)null;
            var text = copied is { } earlier ? "From our partners in the north.\n\n" + SyntheticArticles.Text(earlier, WordsStored) : SyntheticArticles.Text(number, WordsNew);
            return (Article: SyntheticArticles.Row(number, now, "b") with { FeedId = (copied is { } other ? (SyntheticArticles.Feed(other) + 1) % SyntheticArticles.Feeds : SyntheticArticles.Feed(number)) + 1 }, Text: text);
        }).ToList();
        await parts.GetRequiredService<Database>().WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx,
            batch.Select(found => new FoundArticle(found.Article, string.Concat(found.Text.Split("\n\n").Select(paragraph => $"<p>{paragraph}</p>")), ""))));
        var ids = (await parts.GetRequiredService<ArticleTable>().UnreadAsync(now.AddMinutes(1), Batch)).ToDictionary(row => row.Article.Identity, row => row.Article.Id);
        return [.. batch.Select(found => (found.Article with { Id = ids[found.Article.Identity] }, found.Text)).OrderBy(found => found.Item1.Id)];
    }

    private static async Task<(double Milliseconds, double PeakMb)> ProgramAsync(Workplace workplace, ServiceProvider parts, int size, DateTimeOffset now)
    {
        await FoundAsync(parts, size, 10 + (Batches * Batch), now);
        using var process = DigestBotProcess.Start(workplace.Folder, [("Articles:FullTextWords", "100")], "run", "read");
        var (milliseconds, output) = await process.EndedAsync();
        if (!output.Contains($"{Batch} articles read", StringComparison.Ordinal)) throw new BenchmarkException($"Not every article was read: {output}");
        return (milliseconds, process.PeakMb);
    }

    /// <summary>What the file has to spare when the tables of comparison are gone.</summary>
    private static Task<double> IndexBytesAsync(ServiceProvider parts, int size) =>
        parts.GetRequiredService<Database>().WriteAsync(async (db, tx) =>
        {
            var before = await db.ExecuteScalarAsync<long>("PRAGMA freelist_count", transaction: tx);
            await db.ExecuteAsync("DROP TABLE story_prints; DROP TABLE story_keys; DROP TABLE related_vectors; DROP TABLE related_terms; DROP TABLE term_counts", transaction: tx);
            return (await db.ExecuteScalarAsync<long>("PRAGMA freelist_count", transaction: tx) - before) * await db.ExecuteScalarAsync<long>("PRAGMA page_size", transaction: tx) / (double)size;
        });
}

using DigestBot.Articles;
using DigestBot.Digests;
using DigestBot.Feeds;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Tests.Fetch;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Histories;

/// <summary>Weeks of a small web and a few readers through the real stages, from a seed; every digest is checked against <see cref="Oracle"/>.</summary>
internal sealed class Life : IAsyncDisposable
{
    private readonly List<string> _history = [];
    private readonly Publisher _publisher;
    private readonly Random _random;
    private readonly SmallWeb _web;
    private readonly Readers _readers;
    private readonly SmallRelay _relay;
    private readonly StoppedClock _clock = new(House.Start);
    private readonly int _seed;
    private House _house;
    private DateTimeOffset _steppedAt = DateTimeOffset.MinValue;
    private bool _truthful = true;

    private Life(int seed, Publisher publisher)
    {
        (_seed, _random, _publisher) = (seed, new Random(seed), publisher);
        _web = new SmallWeb(_random, publisher, Tell);
        _house = new House(clock: _clock);
        _readers = new Readers(_random, Tell, Fail);
        _relay = new SmallRelay(new Random(seed), Tell);
    }

    public int Digests => _readers.Digests;

    public int Mergers => _readers.Mergers;

    /// <returns>Digests composed, and how many of them took over an earlier one.</returns>
    public static async Task<(int Digests, int Mergers)> LiveAsync(int seed, int days)
    {
        await using var life = new Life(seed, await Publisher.StartAsync());
        try
        {
            await life.RunAsync(days);
        }
        catch (Exception e) when (e is not (HistoryException or OperationCanceledException))
        {
            life.Fail(e.ToString());
        }

        return (life.Digests, life.Mergers);
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _publisher.DisposeAsync();
    }

    private async Task RunAsync(int days)
    {
        for (var i = 0; i < 4; i++) await AddFeedAsync(listed: i < 3, loud: i == 0);
        await PipelineAsync();
        for (var i = 0; i < 3; i++) await _readers.JoinAsync(_house, _web);
        var ahead = _random.Next(4) == 0 ? _random.Next(4, days * 3) : -1;
        for (var (step, end) = (0, _clock.Now.AddDays(days)); _clock.Now < end; step++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (step == ahead) await YearAheadAsync();
            await TimePassesAsync();
            for (var changes = _random.Next(3); changes > 0; changes--) await _readers.ChangeAsync(_house, _web, _clock.Now);
            if (_random.Next(40) == 0) await OperatorAsync();
            if (_random.Next(15) == 0) await RestartAsync();
            await PipelineAsync();
        }

        await EndAsync();
    }

    private async Task TimePassesAsync()
    {
        var time = TimeSpan.FromMinutes(_random.Next(30, 480));
        if (_random.Next(40) == 0) time = TimeSpan.FromHours(_random.Next(12, 100)); // the machine sleeps
        _clock.Advance(time);
        if (_random.Next(50) == 0)
        {
            var step = TimeSpan.FromMinutes(_random.Next(-300, 300));
            _clock.Advance(step);
            _steppedAt = _clock.Now;
            Tell($"the clock is set {step.TotalMinutes:+0;-0} minutes");
        }

        _web.Live(_clock.Now, time);
    }

    private async Task YearAheadAsync()
    {
        Tell("the clock is a year ahead");
        _truthful = false; // what is a year old tells no story that anything is compared with
        _clock.Advance(TimeSpan.FromDays(365));
        _steppedAt = _clock.Now;
        await PipelineAsync();
        for (var i = _random.Next(3); i > 0; i--)
        {
            _clock.Advance(TimeSpan.FromHours(_random.Next(1, 40)));
            await PipelineAsync();
        }

        _clock.Advance(TimeSpan.FromDays(-365));
        _steppedAt = _clock.Now;
        Tell("the clock is right again");
        await PipelineAsync();
    }

    private async Task OperatorAsync()
    {
        if (_random.Next(2) == 0)
        {
            await AddFeedAsync(listed: true, loud: _random.Next(3) == 0);
            return;
        }

        var feed = _web.Feeds[_random.Next(_web.Feeds.Count)];
        if (feed.Removed || _web.Feeds.Count(other => !other.Removed) < 3) return;
        feed.Removed = true;
        Tell($"the operator removes feed {feed.Number}");
        _readers.FeedRemoved(await _house.ValueAsync<long>("SELECT id FROM feeds WHERE url = @Url", new { feed.Url }));
        await _house.Part<FeedTable>().RemoveAsync(feed.Url);
    }

    private async Task AddFeedAsync(bool listed, bool loud)
    {
        var feed = _web.Found(_clock.Now, listed, loud);
        Tell($"feed {feed.Number} is added: {(listed ? "listed" : "unlisted")}, {feed.Topic}, {feed.Language}, {feed.PerMille}/1000 a step");
        if (listed) await _house.Part<FeedTable>().AddAsync(feed.Url, null, null, [feed.Topic], _clock.Now);
        else await _house.WriteAsync((db, tx) => FeedTable.AddAsync(db, tx, feed.Url, null, null, listed: false, _clock.Now));
    }

    private async Task RestartAsync()
    {
        Tell("the service starts again");
        var copy = Path.Combine(_house.Folder, "copy.db");
        _house.Database.Backup(copy);
        var next = new House(store: copy, clock: _clock);
        await _house.DisposeAsync();
        _house = next;
    }

    private async Task PipelineAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        if (_random.Next(8) != 0)
        {
            await _house.Part<Gather>().RunAsync(null, cancellation);
            await _house.Part<ReadArticles>().RunAsync(null, cancellation);
        }

        if (_random.Next(10) == 0) return; // composing is late
        var log = await _house.LogAsync();
        var again = _random.Next(6) == 0 ? Path.Combine(_house.Folder, "again.db") : null;
        if (again is not null) _house.Database.Backup(again);
        var before = await _readers.BeforeAsync(_house);
        var contested = again is null ? await _relay.NextAsync(_house) : null;
        await Task.WhenAll(Enumerable.Range(0, _random.Next(6) == 0 ? 2 : 1).Select(_ => Task.Run(() => _house.Part<Compose>().RunAsync(cancellation), cancellation))
            .Append(Task.Run(() => SmallRelay.LetGoAsync(_house, contested, _clock.Now), cancellation)));
        await _readers.CheckAsync(_house, before, log, _clock.Now, steppedLately: (_clock.Now - _steppedAt).Duration() < TimeSpan.FromDays(5), contested, a => _truthful && _web.Stories.TryGetValue(a.Mark, out var story) ? story : null);
        if (again is not null)
        {
            await using var twin = new House(store: again, clock: _clock);
            await twin.Part<Compose>().RunAsync(cancellation);
            if (await twin.ComposedAsync() != await _house.ComposedAsync()) Fail("the same rows were composed to something else");
            File.Delete(again);
        }

        await _relay.RunAsync(_house, _clock.Now);
    }

    private async Task EndAsync()
    {
        foreach (var feed in await _house.MarksAsync())
            if (feed.GroupBy(mark => mark).FirstOrDefault(group => group.Count() > 1) is { } twice) Fail($"{twice.Key} of feed {feed.Key} was found twice");
        var only = (await _house.LogAsync()).Where(a => a.Only).Select(a => a.Id).ToHashSet();
        foreach (var related in await _house.ColumnAsync<string>("SELECT related FROM articles WHERE related <> ''"))
            if (related.Split(',').Select(long.Parse).Any(only.Contains)) Fail($"an article for followers only is related to others: {related}");
        var stories = await _house.Part<ArticleLog>().SameStoryAsync(await _house.ColumnAsync<long>("SELECT DISTINCT story FROM articles"), long.MaxValue);
        if (stories.SelectMany(story => story).Any(only.Contains)) Fail("an article for followers only stands under \"Also in\"");
        if ((await _house.Part<Today>().ChooseAsync([Topic.All])).Decisions.Any(decision => only.Contains(decision.Entry.Id))) Fail("an article for followers only is in the preview");
        var copy = Path.Combine(_house.Folder, "end.db"); // the file alone lacks what is still in its journal
        _house.Database.Backup(copy);
        await using var other = new House(store: copy, clock: _clock);
        foreach (var id in await _house.ColumnAsync<long>("SELECT id FROM outbox WHERE kind = 'digest' ORDER BY id DESC LIMIT 2"))
            if (await BytesAsync(_house, id) != await BytesAsync(other, id)) Fail($"mail {id} is rendered to other bytes");
    }

    private static async Task<string> BytesAsync(House house, long id)
    {
        var row = (await house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull();
        return System.Text.Encoding.ASCII.GetString((await house.Part<MailRenderer>().PrepareAsync([row])).Render(row).ShouldNotBeNull().Message.Span);
    }

    private void Tell(string what) => _history.Add($"{_clock.Now:yyyy-MM-dd HH:mm} {what}");

    private void Fail(string what) => throw new HistoryException($"Seed {_seed}: {what}\n\n{string.Join('\n', _history.TakeLast(400))}");
}

/// <summary>A promise was broken; the message tells which, and the history up to there.</summary>
public sealed class HistoryException(string message) : Exception(message);

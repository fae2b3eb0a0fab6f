using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using NodaTime;

namespace DigestBot.Tests.Histories;

/// <summary>The readers of a small web: what they do, and whether each was told what they must be told.</summary>
internal sealed class Readers(Random random, Action<string> tell, Action<string> fail)
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/Scoresbysund"];

    private readonly Dictionary<long, Oracle> _oracles = [];

    public int Digests { get; private set; }

    public int Mergers { get; private set; }

    public async Task JoinAsync(House house, SmallWeb web)
    {
        var email = $"reader{_oracles.Count + 1}@example.org";
        (await house.Part<Signup>().JoinAsync(email, Some(null), "web")).Queued.ShouldBeTrue();
        var s = (await house.Part<Signup>().ConfirmAsync((await house.Part<SubscriberTable>().ByEmailKeyAsync(email))!.Id, "web")).ShouldNotBeNull();
        _oracles[s.Id] = new Oracle(what => fail($"reader {s.Id}: {what}")) { Considered = await house.Part<ArticleLog>().HeadAsync() };
        tell($"reader {s.Id} joins: {Name(s)}");
        if (random.Next(2) == 0) await FollowAsync(house, web, s.Id);
    }

    /// <summary>Somebody changes something, if it makes sense for them.</summary>
    public async Task ChangeAsync(House house, SmallWeb web, DateTimeOffset now)
    {
        var id = _oracles.Keys.ElementAt(random.Next(_oracles.Count));
        var s = (await house.Part<SubscriberTable>().GetAsync(id)).ShouldNotBeNull();
        var changes = house.Part<Changes>();
        if (s.Status == SubscriberStatus.Unsubscribed)
        {
            if (random.Next(4) != 0 || !(await house.Part<Signup>().JoinAsync(s.Email, Some(Preferences.Of(s)), "web")).Queued) return;
            if ((await house.Part<Signup>().ConfirmAsync(id, "web")) is not { } back) return;
            _oracles[id].Returns(await house.Part<ArticleLog>().HeadAsync());
            tell($"reader {id} comes back: {Name(back)}");
            return;
        }

        switch (random.Next(9))
        {
            case 0 or 1:
                var after = (await changes.SetPreferencesAsync(id, Some(Preferences.Of(s)))).ShouldNotBeNull();
                tell($"reader {id} chooses {Name(after)}");
                break;
            case 2:
                string[] words = [.. new[] { "bitcoin", "football" }.Where(_ => random.Next(2) == 0)], sources = random.Next(3) == 0 ? [$"paper {random.Next(1, web.Feeds.Count + 1)}"] : [];
                await changes.SetListsAsync(id, lists => lists with { MutedWords = words, MutedSources = sources });
                tell($"reader {id} mutes {string.Join(", ", words.Concat(sources))}");
                break;
            case 3 or 4:
                await FollowAsync(house, web, id);
                break;
            case 5:
                var follows = (await house.Part<ReaderListTable>().OfAsync(id)).Follows;
                if (follows.Count == 0 || (follows.Count == 1 && s.Topics.Length == 0)) return;
                var feed = follows[random.Next(follows.Count)].FeedId;
                await changes.SetListsAsync(id, lists => lists with { Follows = [.. lists.Follows.Where(follow => follow.FeedId != feed)] });
                _oracles[id].Unfollows(feed);
                tell($"reader {id} follows feed {feed} no more");
                break;
            case 6:
                var until = Schedule.Today(s.Zone, now).PlusDays(random.Next(1, 9));
                await changes.PauseAsync(id, NodaTime.Text.LocalDatePattern.Iso.Format(until));
                if (s.LastDate is not null) _oracles[id].Away ??= NodaTime.Text.LocalDatePattern.Iso.Format(Schedule.Today(s.Zone, now));
                tell($"reader {id} pauses until {until:uuuu-MM-dd}");
                break;
            case 7 when s.Status == SubscriberStatus.Paused && random.Next(3) == 0:
                await changes.ResumeAsync(id);
                tell($"reader {id} goes on");
                break;
            case 8 when random.Next(8) == 0:
                await changes.LeaveAsync(id, "page");
                tell($"reader {id} leaves");
                break;
        }
    }

    public void FeedRemoved(long feed)
    {
        foreach (var oracle in _oracles.Values) oracle.Forgets(feed);
    }

    public async Task<Dictionary<long, (Subscriber Subscriber, ReaderLists Lists, DigestMail? Last)>> BeforeAsync(House house)
    {
        var before = new Dictionary<long, (Subscriber, ReaderLists, DigestMail?)>();
        foreach (var id in _oracles.Keys) before[id] = ((await house.Part<SubscriberTable>().GetAsync(id))!, await house.Part<ReaderListTable>().OfAsync(id), await house.DigestMailAsync(_oracles[id].LastDigest));
        return before;
    }

    /// <summary>Checks what a round of composing did for each reader.</summary>
    public async Task CheckAsync(
        House house, Dictionary<long, (Subscriber Subscriber, ReaderLists Lists, DigestMail? Last)> before, IReadOnlyList<Logged> log, DateTimeOffset now, bool steppedLately, long? contested, Func<Logged, int?> truth)
    {
        var head = await house.ValueAsync<long>("SELECT seq FROM log_head");
        var day = log.Where(a => a.Time > now.AddHours(-24).ToUnixTimeMilliseconds() && a.Time <= now.ToUnixTimeMilliseconds()).Select(a => a.Seq).DefaultIfEmpty(long.MaxValue).Min() - 1;
        foreach (var (id, (s, lists, last)) in before)
        {
            var oracle = _oracles[id];
            var after = (await house.Part<SubscriberTable>().GetAsync(id)).ShouldNotBeNull();
            var told = await house.ToldAsync(id, oracle.LastDigest);
            if (told.Count > 1) fail($"reader {id} got {told.Count} digests at once");
            var digest = told.SingleOrDefault();
            var composed = digest is not null || (after.LastDate, after.LastSlot) != (s.LastDate, s.LastSlot);
            if (!composed)
            {
                if (after.Cursor != s.Cursor) fail($"reader {id} was moved on from {s.Cursor} to {after.Cursor} without a digest");
                if (!steppedLately && s is { Status: SubscriberStatus.Active, NextDue: { } due } && due <= now) fail($"reader {id} was due at {due:O} and got nothing");
                if (after is { Status: SubscriberStatus.Active, NextDue: { } next } && (next <= now || next > now.AddDays(40))) fail($"reader {id} is due at {next:O}");
                continue;
            }

            if (after.Status != SubscriberStatus.Active) fail($"reader {id} got a digest while {after.Status}");
            if (after.NextDue is not { } following || following <= now || following > now.AddDays(40)) fail($"reader {id} is due next at {after.NextDue:O}");
            if (s.Status == SubscriberStatus.Paused && Midnight(s.Zone, s.PausedUntil!) > now) fail($"reader {id} got a digest during a pause until {s.PausedUntil}");
            if (digest is not null)
            {
                Digests++;
                tell($"reader {id} gets digest {digest.Id} of {digest.Date} slot {digest.Slot}: {ArticleIds.Unpack(digest.Printed).Count} printed, {ArticleIds.Unpack(digest.Held).Count} held over, {digest.Merged} merged, {digest.Muted} muted");
                var at = LocalDateTime(digest.Date, digest.Slot == 0 ? s.SendMinute : s.SecondMinute).InZoneLeniently(DateTimeZoneProviders.Tzdb[s.Zone]).ToDateTimeOffset();
                if (at > now) fail($"reader {id} got the digest of {digest.Date} slot {digest.Slot} before its time");
            }

            var since = await MergedAsync(house, id, last, digest, contested, now);
            oracle.Composed(s, lists, log, head, day, digest, truth, since ?? (digest is null ? 0 : (await house.DigestMailAsync(digest.Id))!.Created));
        }
    }

    /// <summary>Whether the digest before gave its articles to the new one, if and only if nobody can have got it.</summary>
    /// <returns>Since when they wait; null when it did not.</returns>
    private async Task<long?> MergedAsync(House house, long id, DigestMail? last, Told? digest, long? contested, DateTimeOffset now)
    {
        var oracle = _oracles[id];
        if (last is null || await house.DigestMailAsync(last.Digest) is not { } after) return null;
        var merged = after.Successor is not null && after.Successor != last.Successor;
        // Its final dot may have been let go while the next digest was composed: then one of both has happened.
        var waited = digest is not null && last.Waits && oracle.HasLast && oracle.WaitingSince > now.AddDays(-31).ToUnixTimeMilliseconds();
        if (merged != waited && last.Mail != contested) fail($"reader {id}: digest {last.Digest} ({last.State}, {last.Code}) was {(merged ? "" : "not ")}merged");
        if (!merged)
        {
            if (after.State == "merged") fail($"reader {id}: digest {last.Digest} was dropped for none");
            return null;
        }

        if (after.Successor != digest!.Id) fail($"reader {id}: digest {last.Digest} was merged into {after.Successor}, not into {digest.Id}");
        if (after.State != (last.State == "failed" ? "failed" : "merged")) fail($"reader {id}: digest {last.Digest} is {after.State} and merged");
        tell($"reader {id}: digest {last.Digest} ({last.State}) is merged into {digest.Id}");
        Mergers++;
        oracle.TakesBack();
        return oracle.WaitingSince;
    }

    private async Task FollowAsync(House house, SmallWeb web, long id)
    {
        var feed = web.Feeds[random.Next(web.Feeds.Count)];
        if (feed.Removed) return;
        var row = await house.ValueAsync<long>("SELECT id FROM feeds WHERE url = @Url", new { feed.Url });
        if ((await house.Part<ReaderListTable>().OfAsync(id)).Follows.Any(follow => follow.FeedId == row)) return;
        var known = await house.ColumnAsync<long>("SELECT id FROM articles WHERE feed_id = @row", new { row });
        var latest = await house.ColumnAsync<long>(
            "SELECT id FROM articles WHERE feed_id = @row AND (state <> 'archived' OR found = (SELECT found FROM articles WHERE feed_id = @row ORDER BY id LIMIT 1)) ORDER BY time DESC, id DESC LIMIT 3", new { row });
        var head = await house.Part<ArticleLog>().HeadAsync();
        await house.Part<Changes>().SetListsAsync(id, lists => lists with { Follows = [.. lists.Follows.Append(new Follow(row, head)).OrderBy(follow => follow.FeedId)] });
        _oracles[id].Follows(row, head, known, latest);
        tell($"reader {id} follows feed {feed.Number} (row {row}), latest {string.Join(", ", latest)}");
    }

    private Preferences Some(Preferences? now)
    {
        string[] topics = [.. new[] { "design", "science", "sports" }.Where(_ => random.Next(2) == 0)];
        if (topics.Length == 0) topics = [random.Next(2) == 0 ? "all" : "design"];
        var minute = random.Next(6) switch { 0 => 0, 1 => 150, 2 => 1439, _ => random.Next(1439) };
        var fresh = new Preferences(topics, (Frequency)random.Next(6), random.Next(1, 8), minute, Zones[random.Next(Zones.Length)], "en", random.Next(3) == 0 ? random.Next(1, 12) : random.Next(12, 90))
        {
            Days = random.Next(1, 128), SecondMinute = random.Next(minute, 1440) is var second && second == minute ? (minute + 1) % 1440 : second, MonthDay = random.Next(1, 32),
            ReadLanguages = random.Next(4) == 0 ? ["en"] : [], QuietNote = random.Next(4) == 0,
        };
        if (fresh.Frequency is Frequency.Monthly or Frequency.Weekly && random.Next(2) == 0) fresh = fresh with { Frequency = Frequency.Daily };
        return random.Next(3) switch
        {
            _ when now is null => fresh,
            0 => fresh,
            1 => now with { Topics = fresh.Topics, Budget = fresh.Budget, ReadLanguages = fresh.ReadLanguages, QuietNote = fresh.QuietNote },
            _ => now with { Zone = random.Next(2) == 0 ? now.Zone : fresh.Zone, SendMinute = fresh.SendMinute, SecondMinute = fresh.SecondMinute, Frequency = fresh.Frequency },
        };
    }

    private static DateTimeOffset Midnight(string zone, string date) => LocalDateTime(date, 0).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeOffset();

    private static LocalDateTime LocalDateTime(string date, int minute) => Schedule.ParseDate(date)!.Value + new LocalTime(minute / 60, minute % 60);

    private static string Name(Subscriber s) =>
        $"{s.Topics}, {s.Frequency} (days {s.Days}, weekday {s.Weekday}, month day {s.MonthDay}) at {Schedule.Time(s.SendMinute)}/{Schedule.Time(s.SecondMinute)} {s.Zone}, budget {s.Budget}, languages '{s.ReadLanguages}', quiet note {s.QuietNote}";
}

using System.Collections.Concurrent;
using DigestBot.Articles;
using DigestBot.Digests;
using DigestBot.Feeds;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Wire.Mime;

namespace DigestBot.Demo;

/// <summary>A mail that arrived in the demo.</summary>
/// <param name="Reader">Whose.</param>
/// <param name="Round">1 or 2.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Files">Path without extension: .eml, .html and .txt stand there.</param>
/// <param name="Message">Its bytes.</param>
internal sealed record DemoMail(DemoReader Reader, int Round, string Subject, string Files, byte[] Message);

/// <summary>
/// The main job, end to end, on real parts: feeds over loopback HTTP, a database file, mail over loopback SMTP, an answer that ends a subscription.
/// Only the clock is put forward, because nobody wants to wait until tomorrow.
/// </summary>
internal sealed class DemoRun(IServiceProvider services, DemoSite site, DemoClock clock, IReadOnlyList<DemoReader> readers, string folder)
{
    private readonly ConcurrentQueue<SunkMail> _arrived = [];
    private int _round = 1;

    /// <summary>Takes what the sink gets.</summary>
    public ValueTask ArriveAsync(SunkMail mail, CancellationToken stop)
    {
        _arrived.Enqueue(mail);
        return ValueTask.CompletedTask;
    }

    /// <summary>Adds the feeds of the demo's web, but for those that are kept for later.</summary>
    public async Task AddFeedsAsync(Func<DemoFeed, bool> which)
    {
        foreach (var feed in site.Feeds.Where(which))
            await Part<FeedTable>().AddAsync(site.Address + feed.Path, null, null, feed.Topics, clock.GetUtcNow());
    }

    /// <summary>Signs everybody up for a digest two minutes from now in their own time, and presses the buttons of the mails that come.</summary>
    /// <returns>How many confirmed.</returns>
    public async Task<int> SignUpAsync()
    {
        foreach (var reader in readers)
        {
            var local = NodaTime.Instant.FromDateTimeOffset(clock.GetUtcNow().AddMinutes(2)).InZone(NodaTime.DateTimeZoneProviders.Tzdb[reader.Zone]);
            var choices = new Preferences(reader.Topics, Frequency.Daily, 1, (local.Hour * 60) + local.Minute, reader.Zone, reader.Language, Budget: 60) { Name = reader.Name };
            if ((await Part<Signup>().JoinAsync(reader.Email, choices, "demo")).Problem is { } problem) throw new InvalidOperationException(problem);
        }

        await Part<Sender>().RunAsync(null, CancellationToken.None);
        var confirmed = 0;
        foreach (var mail in await DeliveredAsync("confirm"))
            if (DemoReader.ConfirmToken(mail.Message, Part<Links>().PublicUrl + "/confirm/") is { } token
                && Part<Tokens>().Read(TokenPurpose.Confirm, token) is { } id && await Part<Signup>().ConfirmAsync(id, "demo") is not null) confirmed++;
        await Part<Sender>().RunAsync(null, CancellationToken.None);
        await DeliveredAsync("welcome");
        return confirmed;
    }

    /// <summary>Polls and reads.</summary>
    public async Task<(GatherReport Gather, ReadReport Read)> CollectAsync(Action<Feed> polled, Action<Article> read, CancellationToken stop) =>
        (await Part<Gather>().RunAsync(polled, stop), await Part<ReadArticles>().RunAsync(read, stop));

    /// <summary>Puts the clock to the next sending time, composes and sends.</summary>
    public async Task<(ComposeReport Compose, SendReport Send, IReadOnlyList<DemoMail> Mails)> DigestAsync(CancellationToken stop)
    {
        var due = (await Part<SubscriberTable>().AllAsync()).Max(s => s.NextDue);
        if (due is { } time && time > clock.GetUtcNow()) clock.Advance(time - clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        var composed = await Part<Compose>().RunAsync(stop);
        var sent = await Part<Sender>().RunAsync(null, stop);
        return (composed, sent, await DeliveredAsync("digest"));
    }

    /// <summary>A reader answers a mail; what the inbox makes of it.</summary>
    public async Task<ReplyOutcome> AnswerAsync(DemoMail mail, string words)
    {
        var answer = mail.Reader.Answer(mail.Message, words, clock.GetUtcNow());
        await MailFiles.WriteAsync(folder, $"{mail.Round}-answer-of-{mail.Reader.Name.ToLowerInvariant()}", answer);
        var outcome = await Part<ReplyHandler>().ApplyAsync(answer);
        await Part<Sender>().RunAsync(null, CancellationToken.None);
        await DeliveredAsync("goodbye");
        return outcome;
    }

    /// <summary>The next day begins.</summary>
    public void NextRound()
    {
        _round++;
        clock.Advance(TimeSpan.FromHours(23));
    }

    /// <summary>Feeds that could not be read.</summary>
    public async Task<IReadOnlyList<Feed>> FailingAsync() => [.. (await Part<FeedTable>().AllAsync()).Where(feed => feed.Error is not null)];

    private T Part<T>() where T : notnull => services.GetRequiredService<T>();

    private async Task<IReadOnlyList<DemoMail>> DeliveredAsync(string kind)
    {
        var mails = new List<DemoMail>();
        while (_arrived.TryDequeue(out var arrived))
        {
            var reader = readers.Single(r => r.Email == arrived.Recipients.Single());
            var name = $"{_round}-{kind}-for-{reader.Name.ToLowerInvariant()}";
            await MailFiles.WriteAsync(folder, name, arrived.Message);
            mails.Add(new DemoMail(reader, _round, MessageReader.Read(arrived.Message).Subject, Path.Combine(folder, name), arrived.Message));
        }

        return [.. mails.OrderBy(mail => mail.Files, StringComparer.Ordinal)];
    }
}

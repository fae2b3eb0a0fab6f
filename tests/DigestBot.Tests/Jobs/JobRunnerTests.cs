using Dapper;
using DigestBot.Jobs;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Mail;
using DigestBot.Tests.Servers;
using Microsoft.Data.Sqlite;

namespace DigestBot.Tests.Jobs;

public class JobRunnerTests
{
    private const string Operator = "operator@bot.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_job_did_is_noted()
    {
        await using var service = Installation.Make();
        await service.QueueDigestsAsync(3);
        (await RunAsync(service, "send")).ShouldBe("3 sent, 0 put off, 0 failed");
        var run = (await service.Get<JobTable>().AllAsync())["send"];
        (run.Result, run.Started, run.Ended).ShouldBe(("3 sent, 0 put off, 0 failed", service.Clock.GetUtcNow(), service.Clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("gather")]
    [InlineData("read")]
    [InlineData("compose")]
    [InlineData("send")]
    [InlineData("replies")]
    [InlineData("cleanup")]
    public async Task Every_job_runs_on_an_empty_store(string name)
    {
        await using var service = Installation.Make();
        (await RunAsync(service, name)).ShouldNotBeNullOrEmpty();
        (await service.Get<JobTable>().AllAsync()).Keys.ShouldBe([name]);
    }

    [Fact]
    public void No_job_is_left_out_above() =>
        Pipeline.All.Select(job => job.Name).ShouldBe(typeof(JobRunnerTests).GetMethod(nameof(Every_job_runs_on_an_empty_store))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Select(data => (string)((InlineDataAttribute)data).Data[0]!));

    [Fact]
    public async Task The_operator_hears_of_a_failure_at_most_once_in_six_hours()
    {
        await using var service = Installation.Make(Relay.At(FreePort.Find(), ("Mail:Operator", Operator)));
        await service.QueueDigestsAsync(1);
        for (var hours = 0.0; hours < 13; hours += 0.5)
        {
            (await Should.ThrowAsync<JobFailedException>(() => RunAsync(service, "send"))).Message.ShouldContain("No mail can leave");
            service.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        var alerts = (await service.OutboxAsync()).Where(mail => mail.Kind == MailKind.Alert).ToList();
        alerts.Count.ShouldBe(3);
        alerts.ShouldAllBe(alert => alert.Recipient == Operator && alert.Payload!.Contains("doctor") && alert.Payload.Contains("Recipients it does not try") && alert.Payload.Contains("127.0.0.1"));
        alerts.Select(alert => alert.Created).Zip(alerts.Skip(1).Select(alert => alert.Created)).ShouldAllBe(pair => pair.Second - pair.First >= TimeSpan.FromHours(6));
        (await service.Get<JobTable>().AllAsync())["send"].Result.ShouldStartWith("failed: No mail can leave");

        // The relay is back: what waited goes out, the alerts with it, and the note says so.
        await using var relay = new SunkMails();
        await using var later = service.Reopen(Relay.At(relay.Port));
        (await RunAsync(later, "send")).ShouldBe("4 sent, 0 put off, 0 failed");
        (await later.Get<JobTable>().AllAsync())["send"].Result.ShouldBe("4 sent, 0 put off, 0 failed");
    }

    [Fact]
    public async Task A_clock_that_was_put_back_silences_no_alert()
    {
        await using var service = Installation.Make(("Mail:Operator", Operator));
        var broken = new Job("broken", "Fails.", "0 0 0 * * ?", (_, _, _) => throw new JobFailedException("It is broken.", "Mend it."));
        foreach (var step in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromDays(-300), TimeSpan.FromHours(1), TimeSpan.FromHours(5)])
        {
            service.Clock.Advance(step);
            await Should.ThrowAsync<JobFailedException>(() => service.Get<JobRunner>().RunAsync(broken, null, Stop));
        }

        (await service.OutboxAsync()).Count.ShouldBe(3, "at first, after the step, and six hours later");
    }

    [Fact]
    public async Task Without_an_operator_a_failure_is_logged_and_no_mail_is_queued()
    {
        await using var service = Installation.Make(Relay.At(FreePort.Find()));
        await service.QueueDigestsAsync(1);
        await Should.ThrowAsync<JobFailedException>(() => RunAsync(service, "send"));
        (await service.OutboxAsync()).Count.ShouldBe(1);
        service.Log.Lines.ShouldContain(line => line.Contains("send failed", StringComparison.Ordinal) && line.Contains("doctor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_a_full_disk_a_job_fails_clearly_and_is_done_when_there_is_room()
    {
        await using var service = Installation.Make(("Mail:Operator", Operator));
        await DueAsync(service, 3_000);
        // SQLite's own word for a full disk, at the same places as a disk says it: no page more than there are.
        await service.Get<Database>().WriteAsync((db, _) => db.ExecuteScalarAsync<long>("PRAGMA max_page_count = 1"), Stop);

        (await Should.ThrowAsync<SqliteException>(() => RunAsync(service, "compose"))).SqliteErrorCode.ShouldBe(13);
        service.Log.Lines.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("make room", StringComparison.Ordinal));
        (await service.Get<DigestTable>().DatesAsync(1)).ShouldBeEmpty("all of a commit, or nothing");

        await service.Get<Database>().WriteAsync((db, _) => db.ExecuteScalarAsync<long>("PRAGMA max_page_count = 1000000"), Stop);
        (await RunAsync(service, "compose")).ShouldContain("3000 digests queued");
        var mails = await service.OutboxAsync();
        mails.Count(mail => mail.Kind == MailKind.Digest).ShouldBe(3_000);
        mails.Where(mail => mail.Kind == MailKind.Digest).Select(mail => mail.SubscriberId).Distinct().Count().ShouldBe(3_000);
        mails.Single(mail => mail.Kind == MailKind.Alert).Payload.ShouldNotBeNull().ShouldContain("make room");
    }

    [Fact]
    public async Task While_the_disk_is_full_no_mail_goes_out_that_could_not_be_noted()
    {
        await using var relay = new SunkMails();
        await using var service = Installation.Make(Relay.At(relay.Port, ("Mail:Operator", Operator)));
        await service.QueueDigestsAsync(300);
        await service.Get<Database>().WriteAsync((db, _) => db.ExecuteScalarAsync<long>("PRAGMA max_page_count = 1"), Stop);
        try
        {
            await RunAsync(service, "send");
        }
        catch (Exception e) when (e is SqliteException or JobFailedException)
        {
            // Either at the claim or at the journal.
        }

        // What the relay took without a note is at most what was on the wire.
        await service.Get<Database>().WriteAsync((db, _) => db.ExecuteScalarAsync<long>("PRAGMA max_page_count = 1000000"), Stop);
        service.Clock.Advance(TimeSpan.FromHours(1));
        await service.Get<OutboxTable>().RecoverAsync();
        await RunAsync(service, "send");
        relay.Mails.Select(mail => mail.Recipients[0]).Distinct().Count(to => to != Operator).ShouldBe(300);
        relay.Mails.Count(mail => mail.Recipients[0] != Operator).ShouldBeLessThanOrEqualTo(302);
    }

    [Fact]
    public async Task While_another_program_locks_the_database_jobs_fail_clearly_and_are_done_when_it_is_free()
    {
        await using var service = Installation.Make(("Mail:Operator", Operator));
        await DueAsync(service, 5);
        await using (var other = new SqliteConnection($"Data Source={service.Get<Database>().Path};Pooling=False"))
        {
            await other.OpenAsync(Stop);
            await using var held = other.BeginTransaction(deferred: false);
            (await Should.ThrowAsync<SqliteException>(() => RunAsync(service, "compose"))).SqliteErrorCode.ShouldBe(5);
        }

        service.Log.Lines.ShouldContain(line => line.Contains("locked by another program", StringComparison.Ordinal));
        (await RunAsync(service, "compose")).ShouldContain("5 digests queued");
        (await service.OutboxAsync()).Single(mail => mail.Kind == MailKind.Alert).Payload.ShouldNotBeNull().ShouldContain("locked by another program");
    }

    private static Task<string> RunAsync(Installation service, string name) =>
        service.Get<JobRunner>().RunAsync(Pipeline.All.Single(job => job.Name == name), null, Stop);

    /// <summary>Subscribers whose digest is due, and one article for it.</summary>
    private static async Task DueAsync(Installation service, int count)
    {
        var now = service.Clock.GetUtcNow();
        var (feed, _) = await service.Get<FeedTable>().AddAsync("https://feeds.example/feed.xml", "Feed", null, ["science"], now);
        var article = new Article { FeedId = feed, Identity = "1", Url = "https://feeds.example/1", CanonicalUrl = "https://feeds.example/1", Title = "One", Found = now, Time = now, NextRead = now, State = ArticleState.Found };
        await service.Get<Database>().WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx, [new FoundArticle(article, "", "")]));
        await service.Get<ArticleTable>().LogAsync([new LoggedArticle(article with { Id = 1 }, "One.", [], ["science"], "", null)]);
        await service.Get<Database>().WriteAsync(async (db, tx) =>
        {
            for (var i = 1; i <= count; i++)
            {
                var email = $"due{i}@readers.example";
                await SubscriberTable.InsertAsync(db, tx, new Subscriber { Email = email, Status = SubscriberStatus.Active, Topics = "all", Created = now, NextDue = now }, email);
            }
        });
    }
}

using Dapper;
using DigestBot.Store;
using DigestBot.Tests.Feeds;
using DigestBot.Tests.Fetch;

namespace DigestBot.Tests.Mail;

/// <summary>System calls of the real program fail, by strace: what the disk says at one write or from one on.</summary>
public class FailingDiskTests
{
    private const int Mails = 200;
    private const int Connections = 2;

    [Theory]
    [InlineData("pwrite64", "ENOSPC", "60+", "full")]
    [InlineData("pwrite64", "EROFS", "60+", "disk")]
    [InlineData("pwrite64", "EIO", "60", "disk")]
    [InlineData("fsync,fdatasync", "EIO", "6", "disk")]
    [InlineData("fsync,fdatasync", "EIO", "6+", "disk")]
    public async Task Sending_stops_and_says_why_and_the_next_start_finds_everything(string calls, string error, string when, string said)
    {
        await using var relay = new SunkMails();
        await using var program = await QueuedProgram.MakeAsync(relay, Mails);
        var failed = await program.RunFailingAsync(calls, error, when);
        failed.Exit.ShouldBe(1, failed.Output + failed.Errors);
        failed.Errors.ShouldContain("No mail can leave, all of it waits");
        failed.Errors.ShouldContain(said, Case.Insensitive);
        failed.Errors.ShouldContain("digestbot.db");
        failed.Errors.ShouldNotContain("   at ");
        relay.Mails.Count.ShouldBeInRange(1, Mails - 1);

        var next = await program.RunAsync();
        next.Exit.ShouldBe(0, next.Errors);
        await program.AllSentAsync(relay, inDoubt: Connections);
    }

    [Theory]
    [InlineData("3+")]
    [InlineData("6+")]
    [InlineData("12+")]
    [InlineData("20+")]
    public async Task Composing_on_a_full_disk_leaves_no_half_digest(string when)
    {
        await using var relay = new SunkMails();
        await using var due = await DueReaders.MakeAsync(relay, 60);
        var failed = await due.Program.RunFailingAsync("pwrite64", "ENOSPC", when, "compose");
        failed.Errors.ShouldNotContain("   at ");
        await due.NoHalfDigestAsync();
        if (failed.Exit != 0) failed.Errors.ShouldContain("full");
        var next = await due.Program.RunAsync("run", "compose");
        next.Exit.ShouldBe(0, next.Errors);
        await due.NoHalfDigestAsync();
        await due.EachHasOneAsync();
    }

    [Theory]
    [InlineData("3+")]
    [InlineData("6+")]
    [InlineData("9+")]
    [InlineData("12+")]
    public async Task Gathering_on_a_full_disk_loses_no_article(string when)
    {
        const int items = 40;
        await using var publisher = await Publisher.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        publisher.Serve("/feed", Rss.Of(Enumerable.Range(1, items).Select(i => new Item($"{i}", $"https://paper.example/{i}", $"Article {i}", now.AddMinutes(-i)))), etag: "\"one\"");
        await using var relay = new SunkMails();
        await using var program = await QueuedProgram.MakeAsync(relay, 0);
        await using (var service = program.Service)
        {
            await service.Get<FeedTable>().AddAsync(publisher.Address + "/feed", null, null, ["design"], now);
            service.Get<Database>().Dispose();
        }

        var failed = await program.RunFailingAsync("pwrite64", "ENOSPC", when, "gather");
        failed.Errors.ShouldNotContain("   at ");
        (failed.Output + failed.Errors).ShouldContain("full");
        (await CountAsync(program)).ShouldBeOneOf(0, items);

        // A feed is asked again in its own time; by hand, now. Had it kept the ETag without the articles, it would never see them.
        await using (var service = program.Service)
        {
            await service.Get<Database>().WriteAsync((db, tx) => db.ExecuteAsync("UPDATE feeds SET next_poll = 0", transaction: tx), TestContext.Current.CancellationToken);
            service.Get<Database>().Dispose();
        }

        var next = await program.RunAsync("run", "gather");
        next.Exit.ShouldBe(0, next.Errors);
        (await CountAsync(program)).ShouldBe(items);
    }

    private static async Task<int> CountAsync(QueuedProgram program)
    {
        await using var service = program.Service;
        (await service.IntegrityAsync()).ShouldBe("ok");
        return await service.Get<Database>().ReadAsync(db => db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM articles"));
    }
}

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
}

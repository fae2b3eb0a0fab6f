using DigestBot.Jobs;
using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>The disk is full while mail is sent: sending stops and says so; it goes on when there is room, and nothing comes twice.</summary>
public class FullDiskTests
{
    private const int Mails = 300;
    private const string Operator = "operator@bot.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_process_goes_on_where_it_stopped_and_sends_nothing_twice()
    {
        using var disk = await SmallDisk.MountAsync();
        await using var relay = new SunkMails((_, count) =>
        {
            if (count == 40) disk.Fill();
            return Task.CompletedTask;
        });
        await using var service = Installation.MakeIn(disk.Folder, Relay.At(relay.Port, ("Mail:Operator", Operator)));
        await service.QueueDigestsAsync(Mails);

        var stopped = await Should.ThrowAsync<JobFailedException>(() => SendAsync(service));
        stopped.Message.ShouldStartWith("No mail can leave, all of it waits: ");
        stopped.Message.ShouldContain("disk is full");
        stopped.Message.ShouldContain(Path.Combine(disk.Folder, "digestbot.db"));
        stopped.WhatToDo.ShouldBe("The disk is full: make room.");
        service.Log.Lines.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(disk.Folder, StringComparison.Ordinal) && line.Contains("make room", StringComparison.Ordinal));
        relay.Mails.Count.ShouldBeInRange(40, Mails - 1);

        // Still full: nothing more goes out.
        service.Clock.Advance(TimeSpan.FromMinutes(5));
        var before = relay.Mails.Count;
        await Should.ThrowAsync<Exception>(() => SendAsync(service));
        relay.Mails.Count.ShouldBe(before);

        disk.MakeRoom();
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        (await SendAsync(service)).ShouldStartWith($"{Mails - before} sent, 0 put off, 0 failed");
        await SendAsync(service); // the alert, which could not be queued on a full disk
        var alert = relay.Mails.Single(mail => mail.Recipients.Single() == Operator);
        System.Text.Encoding.UTF8.GetString(alert.Message).ShouldContain("make room");
        relay.Mails.Where(mail => mail != alert).Select(mail => mail.Recipients.Single()).Distinct().Count().ShouldBe(Mails);
        relay.Mails.Count.ShouldBe(Mails + 1, "nothing came twice");
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Sent);
        (await service.LeasedAsync()).ShouldBe(0);
        (await service.IntegrityAsync()).ShouldBe("ok");
    }

    [Fact]
    public async Task A_process_that_starts_on_a_full_disk_refuses_or_sends_and_the_next_finds_everything()
    {
        using var disk = await SmallDisk.MountAsync();
        await using var relay = new SunkMails();
        await using var program = await QueuedAsync(disk, relay);
        disk.Fill();
        var full = await program.RunAsync();
        full.Exit.ShouldBe(1);
        full.Errors.ShouldContain(disk.Folder);
        full.Errors.ShouldContain("full");
        full.Errors.ShouldNotContain("Another digestbot");
        full.Errors.ShouldNotContain("   at ");
        var taken = relay.Mails.Count;

        disk.MakeRoom();
        (await program.RunAsync()).Exit.ShouldBe(0);
        await program.AllSentAsync(relay, inDoubt: taken == 0 ? 0 : 2);
    }

    [Fact]
    public async Task On_a_read_only_disk_it_refuses_and_says_why_and_works_when_it_is_writable_again()
    {
        using var disk = await SmallDisk.MountAsync();
        await using var relay = new SunkMails();
        await using var program = await QueuedAsync(disk, relay);
        await disk.MakeReadOnlyAsync();
        foreach (var arguments in (string[][])[["run", "send"], ["run", "gather"], ["run", "compose"], ["serve"]])
        {
            var refused = await program.RunAsync(arguments);
            refused.Exit.ShouldBe(1);
            refused.Errors.ShouldContain(disk.Folder);
            refused.Errors.ShouldMatch("(?i)writable|read-only");
            refused.Errors.ShouldNotContain("Another digestbot");
            refused.Errors.ShouldNotContain("   at ");
        }

        await disk.MakeWritableAsync();
        (await program.RunAsync()).Exit.ShouldBe(0);
        await program.AllSentAsync(relay, inDoubt: 0);
    }

    private static Task<string> SendAsync(Installation service) => service.Get<JobRunner>().RunAsync(Pipeline.All.Single(job => job.Name == "send"), null, Stop);

    private static async Task<QueuedProgram> QueuedAsync(SmallDisk disk, SunkMails relay)
    {
        var program = await QueuedProgram.MakeAsync(relay, Mails, disk.Folder);
        // It has run before: its key and its lock are there.
        (await program.RunAsync("run", "cleanup")).Exit.ShouldBe(0);
        return program;
    }
}

using System.Diagnostics;
using System.Globalization;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Cli;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>The real program, killed (SIGKILL) while it sends, and started again until everything is sent.</summary>
public class CrashTests
{
    private const int Mails = 400;
    private const int Connections = 4;

    // While the relay holds the answer to its n-th mail: within a transaction, with other connections anywhere.
    private static readonly int[] KillAt = [1, 37, 150, 303];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_while_mail_is_on_the_wire_it_loses_none_and_repeats_at_most_one_for_each_connection()
    {
        Process? running = null;
        await using var relay = new SunkMails((_, count) =>
        {
            if (KillAt.Contains(count)) running!.Kill();
            return Task.CompletedTask;
        });
        await using var service = await PreparedAsync(relay);
        var kills = 0;
        using var program = Program(service, relay, []);
        for (; kills <= KillAt.Length; kills++)
        {
            using (running = program.Start("run", "send"))
                if (await EndsWellAsync(running)) break;
        }

        kills.ShouldBe(KillAt.Length);
        (relay.Mails.Count - Mails).ShouldBeInRange(1, kills * Connections);
        await NothingIsLostAsync(service, relay);
    }

    [Fact]
    public async Task Killed_at_a_commit_it_loses_no_mail_either()
    {
        await using var relay = new SunkMails();
        await using var service = await PreparedAsync(relay);
        var kills = 0;
        // The n-th time that one of its threads waits for the disk.
        foreach (var commit in (int[])[3, 9])
        {
            using var doomed = Program(service, relay, [Tool.Path("strace", "strace"), "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync",
                "-e", string.Create(CultureInfo.InvariantCulture, $"inject=fdatasync,fsync:signal=SIGKILL:when={commit}")]);
            using var running = doomed.Start("run", "send");
            if (!await EndsWellAsync(running)) kills++;
        }

        kills.ShouldBeGreaterThan(0);
        using (var program = Program(service, relay, []))
        using (var running = program.Start("run", "send"))
            (await EndsWellAsync(running)).ShouldBeTrue();
        (relay.Mails.Count - Mails).ShouldBeInRange(0, kills * Connections);
        await NothingIsLostAsync(service, relay);
    }

    private static async Task<Installation> PreparedAsync(SunkMails relay)
    {
        var service = Installation.Make(Relay.At(relay.Port));
        service.Clock.Set(TimeProvider.System.GetUtcNow());
        // With a feed there, the starter feeds are not added.
        await service.Get<FeedTable>().AddAsync("http://127.0.0.1:9/feed.xml", null, null, [], service.Clock.GetUtcNow());
        await service.QueueDigestsAsync(Mails);
        return service;
    }

    private static DigestBotProgram Program(Installation service, SunkMails relay, IReadOnlyList<string> under) =>
        new(service.Folder,
        [
            ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", relay.Port), ("Smtp:Security", "None"), ("Smtp:HeloName", "bot.example"), ("Smtp:Connections", Connections),
            ("Storage:Folder", service.Folder), ("Mail:From", "digest@bot.example"),
        ]) { Under = under };

    private static async Task<bool> EndsWellAsync(Process running)
    {
        var errors = running.StandardError.ReadToEndAsync(Stop);
        var output = await running.StandardOutput.ReadToEndAsync(Stop);
        await running.WaitForExitAsync(Stop);
        running.ExitCode.ShouldBeOneOf([0, 128 + 9], output + await errors);
        return running.ExitCode == 0;
    }

    private static async Task NothingIsLostAsync(Installation service, SunkMails relay)
    {
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Sent);
        var byRecipient = relay.Mails.GroupBy(mail => mail.Recipients.Single()).ToList();
        byRecipient.Count.ShouldBe(Mails, "no mail is lost");
        foreach (var again in byRecipient.Where(group => group.Count() > 1))
        {
            again.Select(SunkMails.MessageId).Distinct().Count().ShouldBe(1);
            again.ShouldAllBe(mail => mail.Message.SequenceEqual(again.First().Message));
            again.ShouldAllBe(mail => mail.From == again.First().From);
        }
    }
}

using System.Diagnostics;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Cli;
using DigestBot.Tests.EndToEnd;

namespace DigestBot.Tests.Mail;

/// <summary>The real program, killed (SIGKILL) while it sends, and started again until everything is sent.</summary>
public class CrashTests
{
    private const int Mails = 400;
    private const int Connections = 4;

    // While the relay holds the answer to its n-th mail; the last one, late, kills between two mails as well as within one.
    private static readonly int[] KillAt = [1, 37, 150, 303];

    [Fact]
    public async Task Killed_at_any_point_it_loses_no_mail_and_repeats_at_most_one_for_each_connection()
    {
        Process? running = null;
        await using var relay = new SunkMails((_, count) =>
        {
            if (KillAt.Contains(count)) running!.Kill();
            return Task.CompletedTask;
        });
        await using var service = Installation.Make(Relay.At(relay.Port));
        service.Clock.Set(DateTimeOffset.UtcNow);
        await service.Get<FeedTable>().AddAsync("http://127.0.0.1:9/feed.xml", null, null, [], service.Clock.GetUtcNow());
        await service.QueueDigestsAsync(Mails);
        using var program = new DigestBotProgram(service.Folder,
            [.. Relay.At(relay.Port, ("Storage:Folder", service.Folder), ("Mail:From", "digest@bot.example")).Where(pair => pair.Setting != "Smtp:Connections"), ("Smtp:Connections", Connections)]);

        var kills = 0;
        for (var runs = 0; runs < KillAt.Length + 1; runs++)
        {
            using (running = program.Start("run", "send"))
            {
                var errors = running.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                var output = await running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
                await running.WaitForExitAsync(TestContext.Current.CancellationToken);
                if (running.ExitCode == 0) break;
                running.ExitCode.ShouldBe(128 + 9, output + await errors);
                kills++;
            }
        }

        kills.ShouldBe(KillAt.Length);
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Sent);
        var byRecipient = relay.Mails.GroupBy(mail => mail.Recipients.Single()).ToList();
        byRecipient.Count.ShouldBe(Mails, "no mail is lost");
        (relay.Mails.Count - Mails).ShouldBeInRange(1, kills * Connections);
        foreach (var again in byRecipient.Where(group => group.Count() > 1))
        {
            again.Select(SunkMails.MessageId).Distinct().Count().ShouldBe(1);
            again.ShouldAllBe(mail => mail.Message.SequenceEqual(again.First().Message));
            again.ShouldAllBe(mail => mail.From == again.First().From);
        }
    }
}

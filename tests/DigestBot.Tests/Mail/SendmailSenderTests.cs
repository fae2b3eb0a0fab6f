using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Cli;
using DigestBot.Tests.EndToEnd;

namespace DigestBot.Tests.Mail;

/// <summary>The ledger when mail leaves by the sendmail program.</summary>
public class SendmailSenderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_of_one_recipient_is_final_for_that_mail_alone()
    {
        using var program = await SendmailProgram.ThatAsync("case \"$*\" in *reader2@*) echo unknown >&2; exit 67;; esac");
        await using var service = Installation.Make(("Sendmail:Path", program.Path));
        await service.QueueDigestsAsync(3);
        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(2, 0, 1, null));
        var failed = (await service.OutboxAsync()).Single(row => row.State == OutboxState.Failed);
        failed.Recipient.ShouldBe("reader2@readers.example");
        failed.LastReply.ShouldNotBeNull().ShouldContain("5.1.1");
        failed.LastReply.ShouldEndWith("EX_NOUSER: there is no such recipient): unknown");
    }

    [Fact]
    public async Task A_configuration_that_is_wrong_stops_all_mail_and_burns_none()
    {
        using var program = await SendmailProgram.ThatAsync("test -e fixed || exit 78");
        await using var service = Installation.Make(("Sendmail:Path", program.Path), ("Smtp:Connections", 1));
        await service.QueueDigestsAsync(20);
        var report = await service.Get<Sender>().RunAsync(null, Stop);
        (report.Sent, report.Failed).ShouldBe((0, 0));
        report.Problem.ShouldNotBeNull().ShouldContain("EX_CONFIG");
        (await service.OutboxAsync()).Count(row => row.State == OutboxState.Queued && row.Attempts == 0).ShouldBe(19);
        await File.WriteAllTextAsync(Path.Combine(program.Folder, "fixed"), "", Stop);
        service.Clock.Advance(TimeSpan.FromMinutes(20));
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(20);
    }

    [Fact]
    public async Task Killed_while_the_program_reads_the_service_has_given_it_all_and_sends_the_same_mail_again()
    {
        // The first call reads one octet, kills the service, and then reads what there is.
        using var script = await SendmailProgram.OfAsync("""
            #!/bin/sh
            cd "{0}"
            test -e killed && exec cat >second
            head -c 1 >first
            : >killed
            kill -9 $PPID
            sleep 0.2
            cat >>first
            """);
        await using var service = Installation.Make();
        service.Clock.Set(TimeProvider.System.GetUtcNow());
        await service.Get<FeedTable>().AddAsync("http://127.0.0.1:9/feed.xml", null, null, [], service.Clock.GetUtcNow());
        // More than a pipe holds, unless it is widened.
        var alert = new AlertFacts("The relay refuses", ["535 Authentication failed"], string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i} things to do. ")));
        await service.Get<OutboxTable>().AddAsync(MailKind.Alert, "ada@example.org", null, System.Text.Json.JsonSerializer.Serialize(alert), service.Clock.GetUtcNow());
        using var program = new DigestBotProgram(service.Folder, ("Sendmail:Path", script.Path), ("Storage:Folder", service.Folder), ("Mail:From", "digest@bot.example"));
        using (var killed = program.Start("run", "send"))
        {
            await killed.WaitForExitAsync(Stop);
            killed.ExitCode.ShouldBe(128 + 9);
        }

        (await service.OutboxAsync()).Single().State.ShouldBe(OutboxState.Sending);
        (await program.RunAsync("run", "send")).Exit.ShouldBe(0);
        (await service.OutboxAsync()).Single().State.ShouldBe(OutboxState.Sent);
        var first = await File.ReadAllBytesAsync(Path.Combine(script.Folder, "first"), Stop);
        first.Length.ShouldBeInRange(70_000, 1 << 20);
        first.ShouldBe(await File.ReadAllBytesAsync(Path.Combine(script.Folder, "second"), Stop));
    }

    [Fact]
    public async Task The_doctor_says_whether_the_program_is_there()
    {
        using var script = await SendmailProgram.ThatAsync("");
        using var program = new DigestBotProgram(("Sendmail:Path", script.Path), ("Mail:From", "digest@bot.example"));
        (await program.RunAsync("doctor")).Lines.ShouldContain($"ok    relay: {script.Path}");
        File.Delete(script.Path);
        (await program.RunAsync("doctor")).Lines.ShouldContain(line => line.StartsWith($"WRONG relay: There is no program {script.Path}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Sendmail:Path", "sendmail", "an absolute path")]
    [InlineData("Sendmail:TimeoutSeconds", "0", "1 to 3600")]
    [InlineData("Smtp:Host", "mail.example.org", "mail leaves by one way")]
    [InlineData("Mail:From", "digest@digestbot.example", "now that Sendmail:Path is set")]
    [InlineData("Mail:From", "a.local.part.that.is.as.long.as.it.is@bot.example", "or set Mail:Bounces")]
    [InlineData("Mail:From", "\"my digest\"@bot.example", "or set Mail:Bounces")]
    public void Settings_that_cannot_work_are_named(string setting, string value, string said)
    {
        var settings = new Dictionary<string, string?> { ["Sendmail:Path"] = "/usr/sbin/sendmail", ["Mail:From"] = "digest@bot.example", [setting] = value };
        Should.Throw<SettingsException>(() => Settings.Read(Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(new Microsoft.Extensions.Configuration.ConfigurationBuilder(), settings).Build()))
            .Message.ShouldContain(said);
    }
}

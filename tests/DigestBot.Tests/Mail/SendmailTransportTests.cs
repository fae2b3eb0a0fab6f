using System.Diagnostics;
using System.Text;
using DigestBot.Mail;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail;

/// <summary>The local sendmail program: what it gets, and what its end means.</summary>
public class SendmailTransportTests
{
    [Fact]
    public async Task It_gets_the_mail_with_the_line_ends_of_its_system_and_its_addresses_as_arguments()
    {
        using var program = await SendmailProgram.ThatAsync("");
        var result = await program.SendAsync();
        (result.Outcome, result.InDoubt, result.Reason).ShouldBe((SendOutcome.Delivered, false, "taken by the sendmail program"));
        program.Arguments.ShouldBe(["-i", "-f", "bounce+token@bot.example", "--", "reader@example.test"]);
        Encoding.UTF8.GetString(program.Input).ShouldBe(Encoding.UTF8.GetString(Wire.Smtp.Letters.Short.Span).ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("-oQ/tmp@example.test", "\"-oQ/tmp\"@example.test")]
    [InlineData("`id`$HOME@example.test", "`id`$HOME@example.test")]
    [InlineData("\"; touch x; #\"@example.test", "\"; touch x; #\"@example.test")]
    [InlineData("reader@b\u00fccher.test", "reader@xn--bcher-kva.test")]
    public async Task No_address_is_an_option_or_a_command(string to, string argument)
    {
        using var program = await SendmailProgram.ThatAsync("");
        (await program.SendAsync(to)).Outcome.ShouldBe(SendOutcome.Delivered);
        program.Arguments[^1].ShouldBe(argument);
        program.Arguments.Length.ShouldBe(5);
        Directory.GetFiles(program.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["arguments", "input", "sendmail", "sendmail.txt"]);
    }

    [Theory]
    [InlineData("a@example.test\n-bp")]
    [InlineData("a@example.test\0")]
    [InlineData("a@example.test, b@example.test")]
    [InlineData("<a@example.test>")]
    public async Task What_is_no_address_starts_nothing(string to)
    {
        using var program = await SendmailProgram.ThatAsync("");
        await Should.ThrowAsync<ArgumentException>(() => program.SendAsync(to));
        program.Arguments.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(64, SendOutcome.Permanent, "5.3.5", true)]
    [InlineData(65, SendOutcome.Temporary, "4.3.0", false)]
    [InlineData(66, SendOutcome.Temporary, "4.3.0", false)]
    [InlineData(67, SendOutcome.Permanent, "5.1.1", false)]
    [InlineData(68, SendOutcome.Temporary, "4.4.0", false)]
    [InlineData(69, SendOutcome.Temporary, "4.3.0", false)]
    [InlineData(70, SendOutcome.Temporary, "4.3.0", false)]
    [InlineData(71, SendOutcome.Temporary, "4.3.0", false)]
    [InlineData(72, SendOutcome.Temporary, "4.3.0", false)]
    [InlineData(73, SendOutcome.Temporary, "4.3.0", false)]
    [InlineData(74, SendOutcome.Temporary, "4.3.0", false)]
    [InlineData(75, SendOutcome.Temporary, "4.3.0", false)]
    [InlineData(76, SendOutcome.Temporary, "4.5.0", false)]
    [InlineData(77, SendOutcome.Permanent, "5.7.0", true)]
    [InlineData(78, SendOutcome.Permanent, "5.3.5", true)]
    [InlineData(1, SendOutcome.Temporary, "4.3.0", false)]
    [InlineData(127, SendOutcome.Temporary, "4.3.0", false)]
    public async Task An_exit_code_means_what_sysexits_says_and_its_words_are_kept(int code, SendOutcome outcome, string status, bool ours)
    {
        using var program = await SendmailProgram.ThatAsync($"echo 'sendmail: fatal: the reason' >&2; exit {code}");
        var result = await program.SendAsync();
        (result.Outcome, result.Reply?.EnhancedStatus, result.InDoubt, SendRound.ConcernsUs(result)).ShouldBe((outcome, status, false, ours));
        result.Reply!.Text.ShouldStartWith($"the sendmail program ended with {code} (");
        result.Reply.Text.ShouldEndWith("): sendmail: fatal: the reason");
    }

    [Fact]
    public async Task A_program_that_a_signal_ended_leaves_its_mail_in_doubt()
    {
        using var program = await SendmailProgram.ThatAsync("kill -9 $$");
        var result = await program.SendAsync();
        (result.Outcome, result.InDoubt).ShouldBe((SendOutcome.ConnectionLost, true));
        result.Reason.ShouldContain("signal 9");
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_ended_with_its_children_and_its_mail_is_in_doubt()
    {
        using var program = await SendmailProgram.ThatAsync("echo $$ >pid; echo waiting >&2; sleep 120; exit 0");
        var clock = Stopwatch.StartNew();
        var result = await program.SendAsync(timeoutSeconds: 2);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        (result.Outcome, result.InDoubt).ShouldBe((SendOutcome.ConnectionLost, true));
        result.Reason.ShouldEndWith("it had not ended after 2 seconds, and was ended: waiting");
        var pid = (await File.ReadAllTextAsync(Path.Combine(program.Folder, "pid"), TestContext.Current.CancellationToken)).Trim();
        for (var tries = 0; tries < 100 && Directory.Exists("/proc/" + pid); tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Directory.Exists("/proc/" + pid).ShouldBeFalse();
    }

    [Fact]
    public async Task A_program_that_reads_nothing_says_why_all_the_same()
    {
        using var program = await SendmailProgram.OfAsync("#!/bin/sh\nexec 0<&-\necho full >&2\nexit 75");
        var result = await program.SendAsync(message: Wire.Smtp.Letters.Of(string.Concat(Enumerable.Repeat("a line\r\n", 300_000))));
        (result.Outcome, result.Reply?.Text.EndsWith(": full", StringComparison.Ordinal)).ShouldBe((SendOutcome.Temporary, true), result.Reason);
    }

    [Fact]
    public async Task A_program_that_talks_much_is_heard_to_its_end_and_kept_in_part()
    {
        using var program = await SendmailProgram.ThatAsync("head -c 3000000 /dev/zero | tr '\\0' x >&2; head -c 3000000 /dev/zero | tr '\\0' y; exit 75");
        var result = await program.SendAsync();
        result.Outcome.ShouldBe(SendOutcome.Temporary);
        result.Reply!.Text.Length.ShouldBeInRange(500, 1200);
        result.Reply.Text.Any(char.IsControl).ShouldBeFalse();
    }

    [Fact]
    public async Task A_daemon_that_it_leaves_behind_keeps_nobody_waiting()
    {
        using var program = await SendmailProgram.ThatAsync("sleep 60 & echo $! >pid; exit 0");
        var clock = Stopwatch.StartNew();
        (await program.SendAsync()).Outcome.ShouldBe(SendOutcome.Delivered);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        using var daemon = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(program.Folder, "pid"), TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture));
        daemon.Kill();
    }

    [Fact]
    public async Task Nothing_is_started_before_the_ledger_allows_it()
    {
        using var program = await SendmailProgram.ThatAsync("");
        await Should.ThrowAsync<CancelledMailException>(() => program.SendAsync(before: _ => throw new CancelledMailException()));
        program.Arguments.ShouldBeEmpty();
        await program.SendAsync(before: _ =>
        {
            program.Arguments.ShouldBeEmpty();
            return ValueTask.FromResult<OutgoingMail?>(null);
        });
        program.Arguments.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_program_that_is_not_there_or_may_not_be_run_stops_the_mail_and_says_so()
    {
        using var program = await SendmailProgram.ThatAsync("");
        await program.ModeAsync("400");
        (await Should.ThrowAsync<TransportException>(() => program.SendAsync())).Message.ShouldContain("may not be executed");
        File.Delete(program.Path);
        (await Should.ThrowAsync<TransportException>(() => program.SendAsync())).Message.ShouldContain($"There is no program {program.Path}");
        await File.WriteAllTextAsync(program.Path, "this is neither a script nor a program", TestContext.Current.CancellationToken);
        await program.ModeAsync("500");
        (await Should.ThrowAsync<TransportException>(() => program.SendAsync())).Message.ShouldContain("cannot be started");
    }
}

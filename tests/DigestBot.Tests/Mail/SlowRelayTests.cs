using System.Diagnostics;
using System.Globalization;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Subscribers;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>
/// A relay that takes its time. DIGESTBOT_SLOW_SECONDS sets the delay of smtp-sink: 2 usually, 700 in the long form, which is more than the ten minutes
/// that RFC 5321 4.5.3.2.6 asks a client to wait for the answer to the final dot.
/// </summary>
public class SlowRelayTests
{
    private const int Mails = 50;
    private const int Held = 7;

    private static readonly int Delay = int.Parse(Environment.GetEnvironmentVariable("DIGESTBOT_SLOW_SECONDS") ?? "2", NumberStyles.None, CultureInfo.InvariantCulture);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(".", 1)]
    [InlineData("CONNECT", 11)] // the greeting has half as long, RFC 5321 4.5.3.2.1; 60 in the long form
    public async Task A_late_answer_is_waited_for_with_the_timeouts_that_are_in_use(string stage, int divided)
    {
        var delay = Math.Max(Delay / divided, 1);
        // -p: with commands in groups smtp-sink answers those behind a late answer before it.
        await using var sink = await SmtpSink.StartAsync("-p", "-W", string.Create(CultureInfo.InvariantCulture, $"{stage}:{delay}"), "-t", string.Create(CultureInfo.InvariantCulture, $"{delay + 300}"));
        await using var service = Installation.Make(Relay.At(sink.Port));
        await service.QueueDigestsAsync(2);
        var took = Stopwatch.StartNew();
        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(2, 0, 0, null));
        took.Elapsed.TotalSeconds.ShouldBeGreaterThan(delay - 0.1);
        (await service.OutboxAsync()).ShouldAllBe(mail => mail.State == OutboxState.Sent && mail.Attempts == 1);
    }

    [Fact]
    public async Task A_relay_that_is_slow_with_one_mail_holds_up_no_other_and_a_confirmation_leaves_at_once()
    {
        var release = new TaskCompletionSource();
        var slow = string.Create(CultureInfo.InvariantCulture, $"reader{Held}@readers.example");
        await using var relay = new FaultyRelay { BeforeAnswer = recipient => recipient == slow ? release.Task : Task.CompletedTask };
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(Mails);
        var round = service.Get<Sender>().RunAsync(null, Stop);

        try
        {
            await HeldAsync(service, relay, slow, round);
        }
        finally
        {
            release.SetResult();
        }

        (await round).ShouldBe(new SendReport(Mails + 1, 0, 0, null));
        relay.Mails.Select(mail => mail.Recipient).Distinct().Count().ShouldBe(Mails + 1);
        relay.Mails.Count.ShouldBe(Mails + 1);
    }

    [Fact]
    public async Task A_relay_that_is_slow_with_the_first_mail_of_a_round_holds_up_no_other()
    {
        var release = new TaskCompletionSource();
        await using var relay = new FaultyRelay { BeforeAnswer = recipient => recipient == "reader1@readers.example" ? release.Task : Task.CompletedTask };
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(3);
        var round = service.Get<Sender>().RunAsync(null, Stop);
        try
        {
            await UntilAsync(() => relay.Mails.Count == 2, () => $"{relay.Mails.Count} of 2 mails went while the first was held");
            round.IsCompleted.ShouldBeFalse();
        }
        finally
        {
            release.SetResult();
        }

        (await round).ShouldBe(new SendReport(3, 0, 0, null));
        relay.Mails.Count.ShouldBe(3);
    }

    private static async Task HeldAsync(Installation service, FaultyRelay relay, string slow, Task round)
    {
        await UntilAsync(() => relay.Mails.Count == Mails - 1, () => $"{relay.Mails.Count} of {Mails - 1} mails went while one was held");
        (await service.Get<Signup>().JoinAsync("new@readers.example", new Preferences(["science"], Frequency.Daily, 1, 420, "UTC", "en", 15), "test")).Queued.ShouldBeTrue();
        await UntilAsync(() => relay.Mails.Any(mail => mail.Recipient == "new@readers.example"), () => "the confirmation waits behind a digest");
        round.IsCompleted.ShouldBeFalse();
        relay.Mails.ShouldNotContain(mail => mail.Recipient == slow);
    }

    private static async Task UntilAsync(Func<bool> done, Func<string> otherwise)
    {
        for (var waited = Stopwatch.StartNew(); !done();)
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), otherwise());
            await Task.Delay(20, Stop);
        }
    }
}

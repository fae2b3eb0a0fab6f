using DigestBot.Mail;
using DigestBot.Mail.Pacing;
using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Mail.Pacing;
using DigestBot.Wire.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Mail;

/// <summary>A round that waits for an answer: it does not spin meanwhile, keeps no other mail, and blames nobody for what is not their fault.</summary>
public sealed class PatientRoundTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ration_that_is_used_up_is_not_asked_for_without_a_pause()
    {
        await using var service = Installation.Make(("Smtp:MaxPerHour", 100), ("Smtp:Connections", 1));
        await service.QueueDigestsAsync(120);
        var clock = new CountedClock();
        var sender = ActivatorUtilities.CreateInstance<Sender>(service.Parts, new Stub(async _ => await Task.Delay(20)), clock);
        (await sender.RunAsync(null, Stop)).Sent.ShouldBe(90, "a tenth is kept for what a person waits for");
        // One for each claim and each result; nearly two seconds of claims without a pause would be thousands.
        clock.Asked.ShouldBeLessThan(90 * 2 + 100);
    }

    [Fact]
    public async Task Mails_that_wait_for_a_pause_are_given_back_at_once_and_not_when_the_round_ends()
    {
        await using var service = Installation.Make(("Smtp:Connections", 1));
        await service.QueueDigestsAsync(30);
        var pace = service.Get<Pace>();
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        var (begun, answer) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var sender = ActivatorUtilities.CreateInstance<Sender>(service.Parts, new Stub(async _ =>
        {
            if (!begun.TrySetResult()) return;
            Pause(pace);
            await answer.Task.WaitAsync(Stop);
        }));
        var round = sender.RunAsync(null, Stop);
        await begun.Task.WaitAsync(Stop);
        for (var tries = 0; tries < 100 && await service.LeasedAsync() > 2; tries++) await Task.Delay(100, Stop);
        (await service.LeasedAsync()).ShouldBeLessThanOrEqualTo(2, "only the one on its way is ours, and the one that follows it");
        round.IsCompleted.ShouldBeFalse();
        answer.SetResult();
        (await round).Sent.ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task A_fault_of_the_program_itself_after_leave_was_given_leaves_the_mail_in_doubt()
    {
        await using var service = Installation.Make(("Smtp:Connections", 1));
        await service.QueueDigestsAsync(3);
        var sender = ActivatorUtilities.CreateInstance<Sender>(service.Parts, new Stub(mail => mail.Contains("reader2@", StringComparison.Ordinal) ? throw new NotSupportedException("broken by the test") : Task.CompletedTask));
        (await sender.RunAsync(null, Stop)).ShouldBe(new SendReport(2, 1, 0, null));
        var row = (await service.OutboxAsync()).Single(row => row.Recipient.StartsWith("reader2@", StringComparison.Ordinal));
        row.State.ShouldBe(OutboxState.Sending, "it may have been taken: it is neither merged nor cancelled");
        row.LastReply.ShouldNotBeNull().ShouldContain("broken by the test");
    }

    [Fact]
    public async Task Whatever_keeps_a_connection_from_being_opened_no_mail_is_to_blame()
    {
        await using var service = Installation.Make(("Smtp:Connections", 2));
        await service.QueueDigestsAsync(30);
        var sender = ActivatorUtilities.CreateInstance<Sender>(service.Parts, new Unopened());
        var report = await sender.RunAsync(null, Stop);
        report.ShouldBe(new SendReport(0, 0, 0, report.Problem));
        report.Problem.ShouldNotBeNull().ShouldContain("Operation not permitted");
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Queued && row.Attempts == 0);
    }

    // Five bursts of refusals, each right after the pause of the one before: the last pause takes sixteen seconds.
    private static void Pause(Pace pace)
    {
        lock (pace.Gate)
        {
            var now = pace.Now - TimeSpan.FromSeconds(15);
            for (var seconds = 1; seconds <= 16; now += TimeSpan.FromSeconds(seconds), seconds *= 2)
                for (var refusal = 0; refusal < 3; refusal++)
                    pace.Ended($"reader{refusal}@{seconds}.example", null, Verdict.Of(Results.Of(421, "4.3.2", "too many", SmtpStage.Mail)), now);
            pace.Wait(pace.Now, urgent: true).ShouldBeGreaterThan(PaceLimits.LongestWait);
        }
    }

    /// <summary>Takes every mail; does something with it after leave was given.</summary>
    private sealed class Stub(Func<string, Task> after) : IMailTransport, IMailConnection
    {
        public string Destination => "nowhere";

        public string Relay => "nowhere";

        public bool IsUsable => true;

        public Task<IMailConnection> ConnectAsync(CancellationToken cancellation) => Task.FromResult<IMailConnection>(this);

        public async Task<SendResult> SendAsync(OutgoingMail mail, Func<CancellationToken, ValueTask<OutgoingMail?>> beforeFinalDot, CancellationToken cancellation)
        {
            await beforeFinalDot(cancellation);
            await after(mail.Envelope.Recipients[0]);
            return Results.Delivered;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Unopened : IMailTransport
    {
        public string Destination => "nowhere";

        public Task<IMailConnection> ConnectAsync(CancellationToken cancellation) => throw new System.ComponentModel.Win32Exception(1);
    }

    private sealed class CountedClock : TimeProvider
    {
        private readonly StandingClock _real = new();
        private int _asked;

        public int Asked => _asked;

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _asked);
            return _real.GetUtcNow();
        }
    }
}

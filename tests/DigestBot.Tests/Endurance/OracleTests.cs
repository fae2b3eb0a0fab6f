using DigestBot.Endurance.Schedules;
using DigestBot.Model;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Endurance;

/// <summary>The judge of the fault schedules: it must see what it is there to see.</summary>
public class OracleTests
{
    private const string Sender = "digest+1@bot.example";
    private const string Reader = "reader0@one.example";

    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly OutboxMessage Sent = new() { Id = 1, Kind = MailKind.Digest, Recipient = Reader, State = OutboxState.Sent, Attempts = 1, Created = Noon, MessageId = "1.token@bot.example", LastReply = "FinalDot: 250 2.0.0 taken" };

    private static readonly ScheduleFacts Good = Facts(Sent, Dot());

    [Fact]
    public void A_mail_that_was_taken_once_breaks_no_promise() => Oracle.Problems(Good).ShouldBeEmpty();

    [Fact]
    public void A_mail_in_doubt_may_come_twice()
    {
        var facts = Doubtful(Dot(RelayVerdict.Unclear, "close"), Dot());
        Oracle.Problems(facts).ShouldBeEmpty();
        Oracle.Twice(facts).ShouldBe(1);
    }

    [Fact]
    public void A_mail_that_was_taken_and_answered_must_not_come_again() =>
        ShouldSay(Doubtful(Dot(), Dot()), "sent again after the relay had taken it");

    [Fact]
    public void A_mail_that_came_twice_must_be_kept_as_in_doubt() =>
        ShouldSay(Facts(Sent, Dot(RelayVerdict.Unclear, "close"), Dot()), "0 attempts are kept as in doubt");

    [Theory]
    [InlineData(OutboxState.Queued)]
    [InlineData(OutboxState.Deferred)]
    [InlineData(OutboxState.Sending)]
    public void An_open_mail_is_stuck(OutboxState state) => ShouldSay(Good with { Rows = [Sent with { State = state }] }, "is stuck");

    [Fact]
    public void A_mail_that_is_sent_must_have_been_taken() => ShouldSay(Facts(Sent, Dot(RelayVerdict.Refused, "4xx")), "the relay never took it");

    [Fact]
    public void A_mail_comes_with_its_own_bytes() => ShouldSay(Facts(Sent, Dot() with { Message = "Subject: other\r\n\r\n" }), "other bytes");

    [Fact]
    public void A_mail_goes_to_its_own_reader() => ShouldSay(Facts(Sent, Dot() with { Recipient = "else@one.example" }), "went to else@one.example");

    [Fact]
    public void A_mail_that_nobody_queued_is_seen() => ShouldSay(Facts(Sent, Dot(), Dot() with { Sender = "who@bot.example" }), "never queued");

    [Theory]
    [InlineData(nameof(RelayStage.Mail), "5xx", true)]
    [InlineData(nameof(RelayStage.Rcpt), "4xx", true)]
    [InlineData(nameof(RelayStage.Dot), "close", true)]
    [InlineData(nameof(RelayStage.Mail), "552", false)]
    [InlineData(nameof(RelayStage.Rcpt), "5xx", false)]
    [InlineData(nameof(RelayStage.Rcpt), "no-such-user", false)]
    [InlineData(nameof(RelayStage.Dot), "5xx", false)]
    public void Only_a_refusal_of_the_mail_itself_lets_it_fail(string stage, string fault, bool broken)
    {
        var facts = Failed(new RelayAnswer(Sender, Reader, Enum.Parse<RelayStage>(stage), fault, RelayVerdict.Refused, Noon, false, "Subject: a\r\n\r\n"));
        Oracle.Problems(facts).Any(problem => problem.Contains("nobody refused it for good", StringComparison.Ordinal)).ShouldBe(broken);
    }

    [Fact]
    public void A_mail_may_fail_that_is_larger_than_the_relay_says_it_takes() =>
        Oracle.Problems(Failed() with { Plan = Plan with { SizeLimit = 3 } }).ShouldBeEmpty();

    [Fact]
    public void A_mail_that_is_cancelled_needs_somebody_who_left()
    {
        var facts = Good with { Answers = [], Told = new Dictionary<long, int>(), Kept = Kept(), Rows = [Sent with { State = OutboxState.Cancelled, Attempts = 0 }] };
        ShouldSay(facts, "nobody left");
        Oracle.Problems(facts with { Plan = Plan with { Leave = new PlannedLeave(0, 1, 0) }, LeftAt = Noon, Status = [SubscriberStatus.Unsubscribed] }).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_comes_after_its_reader_has_left() =>
        ShouldSay(Facts(Sent, Dot() with { At = Noon.AddHours(2) }) with { Plan = Plan with { Leave = new PlannedLeave(0, 1, 0) }, LeftAt = Noon.AddHours(1), Status = [SubscriberStatus.Unsubscribed] }, "after its reader had left");

    [Fact]
    public void Each_attempt_is_counted_and_kept()
    {
        ShouldSay(Good with { Told = new Dictionary<long, int> { [1] = 2 } }, "was tried 2 times, and counts 1");
        ShouldSay(Good with { Kept = Kept() }, "keeps the attempts");
    }

    [Fact]
    public void What_is_held_or_suppressed_is_seen()
    {
        ShouldSay(Good with { Leases = 1 }, "held by nobody's hand");
        ShouldSay(Good with { Suppressed = 1 }, "suppressed");
    }

    [Theory]
    [InlineData(21, false, false)]
    [InlineData(3, false, true)]
    [InlineData(21, true, true)]
    public void A_subscription_ends_only_when_two_mails_were_refused_far_apart_and_none_was_taken_between(int hours, bool taken, bool broken)
    {
        var facts = Failed(
            Refusal(Sender, 0), Refusal("digest+2@bot.example", hours),
            taken ? Dot() with { Sender = "digest+3@bot.example", At = Noon.AddHours(1) } : Refusal("digest+3@bot.example", 1));
        facts = facts with { Queued = [.. facts.Queued, facts.Queued[0] with { Sender = "digest+2@bot.example" }, facts.Queued[0] with { Sender = "digest+3@bot.example" }], Status = [SubscriberStatus.Bounced] };
        Oracle.Problems(facts).Any(problem => problem.Contains("is bounced", StringComparison.Ordinal)).ShouldBe(broken);
    }

    [Fact]
    public void Nobody_is_unsubscribed_who_did_not_leave() => ShouldSay(Good with { Status = [SubscriberStatus.Unsubscribed] }, "did not leave");

    private static SchedulePlan Plan => new() { Seed = 1, Readers = [new PlannedReader(Reader, 0, 0)], Mails = [new PlannedMail(MailKind.Digest, 0, 0)], SizeLimit = 1_000_000 };

    private static ScheduleFacts Doubtful(params RelayAnswer[] answers) => Facts(Sent with { Attempts = 2 }, answers) with
    {
        Told = new Dictionary<long, int> { [1] = 2 },
        Kept = Kept(new NumberedAttempt(1, new Attempt { Text = "lost", InDoubt = true }), new NumberedAttempt(2, new Attempt { Text = "taken" })),
    };

    private static ScheduleFacts Failed(params RelayAnswer[] answers) => Facts(Sent with { State = OutboxState.Failed }, answers);

    private static ScheduleFacts Facts(OutboxMessage row, params RelayAnswer[] answers) => new()
    {
        Plan = Plan, Queued = [new QueuedMail(1, Plan.Mails[0], Sender, "1.token@bot.example", "Subject: a\r\n\r\n")], Rows = [row], Kept = Kept(new NumberedAttempt(1, new Attempt { Text = "said" })),
        Told = new Dictionary<long, int> { [1] = 1 }, Answers = answers, Status = [SubscriberStatus.Active],
    };

    private static Dictionary<long, IReadOnlyList<NumberedAttempt>> Kept(params NumberedAttempt[] attempts) => new() { [1] = attempts };

    private static RelayAnswer Dot(RelayVerdict verdict = RelayVerdict.Taken, string fault = "none") => new(Sender, Reader, RelayStage.Dot, fault, verdict, Noon, false, "Subject: a\r\n\r\n");

    private static RelayAnswer Refusal(string sender, int hours) => new(sender, Reader, RelayStage.Rcpt, "no-such-user", RelayVerdict.Refused, Noon.AddHours(hours), false);

    private static void ShouldSay(ScheduleFacts facts, string problem) => Oracle.Problems(facts).ShouldContain(said => said.Contains(problem, StringComparison.Ordinal));
}

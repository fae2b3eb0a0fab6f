using System.Globalization;
using DigestBot.Model;
using DigestBot.Subscribers;
using DigestBot.Tests.Servers;

namespace DigestBot.Endurance.Schedules;

/// <summary>Whether a schedule broke a promise, judged by what the relay knows: a pure function, which shares nothing with the program but the rule's two numbers.</summary>
internal static class Oracle
{
    /// <summary>Broken promises, in sentences.</summary>
    public static IReadOnlyList<string> Problems(ScheduleFacts facts)
    {
        var problems = new List<string>();
        if (facts.Leases > 0) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{facts.Leases} mails were held by nobody's hand after a round"));
        if (facts.Suppressed > 0) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{facts.Suppressed} addresses are suppressed"));
        foreach (var mail in facts.Queued)
            foreach (var problem in Mail(facts, mail, facts.Rows.Single(row => row.Id == mail.Id))) problems.Add(string.Create(CultureInfo.InvariantCulture, $"mail {mail.Id} ({mail.Planned.Kind}): {problem}"));
        for (var reader = 0; reader < facts.Status.Count; reader++)
            if (Reader(facts, reader) is { } problem) problems.Add(string.Create(CultureInfo.InvariantCulture, $"reader {reader}: {problem}"));
        if (facts.Answers.FirstOrDefault(answer => facts.Queued.All(mail => mail.Sender != answer.Sender)) is { } strange) problems.Add($"a mail from {strange.Sender} was never queued");
        return problems;
    }

    /// <summary>How many mails came twice because they were in doubt.</summary>
    public static int Twice(ScheduleFacts facts) => facts.Queued.Sum(mail => Math.Max(0, facts.Answers.Count(answer => answer.Sender == mail.Sender && Took(answer)) - 1));

    private static IEnumerable<string> Mail(ScheduleFacts facts, QueuedMail mail, OutboxMessage row)
    {
        var answers = facts.Answers.Where(answer => answer.Sender == mail.Sender).ToList();
        var ends = answers.Where(answer => answer.Stage == RelayStage.Dot).ToList();
        var taken = ends.Where(Took).ToList();
        var kept = facts.Kept[mail.Id];
        if (row.State is OutboxState.Queued or OutboxState.Deferred or OutboxState.Sending) yield return $"is stuck, {row.State}: {row.LastReply}";
        if (row.State == OutboxState.Sent && taken.Count == 0) yield return "is sent, and the relay never took it";
        if (row.State is OutboxState.Failed or OutboxState.Cancelled && taken.Exists(answer => answer is { Verdict: RelayVerdict.Taken, Astray: false })) yield return $"was taken, and is {row.State}";
        if (row.State == OutboxState.Failed && !MayFail(facts, mail, answers)) yield return $"has failed, and nobody refused it for good: {row.LastReply}";
        if (row.State == OutboxState.Cancelled && !MayBeCancelled(facts, mail)) yield return "is cancelled, and nobody left";
        foreach (var end in ends)
        {
            if (end.Message!.TrimEnd() != mail.Message.TrimEnd()) yield return $"came with other bytes than it was queued with ({end.Message!.Length} characters, not {mail.Message.Length})";
            if (end.Recipient != row.Recipient) yield return $"went to {end.Recipient}";
        }

        for (var i = 0; i + 1 < ends.Count; i++)
            if (ends[i] is { Verdict: RelayVerdict.Taken, Astray: false }) yield return $"was sent again after the relay had taken it and said so ({ends[i].Fault})";
        var doubts = kept.Count(attempt => attempt.Attempt.InDoubt);
        if (taken.Count > 1 + doubts) yield return string.Create(CultureInfo.InvariantCulture, $"was taken {taken.Count} times, and {doubts} attempts are kept as in doubt");
        if (row.MessageId is not null && row.MessageId != mail.MessageId) yield return $"has the Message-ID {row.MessageId}, not {mail.MessageId}";

        var told = facts.Told.GetValueOrDefault(mail.Id);
        if (row.Attempts != told) yield return string.Create(CultureInfo.InvariantCulture, $"was tried {told} times, and counts {row.Attempts}");
        if (!kept.Select(attempt => attempt.Number).SequenceEqual(Enumerable.Range(1, told))) yield return string.Create(CultureInfo.InvariantCulture, $"was tried {told} times, and keeps the attempts {string.Join(", ", kept.Select(attempt => attempt.Number))}");
        if (facts.LeftAt is { } left && facts.Plan.Leave is { Round: not null } leave && mail.Planned is { Kind: not (MailKind.Goodbye or MailKind.Alert) } && mail.Planned.Reader == leave.Reader && row.Created < left
            && (mail.Planned.Kind == MailKind.Digest || !facts.DoubtfulWhenLeft.Contains(mail.Id)) && ends.Exists(end => end.At >= left)) yield return "came after its reader had left";
    }

    // A refusal of RCPT, DATA or the message itself is the mail's; at MAIL only its size is.
    private static bool MayFail(ScheduleFacts facts, QueuedMail mail, List<RelayAnswer> answers) =>
        mail.Message.Length > facts.Plan.SizeLimit
        || answers.Exists(answer => answer.Fault == "552" || (answer.Stage != RelayStage.Mail && answer.Fault is "5xx" or "no-such-user"));

    private static bool MayBeCancelled(ScheduleFacts facts, QueuedMail mail) =>
        mail.Planned.Kind is not (MailKind.Goodbye or MailKind.Alert)
        && ((facts.LeftAt is not null && facts.Plan.Leave?.Reader == mail.Planned.Reader) || facts.Status[mail.Planned.Reader] == SubscriberStatus.Bounced);

    // Only two mails that were refused because of the address, long enough apart, with none taken between, end a subscription; nothing else does.
    private static string? Reader(ScheduleFacts facts, int reader)
    {
        var left = facts.LeftAt is not null && facts.Plan.Leave?.Reader == reader;
        var status = facts.Status[reader];
        if (status is not (SubscriberStatus.Active or SubscriberStatus.Bounced) && !left) return $"is {status}, and did not leave";
        var mails = facts.Queued.Where(mail => mail.Planned.Reader == reader && mail.Planned.Kind != MailKind.Alert).Select(mail => mail.Sender).ToHashSet();
        var answers = facts.Answers.Where(answer => mails.Contains(answer.Sender)).ToList();
        var dead = answers.Where(answer => answer.Fault == "no-such-user").ToList();
        var justified = dead.Exists(first => dead.Exists(last => last.Sender != first.Sender && last.At - first.At >= Refusals.Apart
            && !answers.Exists(answer => answer is { Stage: RelayStage.Dot, Verdict: RelayVerdict.Taken, Astray: false } && answer.At > first.At && answer.At < last.At)));
        if (status == SubscriberStatus.Bounced && !justified) return "is bounced, and the relay did not say so of the address as often as it must";
        // Where nothing but that was ever said, it must also be drawn.
        return status == SubscriberStatus.Active && justified && answers.TrueForAll(answer => answer.Fault is "none" or "no-such-user") && !answers.Exists(answer => answer.Stage == RelayStage.Dot)
            ? "gets mail still, and the relay knows nobody of that name" : null;
    }

    private static bool Took(RelayAnswer answer) => answer is { Stage: RelayStage.Dot, Verdict: not RelayVerdict.Refused };
}

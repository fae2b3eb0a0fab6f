using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>How an attempt ended, and what follows from it.</summary>
/// <param name="Id">The outbox row.</param>
/// <param name="State">Sent, deferred or failed; <see cref="OutboxState.Sending"/> keeps it in doubt.</param>
/// <param name="NextAttempt">When to try again, for a mail that is not done.</param>
/// <param name="Attempt">What was said.</param>
public sealed record AttemptResult(long Id, OutboxState State, DateTimeOffset NextAttempt, Attempt Attempt);

/// <summary>
/// The journal of sending: a mail is <c>sending</c> before its final dot is on the wire and <c>sent</c> after the 250.
/// The attempt that delivered a mail stands in its own row; each one that did not is kept in <c>attempts</c>.
/// </summary>
public sealed class OutboxJournal(Database database)
{
    // Its reader is gone: while this mail was on the wire, or in doubt, where leaving could not cancel it.
    // Whatever else was queued before its reader complained is not sent again either; what they asked for since is.
    private const string ReaderGone =
        """
        CASE WHEN kind = 'digest' THEN EXISTS (SELECT 1 FROM subscribers s WHERE s.id = outbox.subscriber_id AND s.status IN ('unsubscribed', 'bounced', 'complained'))
             ELSE EXISTS (SELECT 1 FROM consents c WHERE c.subscriber_id = outbox.subscriber_id AND c.what = 'complained' AND c.at > outbox.created) END
        """;

    private const string MarkSending =
        $"UPDATE outbox SET message_id = @id, state = 'sending' WHERE id = @row AND {OutboxTable.Open} AND NOT ({ReaderGone})";

    private const string CancelGone = $"UPDATE outbox SET state = 'cancelled', ended = @now WHERE id = @row AND {OutboxTable.Open} AND {ReaderGone}";

    private const string End =
        $"""
        UPDATE outbox SET state = @state, attempts = attempts + 1, next_attempt = @next, lease_until = 0, last_reply = @reply, last_at = @at, relay = @relay,
            ended = CASE WHEN @state IN ('sent', 'failed') THEN @now END
        WHERE id = @row AND {OutboxTable.Open}
        """;

    // It was cancelled, or merged into its successor, while the relay was being asked, before its final dot: that stands, and so does what the relay said. Only a row in hand has a lease.
    private const string EndDropped =
        "UPDATE outbox SET attempts = attempts + 1, lease_until = 0, last_reply = @reply, last_at = @at, relay = @relay WHERE id = @row AND state IN ('cancelled', 'merged') AND lease_until <> 0";

    // After the row was counted up, and only for one that was in hand: the number is the attempt's.
    private const string Keep =
        """
        INSERT OR REPLACE INTO attempts (outbox_id, number, at, stage, code, status, reply, relay, in_doubt)
        SELECT id, attempts, @at, @stage, @code, @status, @reply, @relay, @doubt FROM outbox WHERE id = @row
        """;

    /// <summary>Records, in one commit, how attempts ended and which final dots may go out now. Synced when it returns.</summary>
    /// <param name="results">Attempts that ended.</param>
    /// <param name="sending">Mails whose final dot comes next, with their Message-IDs.</param>
    /// <param name="now">Time of the commit.</param>
    /// <returns>Those that may be sent: a mail that was cancelled meanwhile, or whose reader has left, is not among them.</returns>
    public Task<HashSet<long>> WriteAsync(IReadOnlyList<AttemptResult> results, IReadOnlyList<(long Id, string MessageId)> sending, DateTimeOffset now) =>
        database.WriteAsync(statements =>
        {
            var time = now.ToUnixTimeMilliseconds();
            var end = statements.Get(End, "@state", "@next", "@reply", "@at", "@relay", "@now", "@row");
            var keep = statements.Get(Keep, "@at", "@stage", "@code", "@status", "@reply", "@relay", "@doubt", "@row");
            foreach (var result in results)
            {
                var attempt = result.Attempt;
                var at = attempt.At.ToUnixTimeMilliseconds();
                var counted = end.Run(Words.Of(result.State), result.NextAttempt.ToUnixTimeMilliseconds(), attempt.ToString(), at, attempt.Relay, time, result.Id) > 0;
                if (result.State == OutboxState.Sent) continue;
                if (counted || statements.Get(EndDropped, "@reply", "@at", "@relay", "@row").Run(attempt.ToString(), at, attempt.Relay, result.Id) > 0)
                    keep.Run(at, attempt.Stage, attempt.Code, attempt.Status, attempt.Text, attempt.Relay, attempt.InDoubt ? 1 : 0, result.Id);
            }

            var mark = statements.Get(MarkSending, "@id", "@row");
            var cancel = statements.Get(CancelGone, "@now", "@row");
            var allowed = new HashSet<long>();
            foreach (var (id, messageId) in sending)
            {
                if (mark.Run(messageId, id) > 0) allowed.Add(id);
                else cancel.Run(time, id);
            }

            return allowed;
        });
}

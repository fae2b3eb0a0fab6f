namespace DigestBot.Store;

internal static partial class Migrations
{
    // What merging digests needs: where each began, since when its articles wait, and which later one took them over.
    // What judging refusals needs: which failures were looked at, and what was said of an address.
    // The index of what is open does not look at the state: a mail that begins to be sent leaves it as it is.
    // The index of what went wrong holds no mail that simply goes out, so that sending pays nothing for it.
    private const string Ledger =
        """
        ALTER TABLE digests ADD COLUMN cursor_before INTEGER;
        ALTER TABLE digests ADD COLUMN chosen_after INTEGER;
        ALTER TABLE digests ADD COLUMN waiting_since INTEGER;
        ALTER TABLE digests ADD COLUMN successor_id INTEGER;

        DROP INDEX outbox_open;
        CREATE INDEX outbox_open ON outbox (priority, next_attempt, id) WHERE ended IS NULL;

        ALTER TABLE outbox ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
        UPDATE outbox SET judged = 1 WHERE state = 'failed';
        CREATE INDEX outbox_unjudged ON outbox (id) WHERE state = 'failed' AND judged = 0;
        DROP INDEX outbox_troubled;
        CREATE INDEX outbox_troubled ON outbox (state, id) WHERE state IN ('deferred', 'failed', 'cancelled', 'merged');

        CREATE TABLE address_refusals (
            subscriber_id INTEGER PRIMARY KEY REFERENCES subscribers (id) ON DELETE CASCADE,
            first_at      INTEGER NOT NULL,
            last_at       INTEGER NOT NULL,
            mails         INTEGER NOT NULL,
            said          TEXT NOT NULL
        );
        """;
}

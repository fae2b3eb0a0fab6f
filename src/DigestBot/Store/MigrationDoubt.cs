namespace DigestBot.Store;

internal static partial class Migrations
{
    // Whether a mail was ever in doubt: one that was answered by refusals until it was given up is not, and nobody has it.
    // What an earlier version had given up after a final dot of it went out may have been.
    // And which mail an address was refused by last, so that one mail counts once.
    private const string Doubt =
        """
        ALTER TABLE outbox ADD COLUMN doubted INTEGER NOT NULL DEFAULT 0;
        UPDATE outbox SET doubted = 1 WHERE state = 'failed' AND message_id IS NOT NULL;
        ALTER TABLE address_refusals ADD COLUMN mail INTEGER;
        """;
}

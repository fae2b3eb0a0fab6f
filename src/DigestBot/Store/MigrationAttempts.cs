namespace DigestBot.Store;

internal static partial class Migrations
{
    // What the relay said to each attempt that did not deliver; the one that did stands in the mail's own row.
    private const string Attempts =
        """
        ALTER TABLE outbox ADD COLUMN last_at INTEGER;
        ALTER TABLE outbox ADD COLUMN relay TEXT;
        CREATE TABLE attempts (
            outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
            number    INTEGER NOT NULL,
            at        INTEGER NOT NULL,
            stage     TEXT,
            code      INTEGER,
            status    TEXT,
            reply     TEXT NOT NULL,
            relay     TEXT,
            in_doubt  INTEGER NOT NULL,
            PRIMARY KEY (outbox_id, number)
        ) WITHOUT ROWID;
        """;
}

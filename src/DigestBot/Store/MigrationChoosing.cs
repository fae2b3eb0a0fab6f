namespace DigestBot.Store;

internal static partial class Migrations
{
    // Two digests a day, chosen days, languages, sources and follows; what ends a pause; what only followers get.
    private const string Choosing =
        """
        ALTER TABLE subscribers RENAME COLUMN start TO choices_since;
        ALTER TABLE subscribers ADD COLUMN days INTEGER NOT NULL DEFAULT 31;
        ALTER TABLE subscribers ADD COLUMN second_minute INTEGER NOT NULL DEFAULT 1080;
        ALTER TABLE subscribers ADD COLUMN month_day INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE subscribers ADD COLUMN name TEXT NOT NULL DEFAULT '';
        ALTER TABLE subscribers ADD COLUMN read_languages TEXT NOT NULL DEFAULT '';
        ALTER TABLE subscribers ADD COLUMN pictures INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE subscribers ADD COLUMN quiet_note INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE subscribers ADD COLUMN last_slot INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE subscribers ADD COLUMN away_since TEXT;
        -- Nobody noted so far who had changed their choices: what was told up to here is looked up for everybody.
        UPDATE subscribers SET choices_since = MAX(choices_since, cursor);
        ALTER TABLE subscribers ADD COLUMN began INTEGER;
        UPDATE subscribers SET began = 0 WHERE last_date IS NOT NULL;
        ALTER TABLE feeds ADD COLUMN listed INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE articles ADD COLUMN followers_only INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE articles ADD COLUMN image TEXT;
        ALTER TABLE follows ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE muted_sources (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            source        TEXT NOT NULL,
            PRIMARY KEY (subscriber_id, source)
        ) WITHOUT ROWID;
        -- Days since 1970-01-01, UTC.
        CREATE TABLE lookups (
            subscriber_id INTEGER PRIMARY KEY REFERENCES subscribers (id) ON DELETE CASCADE,
            day           INTEGER NOT NULL,
            number        INTEGER NOT NULL
        );
        CREATE INDEX articles_feed_time ON articles (feed_id, time);

        CREATE TABLE digests_by_slot (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            local_date    TEXT NOT NULL,
            slot          INTEGER NOT NULL DEFAULT 0,
            selection_id  INTEGER NOT NULL,
            language      TEXT NOT NULL,
            chosen        TEXT NOT NULL,
            away_since    TEXT,
            UNIQUE (subscriber_id, local_date, slot)
        );
        INSERT INTO digests_by_slot (id, subscriber_id, local_date, selection_id, language, chosen)
        SELECT id, subscriber_id, local_date, selection_id, language, chosen FROM digests ORDER BY id;
        -- A digest's number is never given twice, also when the last ones were erased: links to it are signed.
        DELETE FROM sqlite_sequence WHERE name = 'digests_by_slot';
        INSERT INTO sqlite_sequence (name, seq) SELECT 'digests_by_slot', seq FROM sqlite_sequence WHERE name = 'digests';
        DROP TABLE digests;
        ALTER TABLE digests_by_slot RENAME TO digests;
        """;
}

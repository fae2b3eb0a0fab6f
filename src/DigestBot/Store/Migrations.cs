namespace DigestBot.Store;

/// <summary>The schema, as numbered steps. Append only: a step that has shipped is never edited.</summary>
internal static partial class Migrations
{
    /// <summary>Step n is <c>All[n - 1]</c>. Times are Unix milliseconds, UTC.</summary>
    public static readonly string[] All =
    [
        """
        CREATE TABLE feeds (
            id            INTEGER PRIMARY KEY,
            url           TEXT NOT NULL UNIQUE,
            title         TEXT,
            site_url      TEXT,
            language      TEXT,
            etag          TEXT,
            last_modified TEXT,
            added         INTEGER NOT NULL,
            next_poll     INTEGER NOT NULL,
            last_poll     INTEGER,
            last_success  INTEGER,
            failing_since INTEGER,
            failures      INTEGER NOT NULL DEFAULT 0,
            error         TEXT,
            gone          INTEGER NOT NULL DEFAULT 0,
            moved_to      TEXT
        );
        CREATE INDEX feeds_due ON feeds (gone, next_poll);

        CREATE TABLE feed_topics (
            feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            topic   TEXT NOT NULL,
            PRIMARY KEY (feed_id, topic)
        ) WITHOUT ROWID;

        CREATE TABLE articles (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            seq           INTEGER UNIQUE,
            feed_id       INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            identity      TEXT NOT NULL,
            url           TEXT NOT NULL,
            canonical_url TEXT NOT NULL,
            story         INTEGER NOT NULL,
            title         TEXT NOT NULL,
            author        TEXT,
            published     INTEGER,
            found         INTEGER NOT NULL,
            time          INTEGER NOT NULL,
            snippet       TEXT,
            language      TEXT,
            type          TEXT,
            words         INTEGER NOT NULL DEFAULT 0,
            minutes       INTEGER NOT NULL DEFAULT 0,
            summary       TEXT NOT NULL DEFAULT '',
            related       TEXT NOT NULL DEFAULT '',
            state         TEXT NOT NULL,
            attempts      INTEGER NOT NULL DEFAULT 0,
            next_read     INTEGER NOT NULL,
            UNIQUE (feed_id, identity)
        );
        CREATE INDEX articles_canonical ON articles (canonical_url);
        CREATE INDEX articles_unread ON articles (next_read) WHERE state = 'found';
        CREATE INDEX articles_time ON articles (time) WHERE state = 'logged';

        CREATE TABLE article_texts (
            article_id  INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            text        TEXT NOT NULL DEFAULT '',
            feed_html   TEXT NOT NULL DEFAULT '',
            categories  TEXT NOT NULL DEFAULT '',
            terms       TEXT NOT NULL DEFAULT '',
            fingerprint BLOB
        );

        CREATE TABLE quotes (
            article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            start      INTEGER NOT NULL,
            length     INTEGER NOT NULL,
            PRIMARY KEY (article_id, start)
        ) WITHOUT ROWID;

        CREATE TABLE article_topics (
            topic      TEXT NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            PRIMARY KEY (topic, article_id)
        ) WITHOUT ROWID;
        CREATE INDEX article_topics_article ON article_topics (article_id);

        CREATE TABLE subscribers (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            email         TEXT NOT NULL,
            email_key     TEXT NOT NULL UNIQUE,
            status        TEXT NOT NULL,
            language      TEXT NOT NULL,
            zone          TEXT NOT NULL,
            send_minute   INTEGER NOT NULL,
            frequency     TEXT NOT NULL,
            weekday       INTEGER NOT NULL,
            budget        INTEGER NOT NULL,
            cursor        INTEGER NOT NULL,
            next_due      INTEGER,
            last_date     TEXT,
            paused_until  TEXT,
            created       INTEGER NOT NULL,
            confirmed     INTEGER,
            confirm_sent  INTEGER,
            confirm_count INTEGER NOT NULL DEFAULT 0,
            topics        TEXT NOT NULL
        );
        CREATE INDEX subscribers_due ON subscribers (next_due) WHERE next_due IS NOT NULL;

        CREATE TABLE mutes (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            word          TEXT NOT NULL,
            PRIMARY KEY (subscriber_id, word)
        ) WITHOUT ROWID;

        CREATE TABLE follows (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            feed_id       INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            PRIMARY KEY (subscriber_id, feed_id)
        ) WITHOUT ROWID;

        CREATE TABLE selections (
            id        INTEGER PRIMARY KEY AUTOINCREMENT,
            created   INTEGER NOT NULL,
            head      INTEGER NOT NULL,
            printed   BLOB NOT NULL,
            held_over BLOB NOT NULL,
            merged    INTEGER NOT NULL,
            muted     INTEGER NOT NULL,
            feeds     INTEGER NOT NULL,
            minutes   INTEGER NOT NULL,
            failing   TEXT NOT NULL
        );

        CREATE TABLE digests (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            local_date    TEXT NOT NULL,
            selection_id  INTEGER NOT NULL,
            language      TEXT NOT NULL,
            chosen        TEXT NOT NULL,
            UNIQUE (subscriber_id, local_date)
        );

        CREATE TABLE outbox (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            kind          TEXT NOT NULL,
            priority      INTEGER NOT NULL,
            subscriber_id INTEGER,
            digest_id     INTEGER,
            recipient     TEXT NOT NULL,
            payload       TEXT,
            state         TEXT NOT NULL,
            attempts      INTEGER NOT NULL DEFAULT 0,
            created       INTEGER NOT NULL,
            next_attempt  INTEGER NOT NULL,
            lease_until   INTEGER NOT NULL DEFAULT 0,
            message_id    TEXT,
            last_reply    TEXT,
            ended         INTEGER
        );
        CREATE INDEX outbox_open ON outbox (priority, next_attempt, id) WHERE state IN ('queued', 'deferred', 'sending');
        CREATE INDEX outbox_subscriber ON outbox (subscriber_id);

        CREATE TABLE inbox (
            hash         TEXT PRIMARY KEY,
            uid_validity INTEGER,
            uid          INTEGER,
            received     INTEGER NOT NULL,
            outcome      TEXT NOT NULL
        );
        CREATE INDEX inbox_uid ON inbox (uid_validity, uid);

        CREATE TABLE suppressions (
            address_key TEXT PRIMARY KEY,
            reason      TEXT NOT NULL,
            created     INTEGER NOT NULL
        );

        CREATE TABLE consents (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            subscriber_id INTEGER NOT NULL,
            what          TEXT NOT NULL,
            how           TEXT NOT NULL,
            at            INTEGER NOT NULL
        );
        CREATE INDEX consents_subscriber ON consents (subscriber_id);

        CREATE TABLE job_runs (
            job     TEXT PRIMARY KEY,
            started INTEGER NOT NULL,
            ended   INTEGER,
            result  TEXT NOT NULL
        );
        """,
        // The log's numbers outlive its articles: a removed feed must not make them come again, below everybody's cursor.
        """
        CREATE TABLE log_head (seq INTEGER NOT NULL);
        INSERT INTO log_head (seq)
        SELECT MAX((SELECT COALESCE(MAX(seq), 0) FROM articles), (SELECT COALESCE(MAX(cursor), 0) FROM subscribers), (SELECT COALESCE(MAX(head), 0) FROM selections));
        CREATE INDEX articles_story ON articles (story);
        """,
        // What a card prints is frozen when the article enters the log; where a subscription begins; how far the inbox is read; what cleaning and pausing look for.
        """
        ALTER TABLE articles ADD COLUMN source TEXT NOT NULL DEFAULT '';
        ALTER TABLE articles ADD COLUMN source_url TEXT;
        UPDATE articles SET source = COALESCE((SELECT title FROM feeds WHERE feeds.id = feed_id), ''), source_url = (SELECT site_url FROM feeds WHERE feeds.id = feed_id);
        ALTER TABLE subscribers ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE inbox_positions (uid_validity INTEGER PRIMARY KEY, uid INTEGER NOT NULL);
        CREATE INDEX outbox_ended ON outbox (ended) WHERE ended IS NOT NULL;
        CREATE INDEX outbox_troubled ON outbox (id) WHERE state <> 'sent';
        CREATE INDEX subscribers_paused ON subscribers (id) WHERE status = 'paused';
        CREATE INDEX subscribers_pending ON subscribers (created) WHERE status = 'pending';
        CREATE INDEX follows_feed ON follows (feed_id);
        """,
        Choosing,
        Speakers,
        Stories,
        Summaries,
        Attempts,
        Ledger,
        Doubt,
    ];
}

namespace DigestBot.Store;

internal static partial class Migrations
{
    // What a new article is compared with stands in rows of its own, by what it is found with: neither time nor memory grows with the log.
    private const string Stories =
        """
        -- The texts of the last days that stories are told by; fingerprints in article_texts, of an earlier making, are not looked at any more.
        CREATE TABLE story_prints (
            article_id     INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            story          INTEGER NOT NULL,
            feed_id        INTEGER NOT NULL,
            time           INTEGER NOT NULL,
            language       TEXT,
            followers_only INTEGER NOT NULL,
            fingerprint    BLOB NOT NULL
        );
        CREATE INDEX story_prints_story ON story_prints (story);
        -- Rows without a print are harmless and swept up in time: article ids are never given twice.
        CREATE TABLE story_keys (
            key        INTEGER NOT NULL,
            article_id INTEGER NOT NULL,
            PRIMARY KEY (key, article_id)
        ) WITHOUT ROWID;

        CREATE TABLE related_vectors (
            article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            feed_id    INTEGER NOT NULL,
            time       INTEGER NOT NULL,
            vector     BLOB NOT NULL
        );
        CREATE INDEX related_vectors_feed ON related_vectors (feed_id, article_id);
        CREATE TABLE related_terms (
            term       INTEGER NOT NULL,
            article_id INTEGER NOT NULL,
            PRIMARY KEY (term, article_id)
        ) WITHOUT ROWID;
        -- How many articles have a term; terms are put together in as many buckets as stay small.
        CREATE TABLE term_counts (
            bucket   INTEGER PRIMARY KEY,
            articles INTEGER NOT NULL
        );
        """;
}

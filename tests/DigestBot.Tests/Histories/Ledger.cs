using Dapper;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Histories;

/// <summary>An article in the log as the oracle reads it: by its own SQL, not by the service's.</summary>
internal sealed record Logged
{
    public long Id { get; init; }

    public long Seq { get; init; }

    public long Story { get; init; }

    public long Feed { get; init; }

    public long Time { get; init; }

    public int Minutes { get; init; }

    public string? Language { get; init; }

    public string Title { get; init; } = "";

    public string Source { get; init; } = "";

    public bool Only { get; init; }

    public string Topics { get; init; } = "";

    public int Cost => Math.Max(1, Minutes);

    /// <summary>The number after "#" in the title.</summary>
    public int Mark => int.Parse(Title[(Title.LastIndexOf('#') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A digest row with its selection.</summary>
internal sealed record Told
{
    public long Id { get; init; }

    public string Date { get; init; } = "";

    public int Slot { get; init; }

    public string? Away { get; init; }

    public byte[] Printed { get; init; } = [];

    public byte[] Held { get; init; } = [];

    public int Merged { get; init; }

    public int Muted { get; init; }

    public long Head { get; init; }
}

/// <summary>The mail of a digest.</summary>
internal sealed record DigestMail
{
    public long Digest { get; init; }

    public long Mail { get; init; }

    public string State { get; init; } = "";

    public long Created { get; init; }

    public bool Doubted { get; init; }

    public int? Code { get; init; }

    public long? Successor { get; init; }

    /// <summary>Whether it is certain that nobody has got it, and not that nobody ever will.</summary>
    public bool Waits => State is "queued" or "deferred" || (State == "failed" && !Doubted && Code < 500);
}

/// <summary>What the oracle reads of a house.</summary>
internal static class Ledger
{
    public static async Task<List<Logged>> LogAsync(this House house) => await house.Database.ReadAsync(async db => (await db.QueryAsync<Logged>(
        """
        SELECT id, seq, story, feed_id AS feed, time, minutes, language, title, source, followers_only AS only,
               (SELECT COALESCE(GROUP_CONCAT(topic, ','), '') FROM article_topics t WHERE t.article_id = a.id) AS topics
        FROM articles a WHERE seq IS NOT NULL ORDER BY seq
        """)).AsList());

    public static Task<List<Told>> ToldAsync(this House house, long reader, long after) => house.Database.ReadAsync(async db => (await db.QueryAsync<Told>(
        """
        SELECT d.id, d.local_date AS date, d.slot, d.away_since AS away, s.printed, s.held_over AS held, s.merged, s.muted, s.head
        FROM digests d JOIN selections s ON s.id = d.selection_id WHERE d.subscriber_id = @reader AND d.id > @after ORDER BY d.id
        """, new { reader, after })).AsList());

    public static Task<DigestMail?> DigestMailAsync(this House house, long digest) => house.Database.ReadAsync(db => db.QuerySingleOrDefaultAsync<DigestMail?>(
        """
        SELECT d.id AS digest, o.id AS mail, o.state, o.created, o.doubted, d.successor_id AS successor,
               (SELECT code FROM attempts a WHERE a.outbox_id = o.id ORDER BY number DESC LIMIT 1) AS code
        FROM digests d JOIN outbox o ON o.digest_id = d.id WHERE d.id = @digest
        """, new { digest }));

    /// <summary>What composing wrote, as text: equal for equal selections.</summary>
    public static async Task<string> ComposedAsync(this House house) => string.Join('\n', await house.ColumnAsync<string>(
        """
        SELECT d.id || ' ' || d.subscriber_id || ' ' || d.local_date || ' ' || d.slot || ' ' || d.chosen || ' ' || COALESCE(d.away_since, '-') || ' ' || d.selection_id || ' ' || hex(s.printed) || ' '
               || hex(s.held_over) || ' ' || s.merged || ' ' || s.muted || ' ' || s.feeds || ' ' || s.minutes || ' ' || s.head || ' ' || s.created || ' ' || s.failing
        FROM digests d JOIN selections s ON s.id = d.selection_id ORDER BY d.id
        """));

    /// <summary>The marks of all articles that each feed has brought.</summary>
    public static async Task<ILookup<long, string>> MarksAsync(this House house) =>
        (await house.Database.ReadAsync(db => db.QueryAsync<(long Feed, string Title)>("SELECT feed_id, title FROM articles"))).ToLookup(row => row.Feed, row => row.Title[row.Title.LastIndexOf('#')..]);
}

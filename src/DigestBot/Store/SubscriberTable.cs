using System.Data;
using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>The rows of <c>subscribers</c> and what belongs to them.</summary>
public sealed class SubscriberTable(Database database)
{
    // SQLite keeps whatever is written into a column. A row that cannot be read would stop the reading of all others.
    private const string Sound =
        """
        frequency IN ('daily', 'weekdays', 'weekly', 'monthly', 'days', 'twice') AND status IN ('pending', 'active', 'paused', 'unsubscribed', 'bounced', 'complained')
        AND typeof(cursor) = 'integer' AND typeof(choices_since) = 'integer' AND typeof(began) IN ('integer', 'null')
        """;

    /// <summary>The subscriber with this row number, or null.</summary>
    public Task<Subscriber?> GetAsync(long id) =>
        database.ReadAsync(db => db.QuerySingleOrDefaultAsync<Subscriber?>("SELECT * FROM subscribers WHERE id = @id", new { id }));

    /// <summary>The subscriber with this normalised address, or null.</summary>
    public Task<Subscriber?> ByEmailKeyAsync(string emailKey) =>
        database.ReadAsync(db => db.QuerySingleOrDefaultAsync<Subscriber?>("SELECT * FROM subscribers WHERE email_key = @emailKey", new { emailKey }));

    /// <summary>Every subscriber, in order of rows.</summary>
    public Task<IReadOnlyList<Subscriber>> AllAsync() =>
        database.ReadAsync(async db => (IReadOnlyList<Subscriber>)[.. await db.QueryAsync<Subscriber>($"SELECT * FROM subscribers WHERE {Sound} ORDER BY id")]);

    /// <summary>Rows that cannot be read and are passed over, because somebody wrote into the database by hand.</summary>
    public Task<IReadOnlyList<long>> DamagedAsync() =>
        database.ReadAsync(async db => (IReadOnlyList<long>)[.. await db.QueryAsync<long>($"SELECT id FROM subscribers WHERE NOT ({Sound}) ORDER BY id")]);

    /// <summary>SQL: whether the subscriber <c>s</c> gets digests, or has paused them.</summary>
    internal const string Served = "s.status IN ('active', 'paused')";

    /// <summary>How many subscribers stand in each status, by the status's word.</summary>
    public Task<Dictionary<string, int>> CountsAsync() =>
        database.ReadAsync(async db =>
            (await db.QueryAsync<(string Status, int Count)>("SELECT status, COUNT(*) FROM subscribers GROUP BY status"))
            .ToDictionary(row => row.Status, row => row.Count));

    /// <summary>Active subscribers whose digest is due, longest waiting first.</summary>
    public Task<IReadOnlyList<Subscriber>> DueAsync(DateTimeOffset now, int limit) =>
        database.ReadAsync(async db => (IReadOnlyList<Subscriber>)
            [.. await db.QueryAsync<Subscriber>(
                $"SELECT * FROM subscribers WHERE next_due <= @now AND status = 'active' AND {Sound} ORDER BY next_due, id LIMIT @limit", new { now, limit })]);

    /// <summary>Active subscribers whose digest is due later than their frequency and a change of clocks allow; few, if any, may be right: who has had a digest of a date to come.</summary>
    internal static Task<IReadOnlyList<Subscriber>> TooLateAsync(Database database, DateTimeOffset now) =>
        database.ReadAsync(async db => (IReadOnlyList<Subscriber>)
            [.. await db.QueryAsync<Subscriber>(
                $"""
                SELECT * FROM subscribers
                WHERE {Sound} AND status = 'active' AND next_due > @now + 97200000 AND next_due > @now + 3600000 * CASE frequency WHEN 'monthly' THEN 31 * 24 + 3 WHEN 'weekly' THEN 7 * 24 + 3 WHEN 'days' THEN 7 * 24 + 3 WHEN 'weekdays' THEN 3 * 24 + 3 ELSE 24 + 3 END
                """, new { now })]);

    /// <summary>Paused subscribers; each of them says until when.</summary>
    public Task<IReadOnlyList<Subscriber>> PausedAsync() =>
        database.ReadAsync(async db => (IReadOnlyList<Subscriber>)
            [.. await db.QueryAsync<Subscriber>($"SELECT * FROM subscribers WHERE status = 'paused' AND paused_until IS NOT NULL AND {Sound} ORDER BY id")]);

    /// <summary>Adds a row; null when the address has one.</summary>
    internal static async Task<long?> InsertAsync(IDbConnection db, IDbTransaction tx, Subscriber s, string emailKey)
    {
        var id = await db.ExecuteScalarAsync<long?>(
            """
            INSERT INTO subscribers (email, email_key, status, language, zone, send_minute, frequency, weekday, days, second_minute, month_day, budget, name, read_languages,
                                     pictures, quiet_note, choices_since, began, cursor, next_due, last_date, last_slot, paused_until, away_since, created, confirmed, confirm_sent, confirm_count, topics)
            VALUES (@Email, @EmailKey, @Status, @Language, @Zone, @SendMinute, @Frequency, @Weekday, @Days, @SecondMinute, @MonthDay, @Budget, @Name, @ReadLanguages,
                    @Pictures, @QuietNote, @ChoicesSince, @Began, @Cursor, @NextDue, @LastDate, @LastSlot, @PausedUntil, @AwaySince, @Created, @Confirmed, @ConfirmSent, @ConfirmCount, @Topics)
            ON CONFLICT (email_key) DO NOTHING RETURNING id
            """, Row(s, emailKey), tx);
        return id;
    }

    /// <summary>Writes every column but the address.</summary>
    internal static async Task UpdateAsync(IDbConnection db, IDbTransaction tx, Subscriber s)
    {
        await db.ExecuteAsync(
            """
            UPDATE subscribers SET status = @Status, language = @Language, zone = @Zone, send_minute = @SendMinute, frequency = @Frequency, weekday = @Weekday,
                days = @Days, second_minute = @SecondMinute, month_day = @MonthDay, budget = @Budget, name = @Name, read_languages = @ReadLanguages, pictures = @Pictures,
                quiet_note = @QuietNote, choices_since = @ChoicesSince, began = @Began, cursor = @Cursor, next_due = @NextDue, last_date = @LastDate, last_slot = @LastSlot,
                paused_until = @PausedUntil, away_since = @AwaySince, confirmed = @Confirmed, confirm_sent = @ConfirmSent, confirm_count = @ConfirmCount, topics = @Topics
            WHERE id = @Id
            """, Row(s, ""), tx);
    }

    /// <summary>Writes what composed digests change: the cursor, the date and when the next one is due.</summary>
    internal static Task AdvanceAsync(IDbConnection db, IDbTransaction tx, IEnumerable<Subscriber> subscribers) =>
        db.ExecuteAsync("UPDATE subscribers SET began = @Began, cursor = @Cursor, last_date = @LastDate, last_slot = @LastSlot, away_since = @AwaySince, next_due = @NextDue WHERE id = @Id",
            subscribers.Select(s => new { s.Began, s.Cursor, s.LastDate, s.LastSlot, s.AwaySince, s.NextDue, s.Id }), tx);

    /// <summary>Reads rows inside a transaction that will change them, by row number.</summary>
    internal static async Task<Dictionary<long, Subscriber>> ManyAsync(IDbConnection db, IDbTransaction tx, IEnumerable<long> ids) =>
        (await db.QueryAsync<Subscriber>("SELECT * FROM subscribers WHERE id IN (SELECT value FROM json_each(@list))", new { list = JsonList.Of(ids) }, tx)).ToDictionary(s => s.Id);

    /// <summary>Reads a row inside a transaction that will change it.</summary>
    internal static Task<Subscriber?> GetAsync(IDbConnection db, IDbTransaction tx, long id) =>
        db.QuerySingleOrDefaultAsync<Subscriber?>("SELECT * FROM subscribers WHERE id = @id", new { id }, tx);

    /// <summary>The subscriber with this normalised address within the caller's transaction, or null.</summary>
    internal static Task<Subscriber?> ByEmailKeyAsync(IDbConnection db, IDbTransaction tx, string emailKey) =>
        db.QuerySingleOrDefaultAsync<Subscriber?>("SELECT * FROM subscribers WHERE email_key = @emailKey", new { emailKey }, tx);

    /// <summary>Rows that were never confirmed and are older than <paramref name="before"/>.</summary>
    internal static Task<IEnumerable<Subscriber>> PendingBeforeAsync(IDbConnection db, IDbTransaction tx, DateTimeOffset before) =>
        db.QueryAsync<Subscriber>("SELECT * FROM subscribers WHERE status = 'pending' AND confirmed IS NULL AND created < @before AND COALESCE(confirm_sent, 0) < @before", new { before }, tx);

    /// <summary>Keeps a consent: what, how, when.</summary>
    internal static Task AddConsentAsync(IDbConnection db, IDbTransaction tx, long id, string what, string how, DateTimeOffset at) =>
        db.ExecuteAsync("INSERT INTO consents (subscriber_id, what, how, at) VALUES (@id, @what, @how, @at)", new { id, what, how, at }, tx);

    /// <summary>Removes a person's rows; what must outlive them (suppressions, delivery counts) names nobody.</summary>
    internal static async Task EraseAsync(IDbConnection db, IDbTransaction tx, long id)
    {
        await db.ExecuteAsync("DELETE FROM consents WHERE subscriber_id = @id", new { id }, tx);
        await db.ExecuteAsync("DELETE FROM outbox WHERE subscriber_id = @id", new { id }, tx);
        await db.ExecuteAsync("DELETE FROM subscribers WHERE id = @id", new { id }, tx);
    }

    /// <summary>A person's consents, oldest first.</summary>
    public Task<IReadOnlyList<(string What, string How, DateTimeOffset At)>> ConsentsAsync(long id) =>
        database.ReadAsync(async db => (IReadOnlyList<(string, string, DateTimeOffset)>)
            [.. await db.QueryAsync<(string, string, DateTimeOffset)>("SELECT what, how, at FROM consents WHERE subscriber_id = @id ORDER BY id", new { id })]);

    private static object Row(Subscriber s, string emailKey) => new
    {
        s.Id, s.Email, EmailKey = emailKey, Status = Words.Of(s.Status), s.Language, s.Zone, s.SendMinute, Frequency = Words.Of(s.Frequency), s.Weekday, s.Days, s.SecondMinute, s.MonthDay,
        s.Budget, s.Name, s.ReadLanguages, s.Pictures, s.QuietNote, s.ChoicesSince, s.Began, s.Cursor, s.NextDue, s.LastDate, s.LastSlot, s.PausedUntil, s.AwaySince, s.Created, s.Confirmed, s.ConfirmSent, s.ConfirmCount, s.Topics,
    };
}

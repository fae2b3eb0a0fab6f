using System.Data;
using Dapper;

namespace DigestBot.Store;

/// <summary>The rows of <c>inbox</c>: each message is handled once, however often it is seen.</summary>
public sealed class InboxTable(Database database)
{
    /// <summary>The highest number that has been dealt with in a mailbox; null when it has never been read.</summary>
    public Task<uint?> PositionAsync(uint uidValidity) =>
        database.ReadAsync(async db => (uint?)await db.ExecuteScalarAsync<long?>("SELECT uid FROM inbox_positions WHERE uid_validity = @validity", new { validity = (long)uidValidity }));

    /// <summary>Notes that everything up to a number has been dealt with.</summary>
    public Task AdvanceAsync(uint uidValidity, uint uid) =>
        database.WriteAsync((db, tx) => db.ExecuteAsync(
            "INSERT INTO inbox_positions (uid_validity, uid) VALUES (@validity, @number) ON CONFLICT (uid_validity) DO UPDATE SET uid = MAX(uid, excluded.uid)",
            new { validity = (long)uidValidity, number = (long)uid }, tx));

    /// <summary>Notes a message that could not be handled, so that it is not tried for ever.</summary>
    public Task FailAsync(uint uidValidity, uint uid, DateTimeOffset now) =>
        database.WriteAsync((db, tx) => BeginAsync(db, tx, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"failed:{uidValidity}:{uid}"), uidValidity, uid, now, "failed"));

    /// <summary>
    /// Says within the caller's transaction that a message is being handled; its changes are made in the same transaction.
    /// </summary>
    /// <returns>False when it was handled before, under whatever number.</returns>
    internal static async Task<bool> BeginAsync(IDbConnection db, IDbTransaction tx, string hash, uint? uidValidity, uint? uid, DateTimeOffset now, string outcome) =>
        await db.ExecuteAsync(
            "INSERT INTO inbox (hash, uid_validity, uid, received, outcome) VALUES (@hash, @validity, @number, @now, @outcome) ON CONFLICT (hash) DO NOTHING",
            new { hash, validity = (long?)uidValidity, number = (long?)uid, now, outcome }, tx) > 0;

    /// <summary>Whether a message was handled before, under whatever number.</summary>
    public Task<bool> KnowsAsync(string hash) => database.ReadAsync(db => db.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM inbox WHERE hash = @hash)", new { hash }));

    /// <summary>Numbers above a position of messages that were handled, or could not be: others before them were left for later.</summary>
    public Task<HashSet<uint>> NumbersAsync(uint uidValidity, uint above) =>
        database.ReadAsync(async db => (await db.QueryAsync<long>(
            "SELECT uid FROM inbox WHERE uid_validity = @validity AND uid > @above", new { validity = (long)uidValidity, above = (long)above })).Select(uid => (uint)uid).ToHashSet());

    /// <summary>How many messages came to each outcome.</summary>
    public Task<Dictionary<string, int>> CountsAsync() =>
        database.ReadAsync(async db =>
            (await db.QueryAsync<(string Outcome, int Count)>("SELECT outcome, COUNT(*) FROM inbox GROUP BY outcome")).ToDictionary(row => row.Outcome, row => row.Count));
}

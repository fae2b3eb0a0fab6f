using System.Data;
using Dapper;

namespace DigestBot.Store;

/// <summary>The rows of <c>inbox</c>: each message is handled once, however often it is seen.</summary>
public sealed class InboxTable(Database database)
{
    /// <summary>Which of these were handled.</summary>
    public Task<HashSet<uint>> HandledAsync(uint uidValidity, IReadOnlyList<uint> uids) =>
        database.ReadAsync(async db => (await db.QueryAsync<long>(
                "SELECT uid FROM inbox WHERE uid_validity = @uidValidity AND uid IN (SELECT value FROM json_each(@list))",
                new { uidValidity = (long)uidValidity, list = JsonList.Of(uids.Select(uid => (long)uid)) }))
            .Select(uid => (uint)uid).ToHashSet());

    /// <summary>
    /// Says within the caller's transaction that a message is being handled; its changes are made in the same transaction.
    /// </summary>
    /// <returns>False when it was handled before, under whatever number.</returns>
    internal static async Task<bool> BeginAsync(IDbConnection db, IDbTransaction tx, string hash, uint? uidValidity, uint? uid, DateTimeOffset now, string outcome) =>
        await db.ExecuteAsync(
            "INSERT INTO inbox (hash, uid_validity, uid, received, outcome) VALUES (@hash, @validity, @number, @now, @outcome) ON CONFLICT (hash) DO NOTHING",
            new { hash, validity = (long?)uidValidity, number = (long?)uid, now, outcome }, tx) > 0;

    /// <summary>How many messages came to each outcome.</summary>
    public Task<Dictionary<string, int>> CountsAsync() =>
        database.ReadAsync(async db =>
            (await db.QueryAsync<(string Outcome, int Count)>("SELECT outcome, COUNT(*) FROM inbox GROUP BY outcome")).ToDictionary(row => row.Outcome, row => row.Count));
}

using System.Data;
using Dapper;

namespace DigestBot.Store;

/// <summary>Addresses that must get no mail, as keyed hashes: they outlive erasure and name nobody.</summary>
public sealed class SuppressionTable(Database database)
{
    /// <summary>Whether the address with this key must get no mail.</summary>
    public Task<bool> HasAsync(string addressKey) =>
        database.ReadAsync(async db => await db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM suppressions WHERE address_key = @addressKey", new { addressKey }) > 0);

    /// <summary>Adds an address key within the caller's transaction.</summary>
    internal static Task AddAsync(IDbConnection db, IDbTransaction tx, string addressKey, string reason, DateTimeOffset now) =>
        db.ExecuteAsync("INSERT INTO suppressions (address_key, reason, created) VALUES (@addressKey, @reason, @now) ON CONFLICT (address_key) DO NOTHING",
            new { addressKey, reason, now }, tx);

    /// <summary>Removes an address key: its owner has confirmed the address anew.</summary>
    internal static Task RemoveAsync(IDbConnection db, IDbTransaction tx, string addressKey) =>
        db.ExecuteAsync("DELETE FROM suppressions WHERE address_key = @addressKey", new { addressKey }, tx);
}

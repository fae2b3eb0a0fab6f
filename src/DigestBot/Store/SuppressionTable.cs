using System.Data;
using Dapper;

namespace DigestBot.Store;

/// <summary>Addresses that must get no mail, as keyed hashes: they outlive erasure and name nobody.</summary>
public sealed class SuppressionTable(Database database)
{
    /// <summary>Its owner reported our mail as spam: only the operator can undo that.</summary>
    public const string Complaint = "complaint";

    /// <summary>Its owner had everything erased: only a new confirmation undoes that.</summary>
    public const string Erased = "erased";

    /// <summary>It has had all its confirmation mails and confirmed none: somebody keeps typing a stranger's address.</summary>
    public const string Unconfirmed = "unconfirmed";

    /// <summary>Why the address with this key must get no mail; null when it may.</summary>
    public Task<string?> ReasonAsync(string addressKey) =>
        database.ReadAsync(db => db.ExecuteScalarAsync<string?>("SELECT reason FROM suppressions WHERE address_key = @addressKey", new { addressKey }));

    /// <summary>Adds an address key within the caller's transaction.</summary>
    internal static Task AddAsync(IDbConnection db, IDbTransaction tx, string addressKey, string reason, DateTimeOffset now) =>
        db.ExecuteAsync("INSERT INTO suppressions (address_key, reason, created) VALUES (@addressKey, @reason, @now) ON CONFLICT (address_key) DO UPDATE SET reason = excluded.reason WHERE reason = 'erased'",
            new { addressKey, reason, now }, tx);

    /// <summary>Removes an address key: its owner has confirmed the address anew.</summary>
    internal static Task RemoveAsync(IDbConnection db, IDbTransaction tx, string addressKey) =>
        db.ExecuteAsync("DELETE FROM suppressions WHERE address_key = @addressKey", new { addressKey }, tx);
}

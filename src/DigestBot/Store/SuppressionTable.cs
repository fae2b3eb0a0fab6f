using System.Data;
using Dapper;

namespace DigestBot.Store;

/// <summary>That an address must get no mail.</summary>
public sealed record Suppression
{
    /// <summary>One of <see cref="SuppressionTable"/>'s words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>In a sentence, for the operator: since when, and why.</summary>
    public override string ToString() => FormattableString.Invariant($"suppressed since {Created.UtcDateTime:yyyy-MM-dd}: ") + Reason switch
    {
        SuppressionTable.Complaint => "its owner reported a mail as spam",
        SuppressionTable.Erased => "its owner had everything erased",
        SuppressionTable.Unconfirmed => "it got all its confirmation mails, and confirmed none",
        _ => Reason,
    };
}

/// <summary>Addresses that must get no mail, as keyed hashes: they outlive erasure and name nobody.</summary>
public sealed class SuppressionTable(Database database)
{
    /// <summary>Its owner reported our mail as spam: a new confirmation undoes that, for which one mail is sent, or the operator does.</summary>
    public const string Complaint = "complaint";

    /// <summary>Its owner had everything erased: only a new confirmation undoes that.</summary>
    public const string Erased = "erased";

    /// <summary>It has had all its confirmation mails and confirmed none: somebody keeps typing a stranger's address. Only the operator undoes that.</summary>
    public const string Unconfirmed = "unconfirmed";

    private const string Select = "SELECT reason, created FROM suppressions WHERE address_key = @addressKey";

    /// <summary>Why the address with this key must get no mail; null when it may.</summary>
    public Task<Suppression?> OfAsync(string addressKey) =>
        database.ReadAsync(db => db.QuerySingleOrDefaultAsync<Suppression?>(Select, new { addressKey }));

    /// <summary>The same within the caller's transaction.</summary>
    internal static Task<Suppression?> OfAsync(IDbConnection db, IDbTransaction tx, string addressKey) =>
        db.QuerySingleOrDefaultAsync<Suppression?>(Select, new { addressKey }, tx);

    /// <summary>Adds an address key within the caller's transaction. What keeps it away more strictly stays: unconfirmed before complaint before erased.</summary>
    internal static Task AddAsync(IDbConnection db, IDbTransaction tx, string addressKey, string reason, DateTimeOffset now) =>
        db.ExecuteAsync(
            """
            INSERT INTO suppressions (address_key, reason, created) VALUES (@addressKey, @reason, @now)
            ON CONFLICT (address_key) DO UPDATE SET reason = excluded.reason, created = excluded.created
            WHERE reason <> excluded.reason AND (reason = 'erased' OR excluded.reason = 'unconfirmed')
            """, new { addressKey, reason, now }, tx);

    /// <summary>Removes an address key: its owner has confirmed the address anew, or the operator knows that it may have mail.</summary>
    internal static Task RemoveAsync(IDbConnection db, IDbTransaction tx, string addressKey) =>
        db.ExecuteAsync("DELETE FROM suppressions WHERE address_key = @addressKey", new { addressKey }, tx);
}

using System.Data;

namespace DigestBot.Store;

/// <summary>Statements that stay prepared as long as their connection: what is written thousands of times a second is parsed once.</summary>
internal sealed class Statements(IDbConnection db) : IDisposable
{
    private readonly Dictionary<string, PreparedStatement> _prepared = [];
    private IDbTransaction? _transaction;

    /// <summary>What follows belongs to this transaction.</summary>
    public void Begin(IDbTransaction transaction) => _transaction = transaction;

    /// <summary>The statement, ready to run.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="names">Of its parameters, the same each time.</param>
    public PreparedStatement Get(string sql, params ReadOnlySpan<string> names)
    {
        if (!_prepared.TryGetValue(sql, out var statement)) _prepared[sql] = statement = new PreparedStatement(db, null, sql, names);
        statement.Transaction = _transaction;
        return statement;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in _prepared.Values) statement.Dispose();
        _prepared.Clear();
    }
}

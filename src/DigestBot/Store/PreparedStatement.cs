using System.Data;

namespace DigestBot.Store;

/// <summary>One statement that is prepared once and run with many values: Dapper makes a command for each call, and SQLite parses each again.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly IDbCommand _command;

    /// <summary>Prepares nothing yet: SQLite does at the first run.</summary>
    /// <param name="db">Open.</param>
    /// <param name="tx">The transaction that it belongs to, or null.</param>
    /// <param name="sql">One statement.</param>
    /// <param name="names">Of its parameters, in the order in which values are given.</param>
    public PreparedStatement(IDbConnection db, IDbTransaction? tx, string sql, params ReadOnlySpan<string> names)
    {
        _command = db.CreateCommand();
        (_command.CommandText, _command.Transaction) = (sql, tx);
        foreach (var name in names)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>The transaction that the next runs belong to.</summary>
    public IDbTransaction? Transaction { set => _command.Transaction = value; }

    /// <summary>Runs it.</summary>
    /// <returns>Rows changed.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Runs it and reads the rows; they must be read to their end, or disposed of, before the next run.</summary>
    public IDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    /// <inheritdoc />
    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) ((IDbDataParameter)_command.Parameters[i]!).Value = values[i] ?? DBNull.Value;
    }
}

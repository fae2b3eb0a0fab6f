using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace DigestBot.Store;

/// <summary>
/// The one door to the database file: SQLite in WAL mode, any number of readers, one writer at a time.
/// Pragmas, migrations and type handlers stand here and nowhere else.
/// </summary>
public sealed class Database : IDisposable
{
    // sqlite.org/rescode.html
    private const int Busy = 5, ConstraintViolated = 19;

    private static readonly object OnceGate = new();
    private static bool _mapped;

    private readonly string _connectionString;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private SqliteConnection? _write;
    private Statements? _statements;

    /// <summary>Names the database; nothing is opened before <see cref="Migrate"/> or the first use.</summary>
    /// <param name="path">The database file; its folder must exist.</param>
    /// <param name="patience">Seconds that a write waits while another program writes.</param>
    public Database(string path, int patience = 30)
    {
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = patience,
            Pooling = true,
        }.ToString();
        MapTypes();
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Runs <paramref name="query"/> on a connection of its own; it sees one consistent state per statement.</summary>
    public async Task<T> ReadAsync<T>(Func<IDbConnection, Task<T>> query, CancellationToken cancellation = default)
    {
        await using var connection = Open();
        cancellation.ThrowIfCancellationRequested();
        return await query(connection);
    }

    /// <summary>Runs <paramref name="work"/> in one transaction, alone; all of it is committed and synced, or none.</summary>
    public Task<T> WriteAsync<T>(Func<IDbConnection, IDbTransaction, Task<T>> work, CancellationToken cancellation = default) =>
        WriteAsync((db, tx, _) => work(db, tx), cancellation);

    /// <summary>Runs <paramref name="work"/> in one transaction, alone, with statements that stay prepared from one call to the next.</summary>
    internal Task<T> WriteAsync<T>(Func<Statements, T> work) => WriteAsync((_, tx, statements) =>
    {
        statements.Begin(tx);
        return Task.FromResult(work(statements));
    }, CancellationToken.None);

    private async Task<T> WriteAsync<T>(Func<IDbConnection, IDbTransaction, Statements, Task<T>> work, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            _write ??= Open();
            _statements ??= new Statements(_write);
            // BEGIN IMMEDIATE: another process that writes makes us wait here, not fail at the commit.
            await using var transaction = _write.BeginTransaction(deferred: false);
            var result = await work(_write, transaction, _statements);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is not (ConstraintViolated or Busy))
        {
            // After an I/O error the connection's state is unknown: the next write begins with a fresh one, not with this one out of the pool.
            _statements?.Dispose();
            _statements = null;
            if (_write is { } broken)
            {
                SqliteConnection.ClearPool(broken);
                await broken.DisposeAsync();
            }

            _write = null;
            throw;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Runs <paramref name="work"/> in one transaction, alone.</summary>
    public Task WriteAsync(Func<IDbConnection, IDbTransaction, Task> work, CancellationToken cancellation = default) =>
        WriteAsync(async (connection, transaction) =>
        {
            await work(connection, transaction);
            return true;
        }, cancellation);

    /// <summary>Brings the schema to the newest step.</summary>
    /// <returns>How many steps were taken.</returns>
    /// <exception cref="StoreException">The file was written by a newer version, or is no database.</exception>
    public int Migrate()
    {
        try
        {
            using var connection = Open();
            // Looked at before anything is locked: nearly always there is nothing to do, and another process may be writing.
            if (Steps(connection) == Migrations.All.Length) return 0;
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Execute("CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY)");
            using var transaction = connection.BeginTransaction(deferred: false);
            var have = connection.ExecuteScalar<int>("SELECT COALESCE(MAX(step), 0) FROM migrations", transaction: transaction);
            if (have > Migrations.All.Length)
                throw new StoreException($"{Path} was written by a newer version (schema step {have}, this version knows {Migrations.All.Length}). Install that version, or restore an older backup.");
            for (var step = have + 1; step <= Migrations.All.Length; step++)
            {
                connection.Execute(Migrations.All[step - 1], transaction: transaction);
                connection.Execute("INSERT INTO migrations (step) VALUES (@step)", new { step }, transaction);
            }

            transaction.Commit();
            return Migrations.All.Length - have;
        }
        catch (SqliteException e)
        {
            throw new StoreException($"The database {Path} cannot be opened: {e.Message} Check that the folder is writable, the disk is not full and the file is a DigestBot database.", e);
        }
    }

    /// <summary>Writes a consistent copy, while the service may go on.</summary>
    /// <param name="target">A file that does not exist yet.</param>
    public void Backup(string target)
    {
        using var connection = Open();
        connection.Execute("VACUUM INTO @target", new { target });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _statements?.Dispose();
        _write?.Dispose();
        _writer.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
    }

    private static int Steps(SqliteConnection connection) =>
        connection.ExecuteScalar<int>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'migrations'") == 0 ? 0 : connection.ExecuteScalar<int>("SELECT COALESCE(MAX(step), 0) FROM migrations");

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        // FULL: a commit is on disk when it returns, because "sending" and "sent" must survive a power cut too.
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000");
        return connection;
    }

    private static void MapTypes()
    {
        lock (OnceGate)
        {
            if (_mapped) return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(new UnixMilliseconds());
            _mapped = true;
        }
    }
}

/// <summary>The store cannot be used; the message says why and what to do.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Creates the error.</summary>
    public StoreException(string message) : base(message) { }

    /// <summary>Creates the error with its cause.</summary>
    public StoreException(string message, Exception inner) : base(message, inner) { }
}

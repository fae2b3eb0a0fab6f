using System.Text;
using Dapper;
using DigestBot.Rendering;
using DigestBot.Store;
using Microsoft.Data.Sqlite;

namespace DigestBot.Tests.Store;

/// <summary>A database as an earlier version left it: the rows of a present one in a file that knows only that version's steps.</summary>
internal static class OldStore
{
    /// <summary>The same rows in a file of the previous schema, as far as it has their columns.</summary>
    /// <returns>The rows of each table, in words.</returns>
    public static Dictionary<string, List<string>> CopyAsPrevious(string present, string old, int previous)
    {
        using var connection = Open(old);
        connection.Execute("CREATE TABLE migrations (step INTEGER PRIMARY KEY)");
        for (var step = 1; step <= previous; step++)
        {
            connection.Execute(Migrations.All[step - 1]);
            connection.Execute("INSERT INTO migrations (step) VALUES (@step)", new { step });
        }

        connection.Execute("PRAGMA foreign_keys = OFF; DELETE FROM log_head; ATTACH @present AS present", new { present });
        var tables = connection.Query<string>("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY rowid").AsList();
        var rows = new Dictionary<string, List<string>>();
        foreach (var table in tables)
        {
            var columns = connection.Query<string>("SELECT name FROM pragma_table_info(@table, 'main')", new { table }).AsList();
            connection.Execute($"INSERT INTO main.{table} ({string.Join(',', columns)}) SELECT {string.Join(',', columns.Select(name => (table, name) == ("subscribers", "start") ? "choices_since" : name))} FROM present.{table}");
            rows[table] = InWords(connection, "main." + table, columns.Where(name => (table, name) != ("subscribers", "start")));
        }

        connection.Execute(previous > 3 ? "DETACH present" : "INSERT INTO main.digests SELECT 99, subscriber_id, '2026-03-08', selection_id, language, chosen FROM main.digests; DELETE FROM main.digests WHERE id = 99; DETACH present");
        return rows;
    }

    /// <summary>The columns that rows in words have.</summary>
    public static IEnumerable<string> Columns(List<string> rows) => rows[0].Split('\u001f').Select(cell => cell[..cell.IndexOf('=', StringComparison.Ordinal)]);

    /// <summary>These columns of a table, in words.</summary>
    public static List<string> InWords(SqliteConnection connection, string table, IEnumerable<string> columns) =>
        connection.Query<string>($"SELECT {string.Join(" || char(31) || ", columns.Select(name => $"'{name}=' || COALESCE(quote({name}), '')"))} FROM {table} ORDER BY 1").AsList();

    /// <summary>A mail as it is rendered now.</summary>
    public static async Task<string> BytesAsync(House house, long mail)
    {
        var row = (await house.Part<OutboxTable>().GetAsync(mail)).ShouldNotBeNull();
        var prepared = await house.Part<MailRenderer>().PrepareAsync([row]);
        return Encoding.ASCII.GetString((prepared.Render(row) ?? throw new InvalidOperationException(prepared.Problem(row))).Message.Span);
    }

    /// <summary>The file, without the service.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}

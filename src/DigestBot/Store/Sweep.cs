using Dapper;

namespace DigestBot.Store;

/// <summary>Removes old rows a few at a time, so that nobody who writes waits for long.</summary>
internal static class Sweep
{
    private const int RowsPerCommit = 2_000;
    private const int MostCommits = 100;
    private const int Ranges = 64;

    /// <summary>Removes rows by <c>article_id</c> and <c>time</c>; the newest <paramref name="kept"/> ids stay, and so does what 100 commits do not reach.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> RowsAsync(Database database, string table, int kept, DateTimeOffset since, DateTimeOffset until)
    {
        var removed = 0;
        for (var commits = 0; commits < MostCommits; commits++)
        {
            var count = await database.WriteAsync((db, tx) => db.ExecuteAsync(
                $"""
                DELETE FROM {table} WHERE article_id IN (
                    SELECT article_id FROM {table}
                    WHERE article_id <= (SELECT MAX(id) FROM articles) - {kept} AND NOT time BETWEEN @since AND @until ORDER BY article_id LIMIT {RowsPerCommit})
                """, new { since, until }, tx));
            removed += count;
            if (count < RowsPerCommit) break;
        }

        return removed;
    }

    /// <summary>Removes rows of an index whose article is older than the oldest row of the table, range after range of the values that it begins with.</summary>
    /// <param name="database">The store.</param>
    /// <param name="index">The index's table.</param>
    /// <param name="column">What it begins with.</param>
    /// <param name="end">Values of that are from 0 up to here, and spread evenly.</param>
    /// <param name="table">The table.</param>
    public static async Task IndexAsync(Database database, string index, string column, long end, string table)
    {
        for (var range = 0; range < Ranges; range++)
        {
            var (from, to) = (end / Ranges * range, end / Ranges * (range + 1));
            await database.WriteAsync((db, tx) => db.ExecuteAsync(
                $"DELETE FROM {index} WHERE {column} >= @from AND {column} < @to AND article_id < COALESCE((SELECT MIN(article_id) FROM {table}), 0)", new { from, to }, tx));
        }
    }
}

using System.Data;
using System.Text.Json;
using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>The rows of <c>selections</c> and <c>digests</c>.</summary>
public sealed class DigestTable(Database database)
{
    private const string Insert =
        """
        INSERT INTO digests (subscriber_id, local_date, selection_id, language, chosen) VALUES (@SubscriberId, @LocalDate, @SelectionId, @Language, @Chosen)
        ON CONFLICT (subscriber_id, local_date) DO NOTHING
        """;

    /// <summary>A digest with what is in it, or null when it is gone.</summary>
    public async Task<(Digest Digest, Selection Selection)?> GetAsync(long id)
    {
        var found = await ManyAsync([id]);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>These digests with what is in them, in order of rows; one that is gone, or whose row is damaged, is left out and stops no other.</summary>
    public Task<IReadOnlyList<(Digest Digest, Selection Selection)>> ManyAsync(IReadOnlyList<long> ids) =>
        database.ReadAsync(async db =>
        {
            var found = (await db.QueryAsync<Digest>("SELECT * FROM digests WHERE id IN (SELECT value FROM json_each(@list)) ORDER BY id", new { list = JsonList.Of(ids) })).ToList();
            var selections = (await db.QueryAsync<SelectionRow>(
                    "SELECT * FROM selections WHERE id IN (SELECT value FROM json_each(@list))", new { list = JsonList.Of(found.Select(d => d.SelectionId).Distinct()) }))
                .Select(row => row.Read()).OfType<Selection>().ToDictionary(selection => selection.Id);
            return (IReadOnlyList<(Digest, Selection)>)[.. found.Where(d => selections.ContainsKey(d.SelectionId)).Select(d => (d, selections[d.SelectionId]))];
        });

    /// <summary>A subscriber's newest digest, or null.</summary>
    public async Task<(Digest Digest, Selection Selection)?> LatestAsync(long subscriberId)
    {
        var id = await database.ReadAsync(db => db.ExecuteScalarAsync<long?>(
            "SELECT id FROM digests WHERE subscriber_id = @subscriberId ORDER BY id DESC LIMIT 1", new { subscriberId }));
        return id is { } row ? await GetAsync(row) : null;
    }

    /// <summary>Local dates of a subscriber's digests, oldest first.</summary>
    public Task<IReadOnlyList<string>> DatesAsync(long subscriberId) =>
        database.ReadAsync(async db => (IReadOnlyList<string>)[.. await db.QueryAsync<string>("SELECT local_date FROM digests WHERE subscriber_id = @subscriberId ORDER BY id", new { subscriberId })]);

    /// <summary>Keeps a selection.</summary>
    internal static Task<long> AddSelectionAsync(IDbConnection db, IDbTransaction tx, Selection s) =>
        db.ExecuteScalarAsync<long>(
            """
            INSERT INTO selections (created, head, printed, held_over, merged, muted, feeds, minutes, failing)
            VALUES (@Created, @Head, @Printed, @HeldOver, @Merged, @Muted, @Feeds, @Minutes, @Failing) RETURNING id
            """,
            new
            {
                s.Created, s.Head, Printed = ArticleIds.Pack(s.Printed), HeldOver = ArticleIds.Pack(s.HeldOver), s.Merged, s.Muted, s.Feeds, s.Minutes,
                Failing = JsonSerializer.Serialize(s.Failing),
            }, tx);

    /// <summary>Adds the digest of one subscriber and local date; null when there is one already.</summary>
    internal static Task<long?> AddAsync(IDbConnection db, IDbTransaction tx, long subscriberId, string localDate, long selectionId, string language, string chosen) =>
        db.ExecuteScalarAsync<long?>(Insert + " RETURNING id", new { SubscriberId = subscriberId, LocalDate = localDate, SelectionId = selectionId, Language = language, Chosen = chosen }, tx);

    /// <summary>Adds digests, but for those whose subscriber has one of that local date already; their ids are above those of all earlier ones.</summary>
    /// <returns>The highest id before.</returns>
    internal static async Task<long> AddAsync(IDbConnection db, IDbTransaction tx, IEnumerable<Digest> digests)
    {
        var before = await db.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(id), 0) FROM digests", transaction: tx);
        await db.ExecuteAsync(Insert, digests, tx);
        return before;
    }

    private sealed record SelectionRow
    {
        public long Id { get; init; }
        public DateTimeOffset Created { get; init; }
        public long Head { get; init; }
        public byte[] Printed { get; init; } = [];
        public byte[] HeldOver { get; init; } = [];
        public int Merged { get; init; }
        public int Muted { get; init; }
        public int Feeds { get; init; }
        public int Minutes { get; init; }
        public string Failing { get; init; } = "[]";

        public Selection? Read()
        {
            try
            {
                return ToSelection();
            }
            catch (Exception e) when (e is FormatException or JsonException)
            {
                return null;
            }
        }

        private Selection ToSelection() => new()
        {
            Id = Id, Created = Created, Head = Head, Printed = ArticleIds.Unpack(Printed), HeldOver = ArticleIds.Unpack(HeldOver),
            Merged = Merged, Muted = Muted, Feeds = Feeds, Minutes = Minutes,
            Failing = JsonSerializer.Deserialize<List<FailingFeed>>(Failing) ?? [],
        };
    }
}

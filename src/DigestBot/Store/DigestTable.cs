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
        INSERT INTO digests (subscriber_id, local_date, slot, selection_id, language, chosen, away_since, cursor_before, chosen_after, waiting_since)
        VALUES (@SubscriberId, @LocalDate, @Slot, @SelectionId, @Language, @Chosen, @AwaySince, @CursorBefore, @ChosenAfter, @WaitingSince)
        ON CONFLICT (subscriber_id, local_date, slot) DO NOTHING
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

    /// <summary>Which of these stories were printed or held over in digests of these subscribers; a digest that was merged into its successor never reached anybody.</summary>
    /// <param name="subscribers">Whose.</param>
    /// <param name="stories">Which.</param>
    /// <param name="except">Digests that wait to be merged.</param>
    public Task<IReadOnlyDictionary<long, IReadOnlySet<long>>> ToldAsync(IReadOnlyList<long> subscribers, IReadOnlyList<long> stories, IEnumerable<long> except) =>
        database.ReadAsync(async db =>
        {
            var told = new Dictionary<long, IReadOnlySet<long>>();
            if (subscribers.Count == 0) return told;
            var tellers = (await db.QueryAsync<(long Id, long Seq, long Story)>(
                "SELECT id, seq, story FROM articles WHERE seq IS NOT NULL AND story IN (SELECT value FROM json_each(@list))", new { list = JsonList.Of(stories) })).ToDictionary(row => row.Id);
            // An article stands in no digest that ended before it entered the log.
            var from = tellers.Count == 0 ? long.MaxValue : tellers.Values.Min(row => row.Seq);
            var had = (await db.QueryAsync<(long Subscriber, long Selection)>(
                """
                SELECT d.subscriber_id, d.selection_id FROM digests d JOIN selections s ON s.id = d.selection_id
                WHERE d.subscriber_id IN (SELECT value FROM json_each(@list)) AND s.head >= @from AND d.successor_id IS NULL AND d.id NOT IN (SELECT value FROM json_each(@waiting))
                """, new { list = JsonList.Of(subscribers), from, waiting = JsonList.Of(except) })).AsList();
            var selections = (await db.QueryAsync<(long Id, byte[] Printed, byte[] HeldOver)>(
                    "SELECT id, printed, held_over FROM selections WHERE id IN (SELECT value FROM json_each(@list))", new { list = JsonList.Of(had.Select(row => row.Selection).Distinct()) }))
                .ToDictionary(row => row.Id, row => Stories(row.Printed).Concat(Stories(row.HeldOver)).ToArray());
            foreach (var subscriber in subscribers) told[subscriber] = new HashSet<long>();
            foreach (var (subscriber, selection) in had)
                if (selections.TryGetValue(selection, out var found)) ((HashSet<long>)told[subscriber]).UnionWith(found);
            return (IReadOnlyDictionary<long, IReadOnlySet<long>>)told;

            IEnumerable<long> Stories(byte[] ids) => ArticleIds.UnpackWhole(ids).Where(tellers.ContainsKey).Select(id => tellers[id].Story);
        });

    /// <summary>Which of these digests there are already, within the caller's transaction.</summary>
    internal static async Task<HashSet<(long Subscriber, string LocalDate, int Slot)>> HadAsync(IDbConnection db, IDbTransaction tx, IEnumerable<(long Subscriber, string LocalDate, int Slot)> asked) =>
    [
        .. await db.QueryAsync<(long, string, int)>(
            """
            SELECT d.subscriber_id, d.local_date, d.slot FROM json_each(@list) asked
            CROSS JOIN digests d ON d.subscriber_id = asked.value ->> 0 AND d.local_date = asked.value ->> 1 AND d.slot = asked.value ->> 2
            """, new { list = JsonSerializer.Serialize(asked.Select(one => new object[] { one.Subscriber, one.LocalDate, one.Slot })) }, tx),
    ];

    /// <summary>Adds digests, but for those whose subscriber has one of that local date and slot already; their ids are above those of all earlier ones.</summary>
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

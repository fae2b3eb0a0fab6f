using Dapper;
using DigestBot.Store;
using Microsoft.Data.Sqlite;

namespace DigestBot.Tests.Store;

public sealed class DatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-test-").FullName;

    private string File_ => Path.Combine(_folder, "digestbot.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_schema_grows_from_nothing_and_a_second_start_changes_nothing()
    {
        using var database = new Database(File_);
        database.Migrate().ShouldBe(Migrations.All.Length);
        var schema = Schema();
        schema.ShouldContain(sql => sql.Contains("CREATE TABLE articles", StringComparison.Ordinal));
        database.Migrate().ShouldBe(0);
        Schema().ShouldBe(schema);
    }

    [Fact]
    public void Two_programs_that_start_at_once_migrate_once()
    {
        using var one = new Database(File_);
        using var other = new Database(File_);
        var steps = new int[2];
        Parallel.Invoke(() => steps[0] = one.Migrate(), () => steps[1] = other.Migrate());
        steps.Sum().ShouldBe(Migrations.All.Length);
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        using var database = new Database(File_);
        database.Migrate();
        using (var connection = Connect()) connection.Execute("INSERT INTO migrations (step) VALUES (999)");
        var error = Should.Throw<StoreException>(() => database.Migrate());
        error.Message.ShouldContain("newer version");
        error.Message.ShouldContain("999");
        error.Message.ShouldContain(File_);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_by_name()
    {
        File.WriteAllText(File_, string.Concat(Enumerable.Repeat("not a database at all. ", 100)));
        using var database = new Database(File_);
        Should.Throw<StoreException>(() => database.Migrate()).Message.ShouldContain(File_);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused_with_what_to_do()
    {
        using var database = new Database(Path.Combine(_folder, "missing", "digestbot.db"));
        Should.Throw<StoreException>(() => database.Migrate()).Message.ShouldContain("folder");
    }

    [Fact]
    public async Task A_backup_holds_everything_that_was_committed_and_opens_by_itself()
    {
        await using var house = new House();
        await house.FeedAsync("https://a.example/feed");
        house.Database.Backup(File_);
        await house.FeedAsync("https://b.example/feed");
        using var copy = new Database(File_);
        copy.Migrate().ShouldBe(0);
        (await new FeedTable(copy).AllAsync()).Select(feed => feed.Url).ShouldBe(["https://a.example/feed"]);
    }

    [Fact]
    public async Task What_fails_halfway_leaves_nothing_behind()
    {
        await using var house = new House();
        await Should.ThrowAsync<InvalidOperationException>(() => house.WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync("INSERT INTO job_runs (job, started, result) VALUES ('x', 0, '')", transaction: tx);
            throw new InvalidOperationException("in the middle");
        }));
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM job_runs")).ShouldBe(0);
        await house.FeedAsync();
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM feeds")).ShouldBe(1);
    }

    [Fact]
    public async Task While_somebody_else_writes_a_write_waits_and_then_goes_on()
    {
        await using var house = new House();
        await house.FeedAsync("https://before.example/feed");
        await using var other = new SqliteConnection($"Data Source={house.Database.Path}");
        other.Open();
        other.Execute("BEGIN IMMEDIATE; INSERT INTO job_runs (job, started, result) VALUES ('other', 0, '')");

        var write = Task.Run(() => house.FeedAsync("https://after.example/feed"), TestContext.Current.CancellationToken);
        await Task.Delay(400, TestContext.Current.CancellationToken);
        write.IsCompleted.ShouldBeFalse();
        (await house.Part<FeedTable>().AllAsync()).Count.ShouldBe(1); // readers are not kept waiting
        other.Execute("COMMIT");
        await write;
        (await house.Part<FeedTable>().AllAsync()).Count.ShouldBe(2);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM job_runs")).ShouldBe(1);
    }

    [Fact]
    public async Task A_full_disk_fails_cleanly_and_the_next_write_goes_on_when_there_is_room()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var article = await house.FoundAsync(feed);
        await house.ExecuteAsync($"PRAGMA max_page_count = {await house.ValueAsync<int>("PRAGMA page_count")}");
        var big = new LoggedArticle(article, string.Concat(Enumerable.Repeat("All that is to be read. ", 50_000)), [new(0, 3)], ["design"], "", null);

        (await Should.ThrowAsync<SqliteException>(() => house.Part<ArticleTable>().LogAsync([big]))).SqliteErrorCode.ShouldBe(13); // SQLITE_FULL
        (await house.ValueAsync<string>("SELECT state || length(text) FROM articles JOIN article_texts ON article_id = id")).ShouldBe("found0");
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM quotes")).ShouldBe(0);

        await house.ExecuteAsync("PRAGMA max_page_count = 1000000");
        await house.Part<ArticleTable>().LogAsync([big]);
        (await house.SeqAsync(article.Id)).ShouldBe(1);
        (await house.ValueAsync<string>("PRAGMA integrity_check")).ShouldBe("ok");
    }

    private List<string> Schema()
    {
        using var connection = Connect();
        return connection.Query<string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").AsList();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File_, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}

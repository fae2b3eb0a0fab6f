using System.Data;
using Dapper;
using DigestBot.Store;
using DigestBot.Subscribers;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Store;

/// <summary>
/// All parts of the service as they are put together in earnest, on a database file and a folder of their own.
/// The file is a copy of one that was migrated once.
/// </summary>
internal sealed class House : IAsyncDisposable
{
    /// <summary>A Monday, so that weekdays can be counted on fingers.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<string> Template = new(MakeTemplate);

    private readonly ServiceProvider _services;

    /// <summary>Furnishes a house.</summary>
    /// <param name="change">Of settings.</param>
    /// <param name="root">The folder with <c>config/</c>; null for the project's own.</param>
    /// <param name="store">Database file that it begins with a copy of; null for an empty one.</param>
    /// <param name="clock">Its clock; null for one that stands at <see cref="Start"/>.</param>
    public House(Action<Settings>? change = null, string? root = null, string? store = null, StoppedClock? clock = null)
    {
        Clock = clock ?? new StoppedClock(Start);
        Folder = Directory.CreateTempSubdirectory("digestbot-test-").FullName;
        File.Copy(store ?? Template.Value, Path.Combine(Folder, "digestbot.db"));
        var settings = new Settings { Storage = { Folder = "." }, Fetch = { AllowPrivateAddresses = true, TimeoutSeconds = 5 } };
        change?.Invoke(settings);
        Settings = settings;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDigestBot(new Home(root ?? Corpora.ProjectRoot, Folder), settings, Clock, KeyFile.Of(Key));
        _services = services.BuildServiceProvider();
    }

    /// <summary>The key of every house.</summary>
    public static byte[] Key => [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public string Folder { get; }

    public Settings Settings { get; }

    public StoppedClock Clock { get; }

    public Database Database => Part<Database>();

    public IServiceProvider Services => _services;

    public T Part<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>One value, by plain SQL.</summary>
    public Task<T?> ValueAsync<T>(string sql, object? values = null) => Database.ReadAsync(db => db.ExecuteScalarAsync<T>(sql, values));

    /// <summary>A column, by plain SQL.</summary>
    public Task<List<T>> ColumnAsync<T>(string sql, object? values = null) => Database.ReadAsync(async db => (await db.QueryAsync<T>(sql, values)).AsList());

    /// <summary>One transaction.</summary>
    public Task<T> WriteAsync<T>(Func<IDbConnection, IDbTransaction, Task<T>> work) => Database.WriteAsync(work);

    /// <summary>One transaction.</summary>
    public Task WriteAsync(Func<IDbConnection, IDbTransaction, Task> work) => Database.WriteAsync(work);

    /// <summary>Changes rows behind the service's back.</summary>
    public Task ExecuteAsync(string sql, object? values = null) => Database.WriteAsync((db, tx) => db.ExecuteAsync(sql, values, tx));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static string MakeTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var path = Path.Combine(folder, "digestbot.db");
        using var database = new Database(path);
        database.Migrate();
        return path;
    }
}

using System.Globalization;
using System.Text.Json;
using Dapper;
using DigestBot.Cli;
using DigestBot.Jobs;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Store;
using DigestBot.Subscribers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigestBot.Tests.EndToEnd;

/// <summary>
/// The service's own parts on a data folder of their own, with a database that is migrated already, and a clock that stands.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private static readonly Lazy<byte[]> Migrated = new(MigratedDatabase);

    private readonly ServiceProvider? _parts;
    private readonly WebApplication? _web;
    private readonly bool _ownsFolder;

    private Installation(string folder, bool ownsFolder, StandingClock clock, IReadOnlyDictionary<string, string?> settings, bool web)
    {
        (Folder, _ownsFolder, Clock) = (folder, ownsFolder, clock);
        var home = new Home(web ? QuietHome(folder) : Corpora.ProjectRoot, folder);
        var configuration = home.Configuration(new Dictionary<string, string?>(settings)
        {
            ["Storage:Folder"] = folder, ["Mail:From"] = settings.GetValueOrDefault("Mail:From", "digest@bot.example"), ["Web:Listen"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "None",
        });
        if (web) _web = ServeCommand.Build(home, configuration, clock);
        else
            _parts = new ServiceCollection().AddLogging(logging => logging.AddProvider(Log)).AddDigestBot(home, Settings.Read(configuration), clock)
                .AddSingleton(_ => new Database(Path.Combine(folder, "digestbot.db"), patience: 2)).BuildServiceProvider();
        Parts = _web?.Services ?? _parts!;
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>What every part takes the time from.</summary>
    public StandingClock Clock { get; }

    /// <summary>All parts.</summary>
    public IServiceProvider Parts { get; }

    /// <summary>What was logged, when there is no web host.</summary>
    public LogLines Log { get; } = new();

    /// <summary>Makes one.</summary>
    public static Installation Make(params (string Setting, object Value)[] settings) => Make(false, settings);

    /// <summary>Makes one in an empty folder that somebody else owns.</summary>
    public static Installation MakeIn(string folder, params (string Setting, object Value)[] settings)
    {
        File.WriteAllBytes(Path.Combine(folder, "digestbot.db"), Migrated.Value);
        return new Installation(folder, false, new StandingClock(), Named(settings), web: false);
    }

    /// <summary>Makes one with the real web host, started.</summary>
    public static async Task<Installation> ServeAsync(params (string Setting, object Value)[] settings)
    {
        var made = Make(true, settings);
        await made._web!.StartAsync();
        return made;
    }

    /// <summary>Where the web host listens.</summary>
    public Uri Address => new(_web!.Urls.Single());

    /// <summary>The same data under other settings, as after a restart. Dispose it before the first.</summary>
    public Installation Reopen(params (string Setting, object Value)[] settings) => new(Folder, false, Clock, Named(settings), web: false);

    /// <summary>A part.</summary>
    public T Get<T>() where T : notnull => Parts.GetRequiredService<T>();

    /// <summary>An active subscriber.</summary>
    public async Task<Subscriber> SubscribeAsync(string email, string topics = "all", string zone = "UTC")
    {
        var subscriber = new Subscriber { Email = email, Status = SubscriberStatus.Active, Topics = topics, Zone = zone, Created = Clock.GetUtcNow(), Confirmed = Clock.GetUtcNow() };
        subscriber = subscriber with { NextDue = Schedule.Next(subscriber, Clock.GetUtcNow()).Due };
        var id = await Get<Database>().WriteAsync((db, tx) => SubscriberTable.InsertAsync(db, tx, subscriber, Signup.EmailKey(email)));
        return subscriber with { Id = id!.Value };
    }

    /// <summary>As many subscribers with a digest each that waits in the outbox; all digests have the same small content.</summary>
    /// <returns>Rows of the outbox.</returns>
    public Task<IReadOnlyList<long>> QueueDigestsAsync(int count, string domain = "readers.example") =>
        Get<Database>().WriteAsync(async (db, tx) =>
        {
            var now = Clock.GetUtcNow();
            var selection = await DigestTable.AddSelectionAsync(db, tx, new Selection { Created = now, Feeds = 1 });
            var mails = new List<long>();
            for (var i = 1; i <= count; i++)
            {
                var s = new Subscriber { Email = string.Create(CultureInfo.InvariantCulture, $"reader{i}@{domain}"), Status = SubscriberStatus.Active, Topics = "all", Created = now };
                var id = (await SubscriberTable.InsertAsync(db, tx, s, s.Email))!.Value;
                var digest = await Rows.AddDigestAsync(db, tx, id, "2026-03-10", selection);
                mails.Add(await OutboxTable.AddAsync(db, tx, MailKind.Digest, s.Email, id, digest, null, now));
            }

            return (IReadOnlyList<long>)mails;
        });

    /// <summary>Every mail in the outbox, in order of rows.</summary>
    public Task<IReadOnlyList<OutboxMessage>> OutboxAsync() =>
        Get<Database>().ReadAsync(async db => (IReadOnlyList<OutboxMessage>)[.. await db.QueryAsync<OutboxMessage>("SELECT * FROM outbox ORDER BY id")]);

    /// <summary>How many open mails somebody holds.</summary>
    public Task<int> LeasedAsync() => Get<Database>().ReadAsync(db => db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM outbox WHERE lease_until <> 0 AND state IN ('queued', 'deferred', 'sending')"));

    /// <summary>What SQLite finds when it looks at every page: "ok".</summary>
    public Task<string?> IntegrityAsync() => Get<Database>().ReadAsync(db => db.ExecuteScalarAsync<string>("PRAGMA integrity_check"));

    public async ValueTask DisposeAsync()
    {
        if (_web is not null) await _web.DisposeAsync();
        if (_parts is not null) await _parts.DisposeAsync();
        if (_ownsFolder) Directory.Delete(Folder, recursive: true);
    }

    private static Installation Make(bool web, (string Setting, object Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-data-").FullName;
        File.WriteAllBytes(Path.Combine(folder, "digestbot.db"), Migrated.Value);
        return new Installation(folder, true, new StandingClock(), Named(settings), web);
    }

    private static Dictionary<string, string?> Named((string Setting, object Value)[] settings) =>
        settings.GroupBy(pair => pair.Setting).ToDictionary(pair => pair.Key, pair => Convert.ToString(pair.Last().Value, CultureInfo.InvariantCulture));

    // The project's own configuration, with jobs that do not run by themselves while a test looks.
    private static string QuietHome(string folder)
    {
        var config = Directory.CreateDirectory(Path.Combine(folder, "home", "config")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Corpora.ProjectRoot, "config"), "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(config, Path.GetRelativePath(Path.Combine(Corpora.ProjectRoot, "config"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(Path.Combine(config, "schedule.json"), JsonSerializer.Serialize(Pipeline.All.ToDictionary(job => job.Name, _ => "0 0 0 1 1 ? 2099")));
        return Path.Combine(folder, "home");
    }

    private static byte[] MigratedDatabase()
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-template-").FullName;
        var path = Path.Combine(folder, "digestbot.db");
        using (var database = new Database(path)) database.Migrate();
        var bytes = File.ReadAllBytes(path);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}

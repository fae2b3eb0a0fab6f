using System.Globalization;
using System.Text;
using DigestBot.Cli;
using DigestBot.Digests;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace DigestBot.Tests.Web;

/// <summary>The whole service as <c>digestbot serve</c> puts it together, on a port and a data folder of its own. Mail goes to the outbox folder.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;
    private readonly HashSet<string> _seen = [];
    private readonly HttpClient _client;

    private RunningService(WebApplication app, DirectoryInfo folder, string address, StillClock clock, LogLines log)
    {
        (_app, _folder, Address, Clock, Log) = (app, folder, address, clock, log);
        // Follows no redirect and keeps no cookie, so that a test sees both.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };
    }

    /// <summary>http://127.0.0.1:PORT.</summary>
    public string Address { get; }

    public StillClock Clock { get; }

    public LogLines Log { get; }

    public static async Task<RunningService> StartAsync(DemoWeb web, params (string Setting, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-service-");
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}");
        var home = new Home(web.Home, folder.FullName);
        var given = new Dictionary<string, string?> { ["Web:PublicUrl"] = address, ["Web:Listen"] = address, ["Fetch:AllowPrivateAddresses"] = "true", ["Logging:Console:LogLevel:Default"] = "None" };
        foreach (var (setting, value) in settings) given[setting] = value;
        var clock = new StillClock(DemoWeb.Start);
        Directory.CreateDirectory(Path.Combine(folder.FullName, "data"));
        if (File.Exists(web.Database)) File.Copy(web.Database, Path.Combine(folder.FullName, "data", "digestbot.db"));
        var app = ServeCommand.Build(home, home.Configuration(given), clock);
        var log = new LogLines();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await ServeCommand.PrepareAsync(app.Services, app.Logger);
        // No job runs by itself: each test runs what it needs, and nothing else changes a row.
        await (await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).PauseAll();
        await app.StartAsync();
        return new RunningService(app, folder, address, clock, log);
    }

    public T Part<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task<Answer> GetAsync(string address, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, address, null, headers);

    public Task<Answer> PostAsync(string address, HttpContent? content, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, address, content, headers);

    public async Task<Answer> SendAsync(HttpMethod method, string address, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response, TestContext.Current.CancellationToken);
    }

    /// <summary>Somebody who has signed up and confirmed.</summary>
    public async Task<Subscriber> SubscribeAsync(string email, params string[] topics)
    {
        (await Part<Signup>().JoinAsync(email, Chosen(topics), "test")).Problem.ShouldBeNull();
        var pending = await Part<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(email));
        return (await Part<Signup>().ConfirmAsync(pending!.Id, "test"))!;
    }

    public static Preferences Chosen(params string[] topics) => new(topics.Length > 0 ? topics : ["technology"], Frequency.Daily, 1, 7 * 60, "Europe/Berlin", "en", 60);

    public async Task<Subscriber?> FindAsync(string email) => await Part<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(email));

    /// <summary>Puts the clock to the next sending time of everybody, and composes.</summary>
    public async Task ComposeAsync()
    {
        var due = (await Part<SubscriberTable>().AllAsync()).Max(s => s.NextDue);
        if (due > Clock.GetUtcNow()) Clock.Advance(due.Value - Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        await Part<Compose>().RunAsync(CancellationToken.None);
    }

    /// <summary>Sends what waits, and reads what has come to lie in the outbox folder since.</summary>
    public async Task<IReadOnlyList<ReceivedMessage>> MailsAsync()
    {
        await Part<Sender>().RunAsync(null, CancellationToken.None);
        var folder = Path.Combine(_folder.FullName, "data", "outbox");
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.GetFiles(folder, "*.eml").Where(_seen.Add).Select(file => MessageReader.Read(File.ReadAllBytes(file)))];
    }

    /// <summary>Every row of every table, as text: two dumps are the same when nothing was changed.</summary>
    public string Dump()
    {
        using var connection = new SqliteConnection($"Data Source={Part<Database>().Path}");
        connection.Open();
        var text = new StringBuilder();
        foreach (var table in Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Select(row => row.Trim('|')))
            foreach (var row in Rows(connection, $"SELECT * FROM \"{table}\""))
                text.Append(table).Append(": ").Append(row).Append('\n');
        return text.ToString();
    }

    /// <summary>The rows that have come or gone since a dump.</summary>
    public IEnumerable<string> ChangedSince(string dump)
    {
        var (before, now) = (dump.Split('\n'), Dump().Split('\n'));
        return before.Except(now).Concat(now.Except(before));
    }

    /// <summary>Does something to the database behind the service's back.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Part<Database>().Path}");
        connection.Open();
        Rows(connection, sql);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Concat(Enumerable.Range(0, reader.FieldCount).Select(i => "|" + (reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)))));
        return rows;
    }
}

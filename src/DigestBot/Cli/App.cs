using Microsoft.Extensions.Logging.Console;

namespace DigestBot.Cli;

/// <summary>The parts put together for one command, with the database brought up to date.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private App(ServiceProvider services, Home home, Settings settings)
    {
        _services = services;
        Home = home;
        Settings = settings;
    }

    public Home Home { get; }

    public Settings Settings { get; }

    public IServiceProvider Services => _services;

    /// <summary>The data folder.</summary>
    public string Data => Home.Full(Settings.Storage.Folder);

    /// <summary>Reads the settings and opens the store.</summary>
    /// <param name="logging">Whether log lines go to standard error.</param>
    public static async Task<App> OpenAsync(bool logging = true)
    {
        var home = Home.Find();
        var configuration = home.Configuration();
        var settings = Settings.Read(configuration);
        var services = new ServiceCollection();
        services.AddLogging(builder => { if (logging) Log(builder, configuration); });
        services.AddDigestBot(home, settings);
        var app = new App(services.BuildServiceProvider(), home, settings);
        await app.Services.OpenStoreAsync();
        return app;
    }

    /// <summary>Log lines: one each, to standard error, so that standard output holds results only.</summary>
    public static void Log(ILoggingBuilder builder, IConfiguration configuration)
    {
        builder.AddConfiguration(configuration.GetSection("Logging"));
        builder.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "yyyy-MM-dd HH:mm:ss'Z' ";
            options.UseUtcTimestamp = true;
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

using System.CommandLine;
using DigestBot.Jobs;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web;
using Microsoft.AspNetCore.HttpOverrides;

namespace DigestBot.Cli;

/// <summary><c>digestbot</c>, <c>digestbot serve</c>: pages and all jobs.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serves the pages and runs all jobs. Without an Smtp:Host, mail goes to the outbox folder.");
        command.SetAction((_, stop) => ServeAsync(stop));
        return command;
    }

    public static async Task<int> ServeAsync(CancellationToken stop)
    {
        var home = Home.Find();
        await using var app = Build(home, home.Configuration());
        using var held = ServiceLock.Take(home.Full(app.Services.GetRequiredService<StorageOptions>().Folder));
        await PrepareAsync(app.Services, app.Logger);
        await app.StartAsync(stop);
        app.Logger.LogInformation("Ready: {Urls}. Signup: {Home}", string.Join(", ", app.Urls), app.Services.GetRequiredService<Links>().Home);
        app.Logger.LogInformation("Operator's page: {Status}", app.Services.GetRequiredService<Links>().Status);
        app.Logger.LogInformation("Mail goes to {Destination}", app.Services.GetRequiredService<IMailTransport>().Destination);
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    /// <summary>Puts the service together.</summary>
    /// <exception cref="SettingsException">Settings that cannot work.</exception>
    public static WebApplication Build(Home home, IConfiguration configuration, TimeProvider? clock = null)
    {
        var settings = Settings.Read(configuration);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = home.Root, ApplicationName = "digestbot" });
        // The settings are ours and were checked; the host gets none of the environment.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        App.Log(builder.Logging, configuration);
        builder.WebHost.UseUrls(settings.Web.Listen.Split(';')).UseKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddDigestBot(home, settings, clock).AddPipeline(ConfigFiles.Schedule(home));
        var app = builder.Build();
        if (settings.Web.BehindProxy) app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.MapSite();
        return app;
    }

    /// <summary>Brings the store up to date, gives back what a killed process held, and fills an empty store with the starter feeds.</summary>
    public static async Task PrepareAsync(IServiceProvider services, ILogger log)
    {
        services.GetRequiredService<Database>().Migrate();
        if (await services.GetRequiredService<OutboxTable>().RecoverAsync() is > 0 and var inDoubt)
            log.LogWarning("{Count} mails were being sent when the service ended; they are sent again with the same Message-ID", inDoubt);
        var feeds = services.GetRequiredService<FeedTable>();
        var opml = services.GetRequiredService<Home>().Config("feeds.opml");
        if ((await feeds.AllAsync()).Count > 0 || !File.Exists(opml)) return;
        var added = await StarterFeeds.ImportAsync(await File.ReadAllBytesAsync(opml), feeds, services.GetRequiredService<IReadOnlyList<Topic>>(), null, services.GetRequiredService<TimeProvider>().GetUtcNow());
        log.LogInformation("{Count} starter feeds were added from {Path}", added, opml);
    }
}

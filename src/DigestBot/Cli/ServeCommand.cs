using System.CommandLine;
using DigestBot.Jobs;
using DigestBot.Mail;
using DigestBot.Rendering;
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
        var command = new Command("serve", "Serves the pages and runs all jobs. Without an Smtp:Host or a Sendmail:Path, mail goes to the outbox folder.");
        command.SetAction((_, stop) => ServeAsync(stop));
        return command;
    }

    public static async Task<int> ServeAsync(CancellationToken stop)
    {
        var home = Home.Find();
        await using var app = Build(home, home.Configuration());
        using var held = ServiceLock.Take(home.Full(app.Services.GetRequiredService<StorageOptions>().Folder));
        await PrepareAsync(app.Services, app.Logger);
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException e)
        {
            throw new UserException($"{e.Message} Choose another Web:Listen, or stop what listens there.");
        }

        app.Logger.LogInformation("Ready: {Urls}. Signup: {Home}", string.Join(", ", app.Urls), app.Services.GetRequiredService<Links>().Home);
        app.Logger.LogInformation("\"digestbot status\" prints the address of the operator's page");
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
        // It would write the address of every request, and our addresses carry tokens.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // Why it did not start is said by the command, in a line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.WebHost.UseUrls(settings.Web.Listen.Split(';')).UseKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddDigestBot(home, settings, clock).AddPipeline(ConfigFiles.Schedule(home));
        var app = builder.Build();
        if (settings.Web.BehindProxy) app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.MapSite();
        return app;
    }

    /// <summary>Brings the store up to date, and gives back what a killed process held.</summary>
    public static async Task PrepareAsync(IServiceProvider services, ILogger log)
    {
        if (await services.OpenStoreAsync() is > 0 and var added) log.LogInformation("{Count} starter feeds were added from config/feeds.opml", added);
        if (await services.GetRequiredService<OutboxTable>().RecoverAsync() is > 0 and var inDoubt)
            log.LogWarning("{Count} mails were being sent when the service ended; they are sent again with the same Message-ID", inDoubt);
        var mail = services.GetRequiredService<MailOptions>();
        foreach (var warning in mail.Warnings().Concat(DkimKeys.Warnings(mail, services.GetRequiredService<Home>().Full))) log.LogWarning("{Warning}", warning);
    }
}

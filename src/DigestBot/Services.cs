using DigestBot.Articles;
using DigestBot.Articles.Models;
using DigestBot.Articles.Slop;
using DigestBot.Digests;
using DigestBot.Feeds;
using DigestBot.Fetch;
using DigestBot.Jobs;
using DigestBot.Mail;
using DigestBot.Mail.Pacing;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web;

namespace DigestBot;

/// <summary>The parts list: everything that the service, the commands and the tests are put together from, stage by stage.</summary>
public static class Services
{
    /// <summary>Adds every part. Nothing is opened before it is used, but the key files and the configuration are read here.</summary>
    /// <exception cref="SettingsException">A file of <c>config/</c> or a DKIM key cannot be read.</exception>
    public static IServiceCollection AddDigestBot(this IServiceCollection services, Home home, Settings settings, TimeProvider? clock = null, KeyFile? key = null)
    {
        var data = home.Full(settings.Storage.Folder);
        try
        {
            Directory.CreateDirectory(data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"Storage:Folder = '{settings.Storage.Folder}': it must be a folder that can be made and written ({e.Message})"]);
        }

        var topics = ConfigFiles.Topics(home);
        clock ??= TimeProvider.System;

        services.AddSingleton(home).AddSingleton(clock).AddSingleton(topics).AddSingleton(ConfigFiles.Brand(home));
        services.AddSingleton(settings.Storage).AddSingleton(settings.Web).AddSingleton(settings.Fetch).AddSingleton(settings.Feeds).AddSingleton(settings.Articles)
            .AddSingleton(settings.Summaries).AddSingleton(settings.Signup).AddSingleton(settings.Digests).AddSingleton(settings.Follows).AddSingleton(settings.Mail).AddSingleton(settings.Smtp).AddSingleton(settings.Sendmail).AddSingleton(settings.Imap);

        // Store
        services.AddSingleton(_ => new Database(home.Full(settings.Storage.DatabasePath)));
        services.AddSingleton<FeedTable>().AddSingleton<ArticleTable>().AddSingleton<HeldArticleTable>().AddSingleton<ArticleLog>().AddSingleton<StoryTable>().AddSingleton<RelatedTable>().AddSingleton<SubscriberTable>().AddSingleton<ReaderListTable>().AddSingleton<LookupTable>().AddSingleton<DigestTable>().AddSingleton<WaitingDigestTable>()
            .AddSingleton<OutboxTable>().AddSingleton<OutboxJournal>().AddSingleton<OutboxList>().AddSingleton<AttemptTable>().AddSingleton<RefusalTable>().AddSingleton<InboxTable>().AddSingleton<SuppressionTable>().AddSingleton<JobTable>();

        // Subscribers
        services.AddSingleton(key ?? KeyFile.LoadOrCreate(Path.Combine(data, "key")));
        services.AddSingleton<Tokens>().AddSingleton(parts => new Links(settings.Web.Root, parts.GetRequiredService<Tokens>()));
        services.AddSingleton<Signup>().AddSingleton<Changes>().AddSingleton<Refusals>().AddSingleton<Following>();

        // Rendering
        services.AddSingleton(new Wording(topics, Texts.Load(home.Config("texts"))));
        services.AddSingleton<MailAddresses>().AddSingleton<CardViews>().AddSingleton(DkimKeys.Load(settings.Mail, home.Full)).AddSingleton<MailRenderer>();

        // The five stages
        services.AddSingleton(_ => new Fetcher(settings.Fetch, settings.Web.Root, clock));
        services.AddSingleton<FindFeed>(parts => async (address, stop) =>
            await FeedFinder.FindAsync(parts.GetRequiredService<Fetcher>(), address, stop) is { } found ? new NewFeed(found.Address.AbsoluteUri, found.Title, found.Site) : null);
        services.AddSingleton<Gather>();
        services.AddSingleton(_ => new TopicLexicon(topics)); // 3 MB, for reading only
        services.AddSingleton(new SlopFilter(ConfigFiles.Slop(home, settings.Slop.Mode), settings.Slop.Mode)).AddSingleton<ModelSummaries>();
        services.AddSingleton<RecentArticles>().AddSingleton<ReadArticles>();
        services.AddSingleton<ComposeRounds>().AddSingleton<Compose>().AddSingleton<Upcoming>().AddSingleton<Today>();
        services.AddSingleton<AccessTokens>().AddSingleton(parts => new ProtocolLog(
            settings.Smtp.ProtocolLog.Length > 0 ? home.Full(settings.Smtp.ProtocolLog) : "", settings.Smtp.ProtocolLogMegabytes * 1024L * 1024, clock, parts.GetRequiredService<ILogger<ProtocolLog>>()));
        services.AddSingleton<SmtpTransport>().AddSingleton<IMailTransport>(parts => settings.Smtp.Host.Length > 0 ? parts.GetRequiredService<SmtpTransport>()
            : settings.Sendmail.Path.Length > 0 ? new SendmailTransport(settings.Sendmail, clock) : new FolderTransport(Path.Combine(data, "outbox")));
        services.AddSingleton(new Pace(settings.Smtp.ToLimits(), clock));
        services.AddSingleton<Sender>();
        services.AddSingleton<ReplyFollows>().AddSingleton<ReplyHandler>().AddSingleton<Inbox>();

        // Jobs, pages
        services.AddSingleton(JobSchedule.Of(ConfigFiles.Schedule(home))).AddSingleton<JobRunner>();
        services.AddSingleton<PageWriter>().AddSingleton<Forms>().AddSingleton<OwnPage>().AddSingleton<Previews>().AddSingleton<SignupLimit>().AddSingleton<DataExport>().AddSingleton<StatusFacts>();
        return services;
    }

    /// <summary>Brings the store up to date; a new one gets the starter feeds of <c>config/feeds.opml</c>.</summary>
    /// <returns>How many starter feeds were added.</returns>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public static async Task<int> OpenStoreAsync(this IServiceProvider services)
    {
        var fresh = services.GetRequiredService<Database>().Migrate() == Migrations.All.Length;
        var opml = services.GetRequiredService<Home>().Config("feeds.opml");
        if (!fresh || !File.Exists(opml)) return 0;
        return await StarterFeeds.ImportAsync(
            await File.ReadAllBytesAsync(opml), services.GetRequiredService<FeedTable>(), services.GetRequiredService<IReadOnlyList<Topic>>(), null, services.GetRequiredService<TimeProvider>().GetUtcNow());
    }
}

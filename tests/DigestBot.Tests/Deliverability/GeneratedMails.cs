using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Rendering;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Deliverability;

/// <summary>Mails of every kind in every language, rendered once from stored rows and shared by all rules.</summary>
internal static class GeneratedMails
{
    /// <summary>Where the service says that it is.</summary>
    public const string Site = "https://digest.example.net";

    /// <summary>The domain of From.</summary>
    public const string Domain = "news.example.net";

    private static readonly Lazy<Task<IReadOnlyDictionary<string, GeneratedMail>>> Rendered = new(RenderAsync);

    /// <summary>"digest.en", "digest.de" …: every mail.</summary>
    public static TheoryData<string> Names => [.. MailSort.All.SelectMany(sort => sort.Languages.Select(language => $"{sort.Name}.{language}"))];

    /// <summary>One mail of each kind, where the language makes no difference.</summary>
    public static TheoryData<string> Kinds => [.. MailSort.All.Select(sort => $"{sort.Name}.{sort.Languages[0]}")];

    /// <summary>One of them, by name.</summary>
    public static async Task<GeneratedMail> GetAsync(string name) => (await Rendered.Value)[name];

    /// <summary>All of them, in order.</summary>
    public static async Task<IReadOnlyList<GeneratedMail>> AllAsync() => [.. (await Rendered.Value).Values];

    /// <summary>A house as an operator would have furnished it, with a name and an address to show.</summary>
    public static House Furnished() => new(
        settings =>
        {
            settings.Web.PublicUrl = Site;
            settings.Mail.From = "digest@" + Domain;
            settings.Mail.ReplyTo = "digest+{token}@" + Domain;
            settings.Mail.Bounces = "bounces+{token}@" + Domain;
            settings.Mail.Operator = "operator@mail.example.org";
        },
        FurnishedHome.Root);

    private static async Task<IReadOnlyDictionary<string, GeneratedMail>> RenderAsync()
    {
        await using var house = Furnished();
        var queue = await MailQueue.FillAsync(house);
        var mails = new Dictionary<string, GeneratedMail>(StringComparer.Ordinal);
        foreach (var sort in MailSort.All)
            foreach (var language in sort.Languages)
            {
                var row = (await house.Part<OutboxTable>().GetAsync(await sort.Queue(queue, language))).ShouldNotBeNull();
                var first = await new ComposedMail(house, row).RenderAsync();
                house.Clock.Advance(TimeSpan.FromHours(1));
                var second = await new ComposedMail(house, row).RenderAsync();
                var other = await new ComposedMail(house, row with { Id = row.Id + 1000, SubscriberId = row.SubscriberId + 1000, Recipient = "somebody.else@mail.example.org" }).RenderAsync();
                var mail = new GeneratedMail(sort, language, row, first, second, other, row.SubscriberId is { } s ? house.Part<Links>().Unsubscribe(s) : "");
                mails.Add(mail.Name, mail);
            }

        return mails;
    }
}

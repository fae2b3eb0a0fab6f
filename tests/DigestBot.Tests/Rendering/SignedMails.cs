using System.Text;
using System.Text.Json;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using DigestBot.Tests.Wire.Mime;

namespace DigestBot.Tests.Rendering;

/// <summary>A house whose mails are signed with two keys, and a mail of each kind.</summary>
internal static class SignedMails
{
    /// <summary>The selectors.</summary>
    public static readonly string[] Selectors = ["news1", "news2"];

    /// <summary>Signs for news.example.</summary>
    public static House House() => Signing(settings => settings.Mail.Dkim =
        [new DkimOptions { Selector = Selectors[0], KeyFile = DkimFixtures.KeyFile("pkcs8") }, new DkimOptions { Selector = Selectors[1], KeyFile = DkimFixtures.KeyFile("pkcs1") }]);

    /// <summary>The same house without keys.</summary>
    public static House Unsigned() => Signing(_ => { });

    /// <summary>One mail of each kind, rendered.</summary>
    public static async Task<IReadOnlyDictionary<MailKind, RenderedMail>> OfEachKindAsync(House house)
    {
        var reader = await house.SubscriberAsync(s => s with { Email = "ada@example.org" });
        await house.ArticleAsync(await house.FeedAsync(), "Ünïcödé  標題", time: house.Clock.Now, text: "One sentence of the article, with  two spaces. " + new string('w', 200));
        var mails = new Dictionary<MailKind, RenderedMail> { [MailKind.Digest] = await (await ComposedMail.OfAsync(house)).RenderAsync() };
        foreach (var kind in Enum.GetValues<MailKind>().Where(kind => kind != MailKind.Digest))
        {
            var payload = kind == MailKind.Alert ? JsonSerializer.Serialize(new AlertFacts("The relay refuses", ["535  Authentication failed"], "Run: digestbot doctor")) : (NoticeFacts.Of(reader) with { InReplyTo = "answered@example.org" }).ToJson();
            var id = await house.Part<OutboxTable>().AddAsync(kind, "ada@example.org", kind == MailKind.Alert ? null : reader.Id, payload, house.Clock.Now);
            mails[kind] = await new ComposedMail(house, (await house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull()).RenderAsync();
        }

        return mails;
    }

    /// <summary>As others see it.</summary>
    public static string Text(RenderedMail mail) => Encoding.ASCII.GetString(mail.Message.Span);

    // Verifiers refuse a signature from the future: these mails are from a time that is past on any machine.
    private static House Signing(Action<Settings> change)
    {
        var house = new House(settings =>
        {
            settings.Web.PublicUrl = "https://digest.example";
            settings.Mail.From = "digest@news.example";
            settings.Mail.ReplyTo = "digest+{token}@news.example";
            settings.Mail.Bounces = "bounces+{token}@bounces.news.example";
            change(settings);
        });
        house.Clock.Set(new DateTimeOffset(2024, 5, 6, 12, 0, 0, TimeSpan.Zero));
        return house;
    }
}

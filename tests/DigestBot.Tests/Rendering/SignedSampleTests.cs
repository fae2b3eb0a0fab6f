using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using DigestBot.Tests.Verifiers;
using DigestBot.Tests.Wire.Mime;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Rendering;

/// <summary>Signed mails as different as they come: languages, scripts, long and international names, hardly any body. Every verifier takes all of them.</summary>
public sealed class SignedSampleTests : IAsyncLifetime
{
    private static readonly string[] Titles =
    [
        "Plain title", "Größe, Maße & Übermut: ein Überblick", "今日のニュース：七つの記事がここにあります", "عنوان من اليمين إلى اليسار", "Ежедневный обзор новостей", "=?utf-8?q?not_a_word?=", "👩‍💻 emoji 🎉", new string('w', 300),
    ];

    private static readonly string[] Recipients =
        ["ada@example.org", "\"a b\"@example.org", "reader@bücher.example", new string('l', 64) + "@" + string.Join('.', Enumerable.Repeat(new string('d', 46), 4)) + ".x"];

    private readonly List<ReadOnlyMemory<byte>> _mails = [];
    private IReadOnlyList<DkimRecord> _records = [];

    public static TheoryData<string> Verifiers => new(DkimVerifiers.All);

    public async ValueTask InitializeAsync()
    {
        foreach (var (language, recipient) in ((string[])["en", "de", "fr", "es"]).Zip(Recipients))
        {
            await using var house = Signing(language);
            var (reader, feed) = (await house.SubscriberAsync(s => s with { Email = EmailAddress.Normalise(recipient), Language = language }), await house.FeedAsync());
            foreach (var title in Titles) await house.ArticleAsync(feed, title, time: house.Clock.Now, text: $"One sentence about {title}. Another  one.");
            _mails.Add((await (await ComposedMail.OfAsync(house)).RenderAsync()).Message);
            foreach (var kind in Enum.GetValues<MailKind>().Where(kind => kind is not (MailKind.Digest or MailKind.Alert)))
            {
                var id = await house.Part<OutboxTable>().AddAsync(kind, reader.Email, reader.Id, NoticeFacts.Of(reader).ToJson(), house.Clock.Now);
                _mails.Add((await new ComposedMail(house, (await house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull()).RenderAsync()).Message);
            }

            var signer = house.Part<DkimSigner>();
            _records = [.. signer.Keys.Select(key => key.Record)];
            foreach (var body in (string[])["", "\n", ".\n", "\n\n\n", " \t \n"]) _mails.Add(signer.Sign(Writer().Text(EncodedBody.Of(body), flowed: false), house.Clock.Now).Written);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Verifiers))]
    public async Task Every_sample_is_taken(string verifier)
    {
        _mails.Count.ShouldBeGreaterThan(30);
        _records.Select(record => record.Name).ShouldBe(["news1._domainkey.news.xn--zeitng-6ya.example", "news2._domainkey.xn--zeitng-6ya.example"]);
        var results = await DkimVerifiers.VerifyAsync(verifier, _records, _mails);
        foreach (var (mail, holds) in _mails.Zip(results)) holds.ShouldBe(["news1", "news2"], System.Text.Encoding.Latin1.GetString(mail.Span));
    }

    [Fact]
    public void No_header_of_an_international_domain_is_anything_but_ascii()
    {
        foreach (var mail in _mails)
        {
            mail.Span.ContainsAnyExceptInRange((byte)0, (byte)127).ShouldBeFalse();
            MessageReader.Read(mail).From.Single().Address.ShouldBe("digest@news.xn--zeitng-6ya.example");
        }
    }

    private static MessageWriter Writer() =>
        new MessageWriter().From(new Mailbox("Zeitung", "digest@news.zeitüng.example")).To(new Mailbox(null, "ada@example.org")).Subject("").Date(new DateTimeOffset(2024, 5, 6, 12, 0, 0, TimeSpan.Zero)).MessageId("1@news.example");

    private static House Signing(string language)
    {
        var house = new House(settings =>
        {
            settings.Web.PublicUrl = "https://digest.example/" + new string('p', 150);
            settings.Mail.From = "digest@news.zeitüng.example";
            settings.Mail.Name = language == "en" ? "Die Zeitüng, \"täglich\" <neu>" : "毎日の知らせ 毎日の知らせ 毎日の知らせ 毎日の知らせ";
            settings.Mail.Dkim = [new DkimOptions { Selector = "news1", KeyFile = DkimFixtures.KeyFile("pkcs8") }, new DkimOptions { Selector = "news2", KeyFile = DkimFixtures.KeyFile("pkcs1"), Domain = "zeitüng.example" }];
        });
        house.Clock.Set(new DateTimeOffset(2024, 5, 6, 12, 0, 0, TimeSpan.Zero));
        return house;
    }
}

using System.Text;
using DigestBot.Digests;
using DigestBot.Mail;
using DigestBot.Tests.Mail;
using DigestBot.Tests.Servers;
using DigestBot.Tests.Verifiers;
using DigestBot.Tests.Wire.Mime;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.EndToEnd;

/// <summary>A digest of real articles through a real Postfix: what lies in the Maildir still carries a signature that holds.</summary>
public class SignedThroughPostfixTests
{
    private const string Reader = "reader@example.test";

    [Fact]
    public async Task The_signature_of_a_digest_that_arrived_holds()
    {
        await using var postfix = await Postfix.StartAsync();
        await using var service = Installation.Make(Relay.At(postfix.Port, ("Fetch:AllowPrivateAddresses", true), ("Web:PublicUrl", "https://news.bot.example"), ("Mail:From", "digest@bot.example"),
            ("Mail:Dkim:0:Selector", "news1"), ("Mail:Dkim:0:KeyFile", DkimFixtures.KeyFile("pkcs8"))));
        // Verifiers refuse a signature from the future, and the machine's clock may say anything.
        service.Clock.Set(new DateTimeOffset(2024, 5, 6, 12, 0, 0, TimeSpan.Zero));
        await using var news = await News.StartAsync(service);
        (await news.CollectAsync(_ => true)).ShouldBeGreaterThan(15);
        await service.SubscribeAsync(Reader, zone: "Europe/Berlin");
        service.Clock.Advance(TimeSpan.FromHours(20));
        (await service.Get<Compose>().RunAsync(CancellationToken.None)).Digests.ShouldBe(1);
        (await service.Get<Sender>().RunAsync(null, CancellationToken.None)).Sent.ShouldBe(1);

        var delivered = (await postfix.MessagesAsync(Reader)).Single();
        delivered.ShouldStartWith("Return-Path: <digest+");
        delivered.ShouldContain("Received: from ");
        // A Maildir has the lines of its system; on the wire they end with CRLF.
        var wire = Encoding.Latin1.GetBytes(delivered.ReplaceLineEndings("\r\n"));
        var record = service.Get<DkimSigner>().Keys.Single().Record;
        record.Name.ShouldBe("news1._domainkey.bot.example");
        foreach (var verifier in DkimVerifiers.All)
            (await DkimVerifiers.VerifyAsync(verifier, [record], [wire])).Single().ShouldBe(["news1"], verifier);
    }
}

using System.Text;
using System.Text.RegularExpressions;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Cli;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Mail;
using DigestBot.Tests.Replies;
using DigestBot.Tests.Servers;
using DigestBot.Tests.Verifiers;
using DigestBot.Tests.Wire.Mime;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Recipients;

/// <summary>Readers whose address is not ASCII before the @ (RFC 6531, 6532): their mail alone asks for SMTPUTF8, is signed, and concerns nobody else.</summary>
public class InternationalTests
{
    private const string Lea = "l\u00e9a@readers.example", Reader = "\u8aad\u8005@readers.example", Anna = "\u0430\u043d\u043d\u0430@xn--bcher-kva.test";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Postfix_delivers_their_digests_signed_and_only_theirs_are_asked_for_as_such(bool chunking)
    {
        await using var postfix = await Postfix.StartAsync(new Dictionary<string, string> { ["@readers.example"] = "", ["@xn--bcher-kva.test"] = "" }, Postfix.Nobody);
        await using var service = Installation.Make(Relay.At(postfix.Port, ("Smtp:Connections", 1), ("Smtp:Chunking", chunking), ("Smtp:ProtocolLog", "smtp.log"), ("Mail:From", "digest@bot.example"),
            ("Mail:Dkim:0:Selector", "news1"), ("Mail:Dkim:0:KeyFile", DkimFixtures.KeyFile("pkcs8"))));
        // Verifiers refuse a signature from the future, and the machine's clock may say anything.
        service.Clock.Set(new DateTimeOffset(2024, 5, 6, 12, 0, 0, TimeSpan.Zero));
        await QueueAsync(service, "reader@readers.example", Lea, "other@readers.example", Reader, Anna);
        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(5, 0, 0, null), postfix.Log);

        var delivered = ((IEnumerable<string>)[.. await postfix.MessagesAsync("@readers.example", 4), .. await postfix.MessagesAsync("@xn--bcher-kva.test")]).ToList();
        var record = service.Get<DkimSigner>().Keys.Single().Record;
        var wire = delivered.ConvertAll(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
        foreach (var verifier in DkimVerifiers.All)
            foreach (var holds in await DkimVerifiers.VerifyAsync(verifier, [record], wire)) holds.ShouldBe(["news1"], verifier);
        foreach (var address in (string[])[Lea, Reader, Anna])
        {
            var mail = delivered.Single(text => text.Contains($"\nDelivered-To: {address}\n", StringComparison.Ordinal));
            mail.ShouldContain($"\nTo: {address}\n");
            // The rest of the header is ASCII, and so are both bodies.
            Regex.Replace(mail, $"(?m)^(To|X-Original-To|Delivered-To|\tfor|Received:).*$|{address}", "").ShouldAllBe(c => c < 0x80);
            var subscriber = (await service.Get<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(address))).ShouldNotBeNull();
            MessageReader.Read(Encoding.UTF8.GetBytes(mail)).Headers.All("List-Unsubscribe").Single().Value.ShouldContain(service.Get<Links>().Unsubscribe(subscriber.Id).ToString());
        }

        var mails = (await File.ReadAllLinesAsync(Path.Combine(service.Folder, "smtp.log"), Stop)).Where(line => line.Contains("C: MAIL FROM:", StringComparison.Ordinal)).ToList();
        mails.Count.ShouldBe(5);
        mails.Count(line => line.Contains(" BODY=8BITMIME SMTPUTF8", StringComparison.Ordinal)).ShouldBe(3);
        mails.Count(line => line.Contains("SMTPUTF8", StringComparison.Ordinal) || line.Contains("8BITMIME", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task A_relay_without_SMTPUTF8_fails_their_mail_alone_says_why_and_nobody_loses_a_subscription()
    {
        await using var postfix = await Postfix.StartAsync(new Dictionary<string, string> { ["@readers.example"] = "" }, Postfix.Nobody, "smtputf8_enable = no");
        await using var service = Installation.Make(Relay.At(postfix.Port, ("Smtp:Connections", 1)));
        // First, between two, next to each other and last: none may be announced, none may hold up another.
        await QueueAsync(service, Lea, "one@readers.example", Reader, "a\u00e7\u00e3o@readers.example", "two@readers.example", "three@readers.example", "fran\u00e7ois@readers.example");
        for (var day = 0; day < 4; day++)
        {
            (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(day == 0 ? new SendReport(3, 0, 4, null) : new SendReport(0, 0, 4, null), postfix.Log);
            foreach (var mail in (await service.OutboxAsync()).Where(mail => mail.State == OutboxState.Failed))
                mail.LastReply.ShouldNotBeNull().ShouldContain("550 5.6.7 not sent: the address is not ASCII, and the server does not know SMTPUTF8");
            await service.NobodyIsHarmedAsync("the relay is at fault, and another will do");
            // A day later again, as a real refusal of the address would end a subscription.
            service.Clock.Advance(TimeSpan.FromHours(24));
            foreach (var address in (string[])[Lea, Reader, "a\u00e7\u00e3o@readers.example", "fran\u00e7ois@readers.example"])
                await service.Get<OutboxTable>().AddAsync(MailKind.Alert, address, (await service.Get<SubscriberTable>().ByEmailKeyAsync(address))!.Id, """{"Title":"Trouble","Lines":["one"],"WhatToDo":"Look."}""", service.Clock.GetUtcNow());
        }

        (await postfix.MessagesAsync("@readers.example", 3)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_bounce_in_UTF_8_names_the_reader_and_the_mail()
    {
        await using var postfix = await Postfix.StartAsync(new Dictionary<string, string> { ["@bot.example"] = "" }, Postfix.Nobody,
            "virtual_alias_domains = readers.example", "virtual_alias_maps = inline:{{l\u00e9a@readers.example=moved@elsewhere.example}}");
        await using var service = Installation.Make(Relay.At(postfix.Port));
        await QueueAsync(service, Lea);
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(1, postfix.Log);
        var bounce = (await postfix.MessagesAsync("@bot.example"))[0];
        // RFC 6533: types of their own, since the returned header is UTF-8.
        bounce.ShouldContain("Content-Type: message/global-delivery-status", Case.Sensitive, bounce);
        bounce.ShouldContain("Content-Type: message/global-headers");
        var report = DeliveryReport.Read(MessageReader.Read(Encoding.UTF8.GetBytes(bounce))).ShouldNotBeNull();
        (report.Recipients.Single().Address, report.Recipients.Single().Status).ShouldBe((Lea, "5.4.4"), bounce);
        report.Original.ShouldNotBeNull().First("Message-ID")!.Value.ShouldContain((await service.OutboxAsync()).Single().MessageId!);
    }

    [Fact]
    public async Task Doctor_says_what_a_relay_without_SMTPUTF8_means_and_signup_can_refuse_them()
    {
        await using var sink = await SmtpSink.StartAsync();
        using var program = new DigestBotProgram([("Mail:From", "digest@bot.example"), .. Relay.At(sink.Port)]);
        (await program.RunAsync("subscribers", "add", Lea, "--topics", "all")).Exit.ShouldBe(0);
        var line = (await program.RunAsync("doctor")).Lines.Single(line => line.StartsWith("ok    relay: ", StringComparison.Ordinal));
        line.ShouldContain("(warning: no SMTPUTF8, so 1 subscribers whose address is not ASCII before the @ get no mail; ");
        line.ShouldContain("set Signup:InternationalAddresses to false");

        await using var service = Installation.Make(("Signup:InternationalAddresses", false));
        foreach (var address in (string[])[Lea, Anna])
            (await service.Get<Signup>().JoinAsync(address, SignedUp.Choices, "test")).ShouldBe(new JoinResult(false, "The part before the @ is not ASCII, and such addresses are refused here (Signup:InternationalAddresses)."));
        (await service.Get<Signup>().JoinAsync("reader@b\u00fccher.test", SignedUp.Choices, "test")).Queued.ShouldBeTrue();
        (await service.OutboxAsync()).Single().Recipient.ShouldBe("reader@xn--bcher-kva.test");
    }

    [Theory]
    [InlineData("Mail:From", "l\u00e9a@bot.example")]
    [InlineData("Mail:ReplyTo", "l\u00e9a+{token}@bot.example")]
    [InlineData("Mail:Bounces", "l\u00e9a+{token}@bot.example")]
    public void Our_own_addresses_are_ASCII(string setting, string value)
    {
        var options = new DigestBot.Rendering.MailOptions { From = "digest@bot.example" };
        typeof(DigestBot.Rendering.MailOptions).GetProperty(setting[5..])!.SetValue(options, value);
        options.Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(problem => problem.Setting.ShouldBe(setting), problem => problem.Right.ShouldContain("must be ASCII"));
        new DigestBot.Rendering.MailOptions { From = "digest@bot.example", Operator = Lea }.Problems().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("L\u00e9a <l\u00e9a@readers.example>")]
    [InlineData("<le\u0301a@READERS.example>")]
    [InlineData("=?utf-8?q?L=C3=A9a?= <L\u00c9A@readers.example>")]
    public void Who_writes_is_known_in_every_spelling(string from) =>
        Signup.EmailKey(MessageReader.Read(new Letter { From = from }.Bytes()).From.Single().Address).ShouldBe(Signup.EmailKey(Lea));

    [Fact]
    public async Task A_list_with_them_is_exported_as_it_was_imported()
    {
        using var program = new DigestBotProgram();
        var list = program.Write("list.csv", "email;topics\nle\u0301a@readers.example;all\n\u0430\u043d\u043d\u0430@b\u00fccher.test;all\n");
        (await program.RunAsync("subscribers", "import", list)).Exit.ShouldBe(0);
        foreach (var email in (string[])["L\u00e9a@readers.example", Anna]) (await program.RunAsync("subscribers", "confirm", email)).Exit.ShouldBe(0, email);
        var exported = await program.RunAsync("subscribers", "export", "--csv");
        exported.Lines.Skip(1).Select(line => line.Split(';')[0]).ShouldBe([Lea, Anna]);
        using var other = new DigestBotProgram();
        (await other.RunAsync("subscribers", "import", other.Write("list.csv", exported.Output))).Output.ShouldContain("2 confirmations queued");
    }

    [Fact]
    public void Only_addresses_are_written_so_and_identifiers_never()
    {
        var written = Encoding.UTF8.GetString(new MessageWriter().From(new Mailbox("L\u00e9a", "bot@example.org")).To(new Mailbox("L\u00e9a", Lea), new Mailbox(null, Reader)).Subject("Gr\u00fc\u00dfe").Text("L\u00e9a\n").ToArray());
        written.ShouldStartWith($"From: =?UTF-8?Q?L=C3=A9a?= <bot@example.org>\r\nTo: =?UTF-8?Q?L=C3=A9a?= <{Lea}>, {Reader}\r\nSubject: =?UTF-8?B?R3LDvMOfZQ==?=\r\n");
        Should.Throw<ArgumentException>(() => new MessageWriter().MessageId(Lea)).Message.ShouldContain("not ASCII");
        Should.Throw<ArgumentException>(() => new MessageWriter().Header("List-Unsubscribe", $"<mailto:{Lea}>"));
    }

    private static async Task QueueAsync(Installation service, params string[] addresses) => await service.Get<Database>().WriteAsync(async (db, tx) =>
    {
        var now = service.Clock.GetUtcNow();
        var selection = await DigestTable.AddSelectionAsync(db, tx, new Selection { Created = now, Feeds = 1 });
        foreach (var address in addresses)
        {
            var s = new Subscriber { Email = address, Status = SubscriberStatus.Active, Topics = "all", Created = now };
            var id = (await SubscriberTable.InsertAsync(db, tx, s, Signup.EmailKey(address)))!.Value;
            var digest = await Tests.Store.Rows.AddDigestAsync(db, tx, id, "2026-03-10", selection);
            await OutboxTable.AddAsync(db, tx, MailKind.Digest, address, id, digest, null, now);
        }

        return addresses.Length;
    });
}

using System.Text;
using DigestBot.Mail;
using DigestBot.Subscribers;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Recipients;
using DigestBot.Tests.Servers;
using DigestBot.Tests.Verifiers;
using DigestBot.Tests.Wire.Mime;
using DigestBot.Wire.Mime;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail;

/// <summary>Postfix's own sendmail, in front of a Postfix of the test's.</summary>
public class SendmailPostfixTests
{
    [Fact]
    public async Task Mail_that_leaves_by_the_local_program_arrives_signed_and_bounces_to_its_own_address()
    {
        await using var postfix = await Postfix.StartAsync(TypedAddresses.Domains.ToDictionary(domain => "@" + domain, _ => ""), Postfix.Nobody, "allow_min_user = yes", "swap_bangpath = no", "allow_percent_hack = no", "resolve_dequoted_address = no");
        using var program = await SendmailProgram.OfAsync($"#!/bin/sh\nexec {Tool.Path("sendmail", "postfix")} -C {postfix.Configuration} \"$@\"");
        await using var service = Installation.Make(("Sendmail:Path", program.Path), ("Mail:From", "digest@bot.example"), ("Mail:Dkim:0:Selector", "news1"), ("Mail:Dkim:0:KeyFile", DkimFixtures.KeyFile("pkcs8")));
        service.Clock.Set(new DateTimeOffset(2024, 5, 6, 12, 0, 0, TimeSpan.Zero));
        var typed = TypedAddresses.Good.DistinctBy(one => one.Delivered).ToList();
        foreach (var one in typed) (await service.Get<Signup>().JoinAsync(one.Text, SignedUp.Choices, "test")).Queued.ShouldBeTrue(one.Text);
        var report = await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken);
        report.ShouldBe(new SendReport(typed.Count, 0, 0, null), string.Join('\n', (await service.OutboxAsync()).Select(row => row.Recipient + ": " + row.LastReply)) + postfix.Log);

        var delivered = new List<string>();
        foreach (var domain in TypedAddresses.Domains)
            delivered.AddRange(await postfix.MessagesAsync("@" + domain, typed.Count(one => one.Delivered!.EndsWith('@' + domain, StringComparison.Ordinal))));
        var messages = delivered.ConvertAll(text => MessageReader.Read(Encoding.UTF8.GetBytes(text)));
        messages.Select(message => message.To.Single().Address).Order(StringComparer.Ordinal).ShouldBe(typed.Select(one => one.Delivered!).Order(StringComparer.Ordinal));
        foreach (var message in messages)
        {
            message.Addresses("Delivered-To").Single().Address.ShouldBe(message.To.Single().Address);
            message.Headers.All("Return-Path").Single().Value.ShouldStartWith("<digest+");
        }

        var record = service.Get<DkimSigner>().Keys.Single().Record;
        var wire = delivered.ConvertAll(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
        foreach (var holds in await DkimVerifiers.VerifyAsync("dkimpy", [record], wire)) holds.ShouldBe(["news1"]);
    }

    [Fact]
    public async Task What_postfix_says_of_a_mail_that_it_cannot_queue_is_kept_and_the_mail_tried_again()
    {
        await using var postfix = await Postfix.StartAsync("message_size_limit = 2000");
        using var program = await SendmailProgram.OfAsync($"#!/bin/sh\nexec {Tool.Path("sendmail", "postfix")} -C {postfix.Configuration} \"$@\"");
        var large = await program.SendAsync(message: Wire.Smtp.Letters.Of(string.Concat(Enumerable.Repeat("a line\r\n", 20_000))));
        large.Outcome.ShouldNotBe(SendOutcome.Delivered);
        large.Reply!.Text.ShouldContain("too big");
        (await program.SendAsync()).Outcome.ShouldBe(SendOutcome.Delivered);
        (await postfix.MessagesAsync("reader@example.test")).Single().ShouldEndWith("\n\nGood morning.\n.hidden dot\n..two\n.\nThe end.\n");
    }
}

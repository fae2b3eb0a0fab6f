using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

public class RealPostfixTests
{
    [Fact]
    public async Task Mail_reaches_the_mailbox_as_it_was_and_a_refusal_does_not_end_the_session()
    {
        await using var postfix = await Postfix.StartAsync("message_size_limit = 50000");
        await using var session = await Letters.At(postfix.Port).OpenAsync();
        session.Capabilities.Pipelining.ShouldBeTrue();
        session.Capabilities.MaxSize.ShouldBe(50_000);

        var unknown = await session.PostAsync(new Envelope("bot@example.org", "nobody@example.test"), Letters.Short);
        unknown.Outcome.ShouldBe(SendOutcome.Permanent);
        unknown.Reply!.EnhancedStatus.ShouldBe("5.1.1");
        unknown.Reply.Stage.ShouldBe(SmtpStage.Rcpt);

        var relay = await session.PostAsync(new Envelope("bot@example.org", "somebody@example.com"), Letters.Short);
        relay.Outcome.ShouldBe(SendOutcome.Permanent);
        relay.Reply!.EnhancedStatus.ShouldBe("5.7.1");

        var large = await session.PostAsync(Letters.ToReader, Letters.Of(new string('x', 900) + "\r\n" + string.Concat(Enumerable.Repeat("line\r\n", 10_000))));
        large.Outcome.ShouldBe(SendOutcome.Permanent);
        large.Reply!.EnhancedStatus.ShouldBe("5.3.4");

        var sent = await session.PostAsync(Letters.ToReader, Letters.Short);
        sent.Outcome.ShouldBe(SendOutcome.Delivered, sent.Reason);
        var mixed = await session.PostAsync(new Envelope("", ["nobody@example.test", "reader@example.test"]), Letters.Short);
        mixed.Outcome.ShouldBe(SendOutcome.Delivered, mixed.Reason);
        mixed.Refused.Single().Address.ShouldBe("nobody@example.test");
        await session.QuitAsync(TestContext.Current.CancellationToken);

        var delivered = await postfix.MessagesAsync("reader@example.test", 2);
        delivered[0].ShouldContain("Return-Path: <bot@example.org>");
        delivered[1].ShouldContain("Return-Path: <>");
        foreach (var mail in delivered)
            mail.ShouldEndWith("\n\nGood morning.\n.hidden dot\n..two\n.\nThe end.\n");
    }

    [Fact]
    public async Task Mail_for_a_whole_domain_reaches_the_folder_that_was_given()
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-maildir-").FullName;
        await Tool.RunAsync(Tool.Path("chmod", "coreutils"), "777", folder);
        try
        {
            await using var postfix = await Postfix.StartAsync(new Dictionary<string, string> { ["@replies.test"] = folder + "/mail" }, Postfix.Nobody);
            await using var session = await Letters.At(postfix.Port).OpenAsync();
            var result = await session.PostAsync(new Envelope("reader@example.org", "bounce+token@replies.test"), Letters.Short);
            result.Outcome.ShouldBe(SendOutcome.Delivered, result.Reason);
            await postfix.MessagesInAsync(folder + "/mail");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

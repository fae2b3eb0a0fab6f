using DigestBot.Mail;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Mail;
using DigestBot.Tests.Servers;
using DigestBot.Tests.Wire.Smtp;
using DigestBot.Wire.Mime;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Recipients;

/// <summary>What signup takes arrives: through the queue, over SMTP, through a real Postfix into a Maildir, and to nobody else.</summary>
public class DeliveredTests
{
    // Relays look at their own clients' addresses less closely than at strangers'; what is left on is what RFC 5321 asks for.
    private static readonly string[] OwnClients =
        ["mynetworks = 127.0.0.0/8", "smtpd_relay_restrictions = permit_mynetworks, reject", "allow_min_user = yes", "swap_bangpath = no", "allow_percent_hack = no", "resolve_dequoted_address = no"];

    [Fact]
    public async Task Every_address_that_can_sign_up_gets_its_confirmation_and_its_own_alone()
    {
        await using var postfix = await Postfix.StartAsync(TypedAddresses.Domains.ToDictionary(domain => "@" + domain, _ => ""), Postfix.Nobody, OwnClients);
        await using var service = Installation.Make(Relay.At(postfix.Port));
        var typed = TypedAddresses.Good.DistinctBy(one => one.Delivered).ToList();
        foreach (var one in typed) (await service.Get<Signup>().JoinAsync(one.Text, SignedUp.Choices, "test")).ShouldBe(new JoinResult(true, null), one.Text);
        var report = await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken);
        report.ShouldBe(new SendReport(typed.Count, 0, 0, null), string.Join('\n', (await service.OutboxAsync()).Select(row => row.Recipient + ": " + row.LastReply)) + postfix.Log);

        var delivered = new List<ReceivedMessage>();
        foreach (var domain in TypedAddresses.Domains)
            delivered.AddRange((await postfix.MessagesAsync("@" + domain, typed.Count(one => one.Delivered!.EndsWith('@' + domain, StringComparison.Ordinal)))).Select(text => MessageReader.Read(System.Text.Encoding.UTF8.GetBytes(text))));
        delivered.Count.ShouldBe(typed.Count);
        var fields = delivered[0].Headers.Select(field => field.Name).Order(StringComparer.Ordinal).ToList();
        fields.Count(name => name is "To" or "Delivered-To").ShouldBe(2);
        foreach (var message in delivered)
        {
            var to = message.To.Single().Address;
            // The envelope's recipient as Postfix heard it, and the header's, which it left alone.
            message.Addresses("Delivered-To").Single().Address.ShouldBe(to);
            message.Headers.Select(field => field.Name).Order(StringComparer.Ordinal).ToList().ShouldBe(fields, to);
            var subscriber = (await service.Get<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(to))).ShouldNotBeNull(to);
            message.TextBody.ShouldNotBeNull().ShouldContain(service.Get<Links>().Confirm(subscriber.Id).ToString());
        }

        delivered.Select(message => message.To.Single().Address).Order(StringComparer.Ordinal).ShouldBe(typed.Select(one => one.Delivered!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_spellings_of_one_address_are_one_subscriber()
    {
        await using var service = Installation.Make();
        foreach (var one in TypedAddresses.Good) await service.Get<Signup>().JoinAsync(one.Text, SignedUp.Choices, "test");
        (await service.Get<SubscriberTable>().AllAsync()).Select(s => s.Email).Order(StringComparer.Ordinal)
            .ShouldBe(TypedAddresses.Good.Select(one => one.Delivered!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_address_of_another_script_at_a_relay_that_cannot_take_it_concerns_that_mail_alone()
    {
        await using var postfix = await Postfix.StartAsync("smtputf8_enable = no");
        await using var session = await Letters.At(postfix.Port).OpenAsync();
        var refused = await session.PostAsync(new("bot@example.org", "l\u00e9a@example.test"), Letters.Short);
        refused.Outcome.ShouldBe(SendOutcome.Permanent);
        refused.Reply!.ToString().ShouldBe("550 5.6.7 not sent: the address is not ASCII, and the server does not know SMTPUTF8");
        SendRound.ConcernsUs(refused).ShouldBeFalse();
        session.IsUsable.ShouldBeTrue();
        (await session.PostAsync(Letters.ToReader, Letters.Short)).Outcome.ShouldBe(SendOutcome.Delivered);
    }
}

using System.Text;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Replies;

/// <summary>Bounces and complaints in the inbox: only a signed token makes one count.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task Two_bounces_of_two_days_end_a_subscription_and_one_bounce_that_comes_twice_does_not()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        for (var day = 0; day < 2; day++, house.Clock.Advance(TimeSpan.FromDays(1)))
        {
            var mail = await SentAsync(house, reader);
            (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Active);
            (await ApplyAsync(house, Reports.Bounce(EnvelopeFrom(house, mail), $"{day}@mx"))).ShouldBe(ReplyOutcome.Bounced);
            (await ApplyAsync(house, Reports.Bounce(EnvelopeFrom(house, mail), $"{day}@mx"))).ShouldBe(ReplyOutcome.Seen);
            (await ApplyAsync(house, Reports.Bounce(EnvelopeFrom(house, mail), $"{day}-again@mx"))).ShouldBe(ReplyOutcome.Bounced);
            (await house.ValueAsync<string>("SELECT stage || ' ' || status FROM attempts WHERE outbox_id = @mail", new { mail })).ShouldBe("Bounce 5.1.1");
        }

        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Bounced);
    }

    [Fact]
    public async Task A_bounce_that_only_names_an_address_is_nothing_however_often_it_comes()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        for (var day = 0; day < 4; day++, house.Clock.Advance(TimeSpan.FromDays(1)))
        {
            var real = EnvelopeFrom(house, await SentAsync(house, reader));
            string[] forged = ["digest@digestbot.example", house.Part<MailAddresses>().ReplyTo(reader.Id), real.Replace('@', 'a') + "@elsewhere.example", real[..^20] + "@digestbot.example"];
            foreach (var (number, to) in forged.Index())
                (await ApplyAsync(house, Reports.Bounce(to, $"{day}-{number}@mx"))).ShouldBe(ReplyOutcome.Automatic, to);
        }

        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Active);
        (await house.ValueAsync<int>("SELECT (SELECT COUNT(*) FROM attempts) + (SELECT COUNT(*) FROM address_refusals)")).ShouldBe(0);
    }

    [Fact]
    public async Task A_delay_and_an_absence_note_to_a_bounce_address_are_no_bounces()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        var to = EnvelopeFrom(house, await SentAsync(house, reader));
        (await ApplyAsync(house, Reports.Bounce(to, "late@mx", action: "delayed", status: "4.4.1"))).ShouldBe(ReplyOutcome.Automatic);
        (await house.Part<ReplyHandler>().ApplyAsync(new Letter { To = to, Subject = "Out of office", Text = "unsubscribe", More = ["Auto-Submitted: auto-replied"] }.Bytes())).ShouldBe(ReplyOutcome.Automatic);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM attempts")).ShouldBe(0);
        (await house.ReadAsync(reader)).ShouldBe(reader);
    }

    [Theory]
    [InlineData("the Message-ID")]
    [InlineData("the envelope sender")]
    public async Task A_complaint_ends_a_subscription_cancels_what_waits_and_keeps_the_address_away(string proof)
    {
        await using var house = new House();
        var (reader, other) = (await house.SubscriberAsync(), await house.SubscriberAsync());
        var mail = await SentAsync(house, reader);
        var (waiting, others) = (await house.MailAsync(MailKind.Digest, reader.Id), await house.MailAsync(MailKind.Digest, other.Id));
        var complaint = proof == "the Message-ID"
            ? Reports.Complaint(MessageId(house, mail, reader), "hidden@provider.example", "abuse")
            : Reports.Complaint("hidden@provider.example", EnvelopeFrom(house, mail), "abuse");
        (await ApplyAsync(house, complaint)).ShouldBe(ReplyOutcome.Complained);
        (await ApplyAsync(house, complaint)).ShouldBe(ReplyOutcome.Seen);
        var gone = await house.ReadAsync(reader);
        (gone.Status, gone.NextDue).ShouldBe((SubscriberStatus.Complained, null));
        (await house.StateAsync(waiting)).ShouldBe(OutboxState.Cancelled);
        (await house.Part<SubscriberTable>().ConsentsAsync(reader.Id)).ShouldContain(consent => consent.What == "complained" && consent.How == "abuse");
        ((await house.ReadAsync(other)).Status, await house.StateAsync(others)).ShouldBe((SubscriberStatus.Active, OutboxState.Queued));

        // No list brings the address back, also when everything else about its owner is erased.
        (await house.Part<Signup>().ImportAsync(gone.Email, Preferences.Of(gone), "test")).Problem.ShouldBe("the address is suppressed since 2026-03-02: its owner reported a mail as spam");
        await house.Part<Changes>().EraseAsync(gone);
        (await house.Part<Signup>().ImportAsync(gone.Email, Preferences.Of(gone), "test")).Problem.ShouldBe("the address is suppressed since 2026-03-02: its owner reported a mail as spam");
        (await house.Part<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(gone.Email))).ShouldBeNull();
    }

    [Theory]
    [InlineData("forged@digestbot.example", "abuse")] // names the address, and nothing else
    [InlineData("", "auth-failure")] // a machine's word about a signature
    [InlineData("", "not-spam")]
    [InlineData("", "virus")]
    public async Task A_complaint_without_a_token_or_about_something_else_ends_nothing(string messageId, string type)
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        var mail = await SentAsync(house, reader);
        var id = messageId.Length > 0 ? messageId : MessageId(house, mail, reader);
        (await ApplyAsync(house, Reports.Complaint(id, "digest@digestbot.example", type, reader.Email))).ShouldNotBe(ReplyOutcome.Complained);
        (await house.ReadAsync(reader)).ShouldBe(reader);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM suppressions")).ShouldBe(0);
    }

    [Fact]
    public async Task Who_complained_is_not_brought_back_by_an_old_mails_link_but_by_the_operator_who_lifts_what_keeps_them_away()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        await ApplyAsync(house, Reports.Complaint(MessageId(house, await SentAsync(house, reader), reader), "hidden@provider.example", "abuse"));
        (await house.Part<Signup>().ConfirmAsync(reader.Id, "link")).ShouldBeNull("an old mail's link");
        (await house.Part<Signup>().ConfirmAsync(reader.Id, Signup.ByOperator)).ShouldBeNull("the address is suppressed");
        (await house.Part<Signup>().LiftAsync(reader.Email)).ShouldBe(new Suppression { Reason = SuppressionTable.Complaint, Created = house.Clock.Now });
        (await house.Part<Signup>().LiftAsync(reader.Email)).ShouldBeNull("twice");
        (await house.Part<Signup>().ConfirmAsync(reader.Id, "link")).ShouldBeNull("still an old mail's link");
        (await house.Part<Signup>().ConfirmAsync(reader.Id, Signup.ByOperator)).ShouldNotBeNull().Status.ShouldBe(SubscriberStatus.Active);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM suppressions")).ShouldBe(0);
    }

    private static async Task<long> SentAsync(House house, Subscriber reader)
    {
        var mail = await house.MailAsync(MailKind.Digest, reader.Id);
        await house.SentAsync();
        return mail;
    }

    private static string EnvelopeFrom(House house, long mail) => house.Part<MailAddresses>().EnvelopeFrom(mail);

    private static string MessageId(House house, long mail, Subscriber reader) => house.Part<MailAddresses>().MessageId(mail, reader.Id);

    private static Task<ReplyOutcome> ApplyAsync(House house, string message) => house.Part<ReplyHandler>().ApplyAsync(Encoding.ASCII.GetBytes(message.ReplaceLineEndings("\r\n")));
}

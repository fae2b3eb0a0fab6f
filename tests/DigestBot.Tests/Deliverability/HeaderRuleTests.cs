using System.Text.RegularExpressions;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Deliverability;

public sealed partial class HeaderRuleTests
{
    public static TheoryData<string> Mails => GeneratedMails.Names;

    [Theory, MemberData(nameof(Mails))]
    public async Task Every_header_stands_once_and_there_is_one_recipient(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        foreach (var header in new[] { "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Auto-Submitted", "Feedback-ID" })
            mail.Message.Headers.All(header).Count().ShouldBe(1, header);
        foreach (var header in new[] { "Cc", "Bcc", "Sender", "Return-Path", "Received", "X-Mailer", "User-Agent" })
            mail.Message.Headers.All(header).ShouldBeEmpty(header);
        mail.Message.Headers.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        mail.Message.To.ShouldHaveSingleItem().Address.ShouldBe(mail.Row.Recipient);
        mail.Message.From.ShouldHaveSingleItem().ShouldBe(new Mailbox("DigestBot", "digest@" + GeneratedMails.Domain));
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task The_Message_ID_is_in_the_domain_of_From_and_every_attempt_is_the_same_mail(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        MessageId().IsMatch(mail.First.MessageId).ShouldBeTrue(mail.First.MessageId);
        mail.First.MessageId.ShouldEndWith("@" + GeneratedMails.Domain);
        mail.Message.MessageId.ShouldBe(mail.First.MessageId);
        mail.Second.Message.ToArray().ShouldBe(mail.First.Message.ToArray());
        (mail.Second.MessageId, mail.Second.EnvelopeFrom).ShouldBe((mail.First.MessageId, mail.First.EnvelopeFrom));
        mail.Other.MessageId.ShouldNotBe(mail.First.MessageId);
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task The_date_is_that_of_the_moment_when_the_mail_was_made(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        (mail.Message.Date.ShouldNotBeNull() - mail.Row.Created).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(5));
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task A_subscription_names_its_list_and_how_to_leave_and_anything_else_does_not(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        var headers = mail.Message.Headers;
        headers.All("List-Id").Count().ShouldBe(mail.Sort.Subscription ? 1 : 0);
        headers["Precedence"].ShouldBe(mail.Sort.Bulk ? "bulk" : null);
        headers["Auto-Submitted"].ShouldBe(mail.Sort.Answer ? "auto-replied" : "auto-generated"); // RFC 3834 5
        headers.All("List-Unsubscribe").Count().ShouldBe(mail.Sort.Subscription ? 1 : 0);
        headers["List-Unsubscribe-Post"].ShouldBe(mail.Sort.Subscription ? "List-Unsubscribe=One-Click" : null); // RFC 8058 3.1
        if (!mail.Sort.Subscription) return;
        headers["List-Id"]!.ShouldEndWith($".{GeneratedMails.Domain}>");
        // RFC 2369 2: the way that is preferred first; RFC 8058 3.1: one https.
        var ways = headers["List-Unsubscribe"]!.Split(',', StringSplitOptions.TrimEntries);
        ways.Length.ShouldBe(2);
        ways[0].ShouldBe($"<{mail.Unsubscribe}>");
        ways[0].ShouldStartWith("<https://");
        ways[1].ShouldStartWith($"<mailto:digest+");
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task What_providers_count_complaints_by_says_nothing_of_the_recipient(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        var feedback = mail.Message.Headers["Feedback-ID"].ShouldNotBeNull();
        feedback.Split(':').Length.ShouldBe(4);
        feedback.ShouldEndWith(":digestbot"); // the sender, the same in every mail
        MessageReader.Read(mail.Other.Message).Headers["Feedback-ID"].ShouldBe(feedback);
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task The_envelope_sender_is_signed_for_this_mail_and_aligned_with_From_but_not_it(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        var address = mail.First.EnvelopeFrom;
        address.ShouldNotBe(mail.Message.From.Single().Address);
        var token = Envelope().Match(address).Groups["token"].Value;
        var tokens = new Tokens(KeyFile.Of(House.Key));
        tokens.Read(TokenPurpose.Bounce, token).ShouldBe(mail.Row.Id);
        tokens.Read(TokenPurpose.Bounce, token[..^1] + (token[^1] == 'a' ? 'b' : 'a')).ShouldBeNull();
        mail.Other.EnvelopeFrom.ShouldNotBe(address);
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task The_subject_is_one_short_line_that_does_not_shout(string name)
    {
        var subject = (await GeneratedMails.GetAsync(name)).Message.Subject;
        subject.Length.ShouldBeInRange(5, 78);
        subject.Any(char.IsLower).ShouldBeTrue(subject);
        subject.Any(char.IsControl).ShouldBeFalse(subject);
    }

    // RFC 5322 3.6.4, with a domain of two labels at least: MSGID_NOFQDN1.
    [GeneratedRegex(@"^[A-Za-z0-9.]+@[a-z0-9-]+(\.[a-z0-9-]+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex MessageId();

    [GeneratedRegex(@"^bounces\+(?<token>[a-z0-9]{16,})@news\.example\.net$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Envelope();
}

using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Rendering;

/// <summary>What is particular to a digest's headers; the rules for every kind of mail are in Deliverability.</summary>
public sealed class HeaderTests : IAsyncLifetime
{
    private readonly House _house = new(settings =>
    {
        settings.Web.PublicUrl = "https://digest.example";
        settings.Mail.From = "digest@news.example";
        settings.Mail.ReplyTo = "digest+{token}@news.example";
        settings.Mail.Bounces = "bounces+{token}@news.example";
    });

    private Subscriber _reader = null!;
    private ComposedMail _mail = null!;

    public async ValueTask InitializeAsync()
    {
        _reader = await _house.SubscriberAsync(s => s with { Email = "ada@example.org" });
        await _house.ArticleAsync(await _house.FeedAsync(), "Ünïcödé 標題", time: House.Start);
        _mail = await ComposedMail.OfAsync(_house);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Each_header_that_must_be_there_is_there_once()
    {
        var message = await _mail.ReadAsync();
        foreach (var name in new[] { "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Precedence", "Auto-Submitted", "Feedback-ID" })
            message.Headers.All(name).Count().ShouldBe(1, name);
        foreach (var name in new[] { "Cc", "Bcc", "Sender", "Return-Path", "Received", "X-Mailer" })
            message.Headers.All(name).ShouldBeEmpty(name);
        message.To.Single().Address.ShouldBe("ada@example.org");
        message.From.Single().ShouldBe(new Mailbox("DigestBot", "digest@news.example"));
    }

    [Fact]
    public async Task Leaving_takes_one_click_or_one_mail_and_both_name_the_subscriber()
    {
        var message = await _mail.ReadAsync();
        var ways = message.Headers["List-Unsubscribe"].ShouldNotBeNull().Split(", ");
        ways.Length.ShouldBe(2);
        ways[0].ShouldBe($"<{_house.Part<Links>().Unsubscribe(_reader.Id)}>");
        ways[0].ShouldStartWith("<https://digest.example/unsubscribe/");
        message.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click"); // RFC 8058 3.1
        var mailto = ways[1].Trim('<', '>');
        mailto.ShouldStartWith("mailto:");
        var (to, query) = (mailto["mailto:".Length..mailto.IndexOf('?', StringComparison.Ordinal)], Uri.UnescapeDataString(mailto[(mailto.IndexOf('?', StringComparison.Ordinal) + 1)..]));
        _house.Part<MailAddresses>().SubscriberOfAddress(to).ShouldBe(_reader.Id);
        query.ShouldStartWith("subject=unsubscribe ");
        _house.Part<MailAddresses>().SubscriberOfSubject(query["subject=".Length..]).ShouldBe(_reader.Id);
    }

    [Fact]
    public async Task The_addresses_are_ours_and_signed()
    {
        var rendered = await _mail.RenderAsync();
        var message = MessageReader.Read(rendered.Message);
        message.MessageId.ShouldBe(rendered.MessageId);
        rendered.MessageId.ShouldEndWith("@news.example");
        _house.Part<MailAddresses>().SubscriberOfMessageId(rendered.MessageId).ShouldBe(_reader.Id);
        _house.Part<MailAddresses>().SubscriberOfAddress(message.ReplyTo.Single().Address).ShouldBe(_reader.Id);
        rendered.EnvelopeFrom.ShouldStartWith("bounces+");
        _house.Part<Tokens>().Read(TokenPurpose.Bounce, rendered.EnvelopeFrom["bounces+".Length..rendered.EnvelopeFrom.IndexOf('@', StringComparison.Ordinal)]).ShouldBe(_mail.Row.Id);
        message.Headers["List-Id"]!.ShouldContain("<digest.news.example>");
        message.Date.ShouldBe(_mail.Row.Created);
    }

    [Fact]
    public async Task What_providers_group_by_names_nobody()
    {
        var feedback = (await _mail.ReadAsync()).Headers["Feedback-ID"].ShouldNotBeNull();
        feedback.Split(':').Length.ShouldBe(4);
        var other = await _house.SubscriberAsync();
        await _house.ArticleAsync(await _house.FeedAsync(), "More", time: House.Start.AddDays(1));
        await _house.ExecuteAsync("UPDATE outbox SET subscriber_id = @Id, recipient = @Email", new { other.Id, other.Email });
        var row = (await _house.Part<OutboxTable>().GetAsync(_mail.Row.Id)).ShouldNotBeNull();
        MessageReader.Read((await new ComposedMail(_house, row).RenderAsync()).Message).Headers["Feedback-ID"].ShouldBe(feedback);
    }

    [Fact]
    public async Task A_digest_that_is_gone_fails_alone()
    {
        var notice = await _house.Part<OutboxTable>().AddAsync(MailKind.Welcome, "ada@example.org", _reader.Id, NoticeFacts.Of(_reader).ToJson(), _house.Clock.Now);
        var damaged = await _house.Part<OutboxTable>().AddAsync(MailKind.Confirm, "ada@example.org", _reader.Id, "{", _house.Clock.Now);
        await _house.ExecuteAsync("DELETE FROM digests");
        var rows = new List<OutboxMessage>();
        foreach (var id in new[] { _mail.Row.Id, notice, damaged }) rows.Add((await _house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull());
        var prepared = await _house.Part<MailRenderer>().PrepareAsync(rows);
        prepared.Render(rows[0]).ShouldBeNull();
        prepared.Problem(rows[0]).ShouldContain("gone");
        prepared.Render(rows[1]).ShouldNotBeNull();
        prepared.Render(rows[2]).ShouldBeNull();
    }
}

using System.Text;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Rendering;

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
    public async Task The_octets_are_what_every_server_takes()
    {
        var bytes = (await _mail.RenderAsync()).Message.ToArray();
        bytes.ShouldAllBe(b => b < 0x80 && b != 0);
        var text = Encoding.ASCII.GetString(bytes);
        text.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']).ShouldBe(-1);
        text.Split("\r\n").Max(line => line.Length).ShouldBeLessThanOrEqualTo(998);
        text.ShouldEndWith("\r\n");
    }

    [Fact]
    public async Task The_plain_text_comes_first_and_both_parts_say_who_writes_and_how_to_leave()
    {
        var message = await _mail.ReadAsync();
        message.Root.ContentType.MediaType.ShouldBe("multipart/alternative");
        message.Root.Parts.Select(part => part.ContentType.MediaType).ShouldBe(["text/plain", "text/html"]);
        foreach (var part in message.Root.Parts)
        {
            var text = part.Text.Replace(" \r\n", " ", StringComparison.Ordinal);
            text.ShouldContain("Ünïcödé 標題");
            text.ShouldContain(_house.Part<Links>().Unsubscribe(_reader.Id));
            text.ShouldContain(_house.Part<Brand>().PostalAddress);
            text.ShouldContain("ada@example.org");
        }
    }

    [Fact]
    public async Task The_html_asks_nothing_of_the_network_and_runs_nothing()
    {
        var html = ComposedMail.Part(await _mail.ReadAsync(), "html").Text;
        foreach (var forbidden in new[] { "<script", "<form", "<img", "<link", "@import", "<iframe", " onclick", "http://" })
            html.ShouldNotContain(forbidden, Case.Insensitive);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    public async Task A_subject_is_short_and_does_not_shout(string language)
    {
        await _house.ExecuteAsync("UPDATE digests SET language = @language", new { language });
        var subject = (await _mail.ReadAsync()).Subject;
        subject.Length.ShouldBeInRange(5, 78);
        subject.ShouldNotBe(subject.ToUpperInvariant());
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

    [Theory]
    [InlineData(MailKind.Confirm, false, "auto-generated")]
    [InlineData(MailKind.Welcome, true, "auto-generated")]
    [InlineData(MailKind.Receipt, true, "auto-replied")]
    [InlineData(MailKind.Goodbye, false, "auto-replied")]
    public async Task A_notice_says_what_it_is_and_only_a_subscriber_is_offered_to_leave(MailKind kind, bool list, string automatic)
    {
        var id = await _house.Part<OutboxTable>().AddAsync(kind, "ada@example.org", _reader.Id, NoticeFacts.Of(_reader).ToJson(), _house.Clock.Now);
        var row = (await _house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull();
        var message = await new ComposedMail(_house, row).ReadAsync();
        message.Headers["Auto-Submitted"].ShouldBe(automatic); // RFC 3834 5
        (message.Headers["List-Unsubscribe"] is not null).ShouldBe(list);
        (message.Headers["List-Unsubscribe-Post"] is not null).ShouldBe(list);
        message.Root.Parts.Select(part => part.ContentType.MediaType).ShouldBe(["text/plain", "text/html"]);
    }
}

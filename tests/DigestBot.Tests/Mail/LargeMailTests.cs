using System.Text.Json;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>A mail that is too large for a real Postfix, told before it is sent (RFC 1870) or after: that one mail fails, its neighbours go.</summary>
public class LargeMailTests
{
    private const string Reader = "reader@example.test";

    [Theory]
    [InlineData("message_size_limit = 8000", "Mail: 552 5.3.4")]
    [InlineData("message_size_limit = 8000|smtpd_discard_ehlo_keywords = size", "FinalDot: 552 5.3.4")]
    [InlineData("message_size_limit = 8000|smtpd_discard_ehlo_keywords = size, pipelining, chunking", "FinalDot: 552 5.3.4")]
    public async Task Only_the_mail_that_is_too_large_fails(string settings, string reply)
    {
        await using var postfix = await Postfix.StartAsync(settings.Split('|'));
        await using var service = Installation.Make(Relay.At(postfix.Port, ("Smtp:Connections", 1)));
        var large = 0L;
        for (var i = 0; i < 3; i++)
        {
            var data = JsonSerializer.Serialize(new { Title = "Trouble", Lines = Enumerable.Repeat("A line of an alert that says what happened.", i == 1 ? 50 : 1), WhatToDo = "Look." });
            var id = await service.Get<OutboxTable>().AddAsync(MailKind.Alert, Reader, null, data, service.Clock.GetUtcNow());
            if (i == 1) large = id;
        }

        (await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken)).ShouldBe(new SendReport(2, 0, 1, null));
        foreach (var mail in await service.OutboxAsync())
            (mail.State, mail.LastReply!.StartsWith(reply, StringComparison.Ordinal)).ShouldBe(mail.Id == large ? (OutboxState.Failed, true) : (OutboxState.Sent, false), mail.LastReply);
        (await postfix.MessagesAsync(Reader, 2)).Count.ShouldBe(2);
    }
}

using System.Text;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

public class AutomaticMailTests
{
    [Theory]
    [InlineData("Subject: Re: Today", AutomaticKind.None)]
    [InlineData("Auto-Submitted: no", AutomaticKind.None)]
    [InlineData("Subject: I was out of office yesterday", AutomaticKind.None)]
    [InlineData("Auto-Submitted: auto-replied (vacation)", AutomaticKind.AutoReply)]
    [InlineData("Return-Path: <>\nAuto-Submitted: auto-replied", AutomaticKind.AutoReply)]
    [InlineData("Subject: Automatic reply: Today", AutomaticKind.AutoReply)]
    [InlineData("Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_Today?=", AutomaticKind.AutoReply)]
    [InlineData("X-Autoreply: yes", AutomaticKind.AutoReply)]
    [InlineData("Precedence: auto_reply", AutomaticKind.AutoReply)]
    [InlineData("Precedence: Bulk", AutomaticKind.Bulk)]
    [InlineData("List-Id: <x.example.org>", AutomaticKind.Bulk)]
    [InlineData("Return-Path: < >", AutomaticKind.Notice)]
    [InlineData("From: MAILER-DAEMON@example.org\nAuto-Submitted: auto-replied", AutomaticKind.Notice)]
    [InlineData("From: Postmaster <postmaster@example.org>", AutomaticKind.Notice)]
    [InlineData("Auto-Submitted: auto-generated", AutomaticKind.Generated)]
    [InlineData("X-Auto-Response-Suppress: All", AutomaticKind.Generated)]
    public void Headers_tell_what_sent_a_message(string headers, AutomaticKind kind) =>
        AutomaticMail.Classify(MessageReader.Read(Encoding.UTF8.GetBytes(headers + "\n\n")).Headers).ShouldBe(kind);
}

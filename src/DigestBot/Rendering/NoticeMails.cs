using System.Text.Json;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Subscribers;
using DigestBot.Templates;
using DigestBot.Wire.Text;

namespace DigestBot.Rendering;

/// <summary>A mail with subject and both parts, in a language.</summary>
internal sealed record NoticeMail(string Language, string Subject, string Html, string Text, string? InReplyTo);

/// <summary>Confirm, welcome, receipt, goodbye and alert: outbox rows → mails.</summary>
internal sealed class NoticeMails(Brand brand, Wording wording, Links links)
{
    private const int MostOfReplySubject = 78;
    private const int MostOfArgument = 200;
    private const int MostOfLines = 50;
    private const int MostOfLine = 500;

    /// <summary>Renders a transactional mail from the facts of its row.</summary>
    public async Task<NoticeMail> RenderAsync(OutboxMessage mail, Components components)
    {
        if (mail.Kind == MailKind.Alert) return await AlertAsync(mail, components);
        var facts = NoticeFacts.FromJson(mail.Payload ?? throw new JsonException($"Mail {mail.Id} has no payload."));
        var subscriber = mail.SubscriberId ?? throw new JsonException($"Mail {mail.Id} names no subscriber.");
        var texts = wording.In(facts.Language);
        var view = View(mail, facts, subscriber, texts);
        var own = brand.In(texts.Language);
        (string, object?)[] parameters = [("View", view), ("Brand", own), ("Texts", texts)];
        var (html, text) = mail.Kind switch
        {
            MailKind.Confirm => (await components.RenderAsync<ConfirmEmail>(parameters), NoticeText.Confirm(view, own, texts)),
            MailKind.Welcome => (await components.RenderAsync<WelcomeEmail>(parameters), NoticeText.Welcome(view, own, texts)),
            MailKind.Receipt => (await components.RenderAsync<ReceiptEmail>(parameters), NoticeText.Receipt(view, own, texts)),
            MailKind.Goodbye => (await components.RenderAsync<GoodbyeEmail>(parameters), NoticeText.Goodbye(view, own, texts)),
            _ => throw new InvalidOperationException($"{mail.Kind} is no notice."),
        };
        return new NoticeMail(texts.Language, view.Subject, html, text, facts.InReplyTo);
    }

    private NoticeView View(OutboxMessage mail, NoticeFacts facts, long subscriber, Texts texts)
    {
        var chosen = ChosenFacts.Parse(facts.Chosen);
        var preferences = links.Preferences(subscriber);
        var subscribed = mail.Kind is MailKind.Welcome or MailKind.Receipt;
        return new NoticeView(
            texts.Language, facts.ReplySubject is { } answered ? DisplayText.Clip(DisplayText.Line(answered), MostOfReplySubject) : Wording.Subject(texts[Subject(mail.Kind)], brand.Name), mail.Recipient,
            chosen is null ? [] : wording.TopicNames(chosen.Topics, texts), chosen is null ? "" : Wording.Schedule(chosen, texts),
            [.. facts.Changes.Select(change => Say(change, chosen, texts))],
            mail.Kind switch { MailKind.Confirm => links.Confirm(subscriber), MailKind.Goodbye => links.Home, _ => preferences },
            subscribed ? new DigestLinks("", preferences, preferences + "#pause", links.Unsubscribe(subscriber)) : null)
        {
            Followed = facts.Followed, Muted = facts.Muted, ReadLanguages = LanguageNames.Of(facts.ReadLanguages), Budget = facts.Budget,
        };
    }

    private async Task<NoticeMail> AlertAsync(OutboxMessage mail, Components components)
    {
        var facts = JsonSerializer.Deserialize<AlertFacts>(mail.Payload ?? "") ?? throw new JsonException($"Mail {mail.Id} has no payload.");
        var texts = wording.In("en");
        var view = new AlertView(DisplayText.Line(facts.Title), [.. facts.Lines.Take(MostOfLines).Select(line => DisplayText.Clip(DisplayText.Line(line), MostOfLine))], facts.WhatToDo);
        return new NoticeMail(
            texts.Language, Wording.Subject(texts["alert.subject"], brand.Name, DisplayText.Clip(DisplayText.Line(facts.Title), 60)),
            await components.RenderAsync<AlertEmail>(("View", view), ("Brand", brand), ("Texts", texts)), NoticeText.Alert(view, brand, texts), null);
    }

    // Dates and schedules are kept as facts and said in the reader's words.
    private static string Say(Statement change, ChosenFacts? chosen, Texts texts) => change.Key switch
    {
        "change.frequency" when chosen is null => texts["changed.now"],
        "change.frequency" => texts.Format(change.Key, Wording.Schedule(chosen, texts)),
        "change.readLanguages" => texts.Format(change.Key, texts.List(LanguageNames.Of(change.Arguments[0]))),
        "change.language" => texts.Format(change.Key, texts.List(LanguageNames.Of(change.Arguments[0]))),
        "change.noLanguage" => texts.Format(change.Key, texts.List(LanguageNames.Of(change.Arguments[0])), texts.List(LanguageNames.Of(change.Arguments[1]))),
        "change.paused" => texts.Format(change.Key, texts.Date(Wording.Day(change.Arguments[0]))),
        // What a subscriber wrote stands here in quotation marks: as much of it as a sentence bears.
        _ => texts.Format(change.Key, [.. change.Arguments.Select(argument => DisplayText.Clip(DisplayText.Line(argument), MostOfArgument))]),
    };

    private static string Subject(MailKind kind) => kind switch
    {
        MailKind.Confirm => "confirm.subject",
        MailKind.Welcome => "welcome.subject",
        MailKind.Goodbye => "goodbye.subject",
        _ => "changed.subject",
    };
}

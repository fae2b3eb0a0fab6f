using System.Text;
using DigestBot.Model;
using DigestBot.Model.Views;

namespace DigestBot.Templates;

/// <summary>Confirm, welcome, receipt, goodbye and alert as plain text; the same words and links as their HTML.</summary>
public static class NoticeText
{
    /// <summary>See <see cref="ConfirmEmail"/>.</summary>
    public static string Confirm(NoticeView view, Brand brand, Texts texts) =>
        Write(view, brand, texts, "confirm", [texts.Format("confirm.text", brand.Name)], subscription: true, [texts["confirm.ignore"]]);

    /// <summary>See <see cref="WelcomeEmail"/>.</summary>
    public static string Welcome(NoticeView view, Brand brand, Texts texts) =>
        Write(view, brand, texts, "welcome", [texts["welcome.text"]], subscription: true, [texts["notice.commands"], string.Join('\n', NoticeLines.Examples(texts))]);

    /// <summary>See <see cref="ReceiptEmail"/>.</summary>
    public static string Receipt(NoticeView view, Brand brand, Texts texts) =>
        Write(view, brand, texts, "changed", [.. view.Changes, texts["changed.now"]], subscription: true, [texts["notice.commands"], string.Join('\n', NoticeLines.Examples(texts))]);

    /// <summary>See <see cref="GoodbyeEmail"/>.</summary>
    public static string Goodbye(NoticeView view, Brand brand, Texts texts) =>
        Write(view, brand, texts, "goodbye", view.ActionUrl.Length > 0 ? [texts["goodbye.text"], texts["goodbye.back"]] : [texts["goodbye.text"]], subscription: false, []);

    /// <summary>See <see cref="AlertEmail"/>.</summary>
    public static string Alert(AlertView view, Brand brand, Texts texts)
    {
        var text = new StringBuilder(DigestText.Masthead(brand)).Append(Reading.Clip(view.Title, Reading.TitleLength)).Append("\n\n");
        foreach (var line in view.Lines)
            text.Append(Reading.OneLine(line)).Append("\n\n");
        return text.Append(texts["alert.next"]).Append("\n\n").Append(view.WhatToDo).Append("\n\n")
            .Append(DigestText.Foot(null, texts.Format("alert.why", brand.Name), brand, texts)).ToString();
    }

    private static string Write(NoticeView view, Brand brand, Texts texts, string kind, string[] paragraphs, bool subscription, string[] after)
    {
        var text = new StringBuilder(DigestText.Masthead(brand)).Append(texts[kind + ".title"]).Append("\n\n");
        foreach (var paragraph in paragraphs)
            text.Append(Reading.OneLine(paragraph)).Append("\n\n");
        if (view.ActionUrl.Length > 0)
            text.Append(texts[kind + ".button"]).Append(":\n").Append(view.ActionUrl).Append("\n\n");
        if (subscription)
            foreach (var (name, value) in NoticeLines.Subscription(view, texts))
                text.Append(name).Append(": ").Append(value).Append("\n\n");
        foreach (var paragraph in after)
            text.Append(paragraph).Append("\n\n");
        return text.Append(DigestText.Foot(view.Links, texts.Format("digest.to", view.Address), brand, texts)).ToString();
    }
}

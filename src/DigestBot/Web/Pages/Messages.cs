using DigestBot.Model;
using DigestBot.Model.Views;

namespace DigestBot.Web.Pages;

/// <summary>What each message page says; shown by <see cref="MessagePage"/>.</summary>
public static class Messages
{
    /// <summary>After signup: look into your mailbox.</summary>
    public static MessageView Sent(Texts texts, string email) =>
        Say(texts, "sent", [texts.Format("page.sent.text", email), texts["page.sent.hint"]], [Home(texts)]);

    /// <summary>The link of the confirmation mail was opened; only the button confirms, since mail scanners open every link.</summary>
    public static MessageView Confirm(Texts texts, string email, string action) =>
        Ask(texts, "confirm", email, action, []);

    /// <summary>The subscription begins.</summary>
    public static MessageView Confirmed(Texts texts, string schedule, string preferencesUrl) =>
        Say(texts, "confirmed", [texts.Format("page.confirmed.text", schedule)], [new LinkView(texts["page.preferences"], preferencesUrl)]);

    /// <summary>The unsubscribe link was opened; only the button unsubscribes.</summary>
    public static MessageView Unsubscribe(Texts texts, string email, string action, string preferencesUrl) =>
        Ask(texts, "unsubscribe", email, action, [new LinkView(texts["page.unsubscribe.instead"], preferencesUrl)]);

    /// <summary>The subscription has ended.</summary>
    public static MessageView Unsubscribed(Texts texts, string backUrl) =>
        Say(texts, "unsubscribed", [texts["page.unsubscribed.text"]], [new LinkView(texts["page.unsubscribed.back"], backUrl)]);

    /// <summary>The erasure link was opened; only the button erases.</summary>
    public static MessageView Erase(Texts texts, string email, string action, string preferencesUrl) =>
        Ask(texts, "erase", email, action, [new LinkView(texts["page.preferences"], preferencesUrl)]);

    /// <summary>Everything is erased.</summary>
    public static MessageView Erased(Texts texts) => Say(texts, "erased", [texts["page.erased.text"]], [Home(texts)]);

    /// <summary>A link whose signature is wrong or too old.</summary>
    public static MessageView InvalidLink(Texts texts) => Say(texts, "invalid", [texts["page.invalid.text"]], [Home(texts)]);

    /// <summary>No such page.</summary>
    public static MessageView Missing(Texts texts) => Say(texts, "missing", [texts["page.missing.text"]], [Home(texts)]);

    /// <summary>The service failed.</summary>
    public static MessageView Error(Texts texts) => Say(texts, "error", [texts["page.error.text"]], [Home(texts)]);

    /// <summary>Too many attempts from one place.</summary>
    public static MessageView TooMany(Texts texts) => Say(texts, "error", [texts["error.tooMany"]], [Home(texts)]);

    /// <summary>A form could not be read: too large, broken off, or none of ours. The link leads back to it.</summary>
    public static MessageView Unread(Texts texts, string path) =>
        Say(texts, "unread", [texts["page.unread.text"]], [path.StartsWith("/preferences/", StringComparison.Ordinal) ? new LinkView(texts["page.preferences"], path) : Home(texts)]);

    private static MessageView Say(Texts texts, string page, string[] paragraphs, LinkView[] links) =>
        new(texts.Language, texts[$"page.{page}.title"], paragraphs, "", "", links);

    private static MessageView Ask(Texts texts, string page, string email, string action, LinkView[] links) =>
        new(texts.Language, texts[$"page.{page}.title"], [texts.Format($"page.{page}.text", email)], action, texts[$"page.{page}.button"], links);

    private static LinkView Home(Texts texts) => new(texts["page.back"], "/");
}

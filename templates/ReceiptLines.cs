using DigestBot.Model;
using DigestBot.Model.Views;

namespace DigestBot.Templates;

/// <summary>The sentences of a receipt, the same in mail, plain text and page.</summary>
public static class ReceiptLines
{
    /// <summary>"48 feeds checked · 23 new articles · 3 told a story already here"; what did not happen is left out.</summary>
    public static string Sum(ReceiptView view, Texts texts)
    {
        List<string> parts = [texts.Count("receipt.feeds", view.Feeds), texts.Count("receipt.new", view.New)];
        if (view.Merged > 0)
            parts.Add(texts.Count("receipt.merged", view.Merged));
        if (view.Muted > 0)
            parts.Add(texts.Count("receipt.muted", view.Muted));
        if (view.HeldOver > 0)
            parts.Add(texts.Count("receipt.heldOver", view.HeldOver));
        return string.Join(" · ", parts);
    }

    /// <summary>"The Daily Feed, since 19 November: the server answered 503", one line for each feed that could not be read.</summary>
    public static IEnumerable<string> Failing(ReceiptView view, Texts texts) => view.Failing.Select(feed =>
        $"{Reading.Clip(feed.Title, Reading.NameLength)}, {texts.Format("receipt.since", feed.Since)}: {Reading.Clip(feed.Error, 2 * Reading.NameLength)}");
}

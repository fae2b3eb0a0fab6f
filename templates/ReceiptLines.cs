using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Wire.Text;

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

    /// <summary>UTF-16 units of these lines in a mail: twenty broken feeds with long names must not take the articles' room.</summary>
    public const int MostInMail = 2_400;

    /// <summary>"The Daily Feed, since 19 November", one line for each feed that could not be read. Why is the operator's business, and said in the operator's language.</summary>
    /// <param name="view">The receipt.</param>
    /// <param name="texts">The reader's words.</param>
    /// <param name="most">UTF-16 units in all; what is beyond is counted in a last line.</param>
    public static IEnumerable<string> Failing(ReceiptView view, Texts texts, int most = int.MaxValue)
    {
        for (var (i, room) = (0, most); i < view.Failing.Count; i++)
        {
            var feed = view.Failing[i];
            var line = $"{DisplayText.Isolate(Reading.Clip(feed.Title, Reading.NameLength))}, {texts.Format("receipt.since", feed.Since)}";
            if (line.Length > room)
            {
                yield return texts.Count("receipt.more", view.Failing.Count - i);
                yield break;
            }

            room -= line.Length;
            yield return line;
        }
    }
}

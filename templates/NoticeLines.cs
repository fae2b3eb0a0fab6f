using DigestBot.Model;
using DigestBot.Model.Views;

namespace DigestBot.Templates;

/// <summary>What the HTML and the plain text of a notice both list.</summary>
internal static class NoticeLines
{
    private const int MostNamed = 12;

    /// <summary>Commands that a reader can answer with, one each.</summary>
    public static IEnumerable<string> Examples(Texts texts) => texts["notice.examples"].Split(" · ");

    /// <summary>How the subscription stands, each line with its label.</summary>
    public static IEnumerable<(string Name, string Value)> Subscription(NoticeView view, Texts texts)
    {
        if (view.Topics.Count > 0)
            yield return (texts["notice.topics"], texts.List(view.Topics));
        if (view.Followed.Count > 0)
            yield return (texts["notice.followed"], Few(view.Followed, texts));
        if (view.Schedule.Length > 0)
            yield return (texts["notice.schedule"], view.Schedule);
        if (view.Budget > 0)
            yield return (texts["notice.budget"], texts.Count("digest.minutes", view.Budget));
        if (view.ReadLanguages.Count > 0)
            yield return (texts["notice.languages"], texts.List(view.ReadLanguages));
        if (view.Muted.Count > 0)
            yield return (texts["notice.muted"], Few(view.Muted, texts));
    }

    // A hundred muted words would bury what was changed.
    private static string Few(IReadOnlyList<string> names, Texts texts)
    {
        var clipped = names.Take(MostNamed).Select(name => Reading.Clip(name, Reading.NameLength)).ToList();
        return names.Count > MostNamed ? texts.Count("notice.more", names.Count - MostNamed, string.Join(", ", clipped)) : texts.List(clipped);
    }
}

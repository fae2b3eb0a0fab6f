using DigestBot.Model;
using DigestBot.Model.Views;

namespace DigestBot.Templates;

/// <summary>What the HTML and the plain text of a notice both list.</summary>
internal static class NoticeLines
{
    /// <summary>Topics and schedule, each with its label.</summary>
    public static IEnumerable<(string Name, string Value)> Subscription(NoticeView view, Texts texts)
    {
        if (view.Topics.Count > 0)
            yield return (texts["notice.topics"], texts.List(view.Topics));
        if (view.Schedule.Length > 0)
            yield return (texts["notice.schedule"], view.Schedule);
    }
}

using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Digests;

/// <summary>What decides which articles somebody gets. Subscribers with equal choices share one selection.</summary>
/// <param name="Topics">Sorted slugs; "all" alone stands for every topic.</param>
/// <param name="Follows">Feeds followed by name, sorted.</param>
/// <param name="Mutes">Muted words, lower-case, sorted.</param>
/// <param name="Budget">Reading time in minutes.</param>
public sealed record Choices(IReadOnlyList<string> Topics, IReadOnlyList<long> Follows, IReadOnlyList<string> Mutes, int Budget)
{
    /// <summary>A subscriber's choices.</summary>
    public static Choices Of(Subscriber s, IEnumerable<long> follows, IEnumerable<string> mutes) =>
        new(s.Topics.Split(',', StringSplitOptions.RemoveEmptyEntries), [.. follows], [.. mutes], s.Budget);

    /// <summary>Equal for equal choices.</summary>
    public string Key => $"{string.Join(',', Topics)}|{string.Join(',', Follows)}|{string.Join('\u001f', Mutes)}|{Budget}";

    /// <summary>Whether the article's topics or its feed were chosen.</summary>
    public bool Want(LogEntry entry)
    {
        if (Topics.Count > 0 && Topics[0] == Topic.All) return true;
        foreach (var topic in entry.Topics)
            if (Topics.Contains(topic)) return true;
        return Follows.Contains(entry.FeedId);
    }

    /// <summary>Whether a muted word stands in the article's title as a word of its own, whatever its case.</summary>
    public bool Mute(LogEntry entry)
    {
        foreach (var word in Mutes)
            for (var at = entry.Title.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = at + 1 < entry.Title.Length ? entry.Title.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase) : -1)
                if (!LetterAt(entry.Title, at - 1) && !LetterAt(entry.Title, at + word.Length)) return true;
        return false;
    }

    private static bool LetterAt(string text, int index) => index >= 0 && index < text.Length && char.IsLetterOrDigit(text[index]);
}

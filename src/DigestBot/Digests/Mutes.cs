using System.Globalization;
using System.Text;
using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Digests;

/// <summary>What a subscriber keeps away: titles with a word, and everything of a publication.</summary>
/// <param name="Words">Lower-case, sorted.</param>
/// <param name="Sources">Publications by name or sites by host, lower-case, sorted.</param>
public sealed record Mutes(IReadOnlyList<string> Words, IReadOnlyList<string> Sources)
{
    /// <summary>Nothing is muted.</summary>
    public static Mutes None { get; } = new([], []);

    /// <summary>A subscriber's.</summary>
    public static Mutes Of(ReaderLists lists) => lists.MutedWords.Count + lists.MutedSources.Count == 0 ? None : new Mutes(lists.MutedWords, lists.MutedSources);

    /// <summary>Equal for equal mutes.</summary>
    public string Key => $"{string.Join('\u001f', Words)}|{string.Join('\u001f', Sources)}";

    /// <summary>What mutes the article; null when nothing does.</summary>
    internal (Why Why, string By)? Of(LogEntry entry)
    {
        foreach (var source in Sources)
            if (entry.Source.Equals(source, StringComparison.OrdinalIgnoreCase) || OnHost(entry.Url, source) || OnHost(entry.SourceUrl, source)) return (Why.MutedSource, source);
        foreach (var word in Words)
            if (Has(entry.Title, word)) return (Why.MutedWord, word);
        return null;
    }

    /// <summary>Whether the title has the word as a word of its own, whatever its case.</summary>
    private static bool Has(string title, string word)
    {
        if (word.Length == 0) return false;
        for (var at = title.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = at + 1 < title.Length ? title.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase) : -1)
            if (!Joined(title, at) && !Joined(title, at + word.Length)) return true;
        return false;
    }

    /// <summary>
    /// Whether letters or digits stand on both sides of a place, so that no word begins or ends there.
    /// Scripts that put no spaces between words (Chinese, Japanese, Thai …) have words anywhere.
    /// </summary>
    private static bool Joined(string text, int at)
    {
        if (at <= 0 || at >= text.Length) return false;
        return Spaced(text, at - 1) && Spaced(text, at);
    }

    private static bool Spaced(string text, int at)
    {
        if (!Rune.TryGetRuneAt(text, char.IsLowSurrogate(text[at]) && at > 0 ? at - 1 : at, out var rune)) return false;
        return (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark) && !WithoutSpaces(rune.Value);
    }

    // Unicode blocks: Thai, Lao; Myanmar; Khmer; CJK radicals to Han, kana and bopomofo (Hangul spaces its words); compatibility ideographs, half-width kana; the ideographic planes.
    private static bool WithoutSpaces(int rune) => rune is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x2E80 and <= 0x312F)
        or (>= 0x3190 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);

    private static bool OnHost(string? url, string host)
    {
        if (url is null || !host.Contains('.', StringComparison.Ordinal) || !Uri.TryCreate(url, UriKind.Absolute, out var uri)) return false;
        return uri.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || uri.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase)
            || (uri.Host.Length > host.Length && uri.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase) && uri.Host[uri.Host.Length - host.Length - 1] == '.');
    }
}

using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Digests;

/// <summary>What a subscriber keeps away: titles with a word, and everything of a publication.</summary>
/// <param name="Words">Lower-case, sorted.</param>
/// <param name="Sources">Publications by name or sites by host, lower-case, sorted.</param>
public sealed record Mutes(IReadOnlyList<string> Words, IReadOnlyList<string> Sources)
{
    private readonly (string Entry, string Folded)[] _words = [.. Words.Select(word => (word, MutedText.Fold(word))).Where(word => word.Item2.Length > 0)];
    private readonly (string Entry, string Folded, string? Host)[] _sources = [.. Sources.Select(source => (source, MutedText.Fold(source), HostOf(source)))];

    /// <summary>Nothing is muted.</summary>
    public static Mutes None { get; } = new([], []);

    /// <summary>A subscriber's.</summary>
    public static Mutes Of(ReaderLists lists) => lists.MutedWords.Count + lists.MutedSources.Count == 0 ? None : new Mutes(lists.MutedWords, lists.MutedSources);

    /// <summary>Equal for equal mutes.</summary>
    public string Key => string.Concat(Words.Select(word => $"w{word.Length}:{word}").Concat(Sources.Select(source => $"s{source.Length}:{source}")));

    /// <summary>What mutes the article; null when nothing does.</summary>
    internal (Why Why, string By)? Of(LogEntry entry)
    {
        if (_sources.Length > 0)
        {
            var name = MutedText.Fold(entry.Source);
            foreach (var (source, folded, host) in _sources)
                if ((folded.Length > 0 && name == folded) || (host is not null && (OnHost(entry.Url, host) || OnHost(entry.SourceUrl, host)))) return (Why.MutedSource, source);
        }

        if (_words.Length == 0) return null;
        var title = MutedText.Fold(entry.Title);
        foreach (var (word, folded) in _words)
            if (MutedText.Has(title, folded)) return (Why.MutedWord, word);
        return null;
    }

    /// <summary>The host that a muted source names, in ASCII (RFC 5891); null when it is only a name. "www." and what follows the host do not count.</summary>
    private static string? HostOf(string source)
    {
        if (!source.Contains('.', StringComparison.Ordinal) || source.Contains(' ', StringComparison.Ordinal)) return null;
        if (!Uri.TryCreate(source.Contains("://", StringComparison.Ordinal) ? source : "https://" + source, UriKind.Absolute, out var uri) || uri.HostNameType != UriHostNameType.Dns) return null;
        return Ascii(uri) is { Length: > 0 } host ? host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host : null;
    }

    private static bool OnHost(string? url, string host) =>
        url is { Length: > 0 } && Uri.TryCreate(url, UriKind.Absolute, out var uri) && Ascii(uri) is { } own
        && own.EndsWith(host, StringComparison.Ordinal) && (own.Length == host.Length || own[own.Length - host.Length - 1] == '.');

    // A fully qualified name may end with a dot.
    private static string Ascii(Uri uri) => uri.IdnHost.ToLowerInvariant().TrimEnd('.');
}

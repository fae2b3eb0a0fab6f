using System.Runtime.CompilerServices;
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
        if (_sources.Length + _words.Length == 0) return null;
        var folded = Folded.Of(entry);
        foreach (var (source, name, host) in _sources)
            if ((name.Length > 0 && folded.Source == name) || (host is not null && (OnHost(folded.Host, host) || OnHost(folded.SourceHost, host)))) return (Why.MutedSource, source);
        foreach (var (word, sought) in _words)
            if (MutedText.Has(folded.Title, sought)) return (Why.MutedWord, word);
        return null;
    }

    /// <summary>The host that a muted source names, in ASCII (RFC 5891); null when it is only a name. "www." and what follows the host do not count.</summary>
    private static string? HostOf(string source)
    {
        if (!source.Contains('.', StringComparison.Ordinal) || source.Contains(' ', StringComparison.Ordinal)) return null;
        if (!Uri.TryCreate(source.Contains("://", StringComparison.Ordinal) ? source : "https://" + source, UriKind.Absolute, out var uri) || uri.HostNameType != UriHostNameType.Dns) return null;
        return Ascii(uri) is { Length: > 0 } host ? host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host : null;
    }

    private static bool OnHost(string? own, string host) =>
        own is not null && own.EndsWith(host, StringComparison.Ordinal) && (own.Length == host.Length || own[own.Length - host.Length - 1] == '.');

    // A fully qualified name may end with a dot.
    private static string Ascii(Uri uri) => uri.IdnHost.ToLowerInvariant().TrimEnd('.');

    /// <summary>An article as mutes look at it; made once, for all whose mutes it is held against.</summary>
    private sealed record Folded(string Title, string Source, string? Host, string? SourceHost)
    {
        private static readonly ConditionalWeakTable<LogEntry, Folded> Known = [];

        public static Folded Of(LogEntry entry) => Known.GetValue(entry, entry => new Folded(MutedText.Fold(entry.Title), MutedText.Fold(entry.Source), HostAt(entry.Url), HostAt(entry.SourceUrl)));

        private static string? HostAt(string? url) => url is { Length: > 0 } && Uri.TryCreate(url, UriKind.Absolute, out var uri) ? Ascii(uri) : null;
    }
}

using System.Buffers;
using System.Collections.Frozen;
using DigestBot.Wire.Text;

namespace DigestBot.Articles.Slop;

/// <summary>Finds the phrases of some rules in a text, in one pass; whole words only, in any case, with either apostrophe.</summary>
internal sealed class PhraseFinder
{
    private const int KeyLength = 2;

    private readonly SearchValues<string> _all;
    private readonly FrozenDictionary<string, (string Written, string Phrase, int Rule)[]> _byKey;

    /// <summary>Prepares the search.</summary>
    /// <param name="phrases">Phrases in lower case, each with its rule's number.</param>
    public PhraseFinder(IEnumerable<(string Phrase, int Rule)> phrases)
    {
        var written = phrases.SelectMany(p => p.Phrase.Contains('\'', StringComparison.Ordinal) ? new[] { (p.Phrase, p.Phrase, p.Rule), (p.Phrase.Replace('\'', '’'), p.Phrase, p.Rule) } : [(p.Phrase, p.Phrase, p.Rule)]).ToList();
        _all = SearchValues.Create([.. written.Select(p => p.Item1)], StringComparison.OrdinalIgnoreCase);
        _byKey = written.GroupBy(p => p.Item1[..KeyLength], StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(group => group.Key, group => group.Select(p => (p.Item1, p.Item2, p.Rule)).ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Where phrases stand: position, length, the phrase as the rule has it, the rule's number. Of two that overlap, the longer.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Stops after so many.</param>
    public List<(int At, int Length, string Phrase, int Rule)> Find(string text, int most)
    {
        var found = new List<(int, int, string, int)>();
        for (var from = 0; found.Count < most && text.AsSpan(from).IndexOfAny(_all) is >= 0 and var offset;)
        {
            var at = from + offset;
            from = at + 1;
            (string Written, string Phrase, int Rule) best = ("", "", 0);
            foreach (var candidate in _byKey.GetValueOrDefault(text.Substring(at, KeyLength), []))
                if (candidate.Written.Length > best.Written.Length && text.AsSpan(at).StartsWith(candidate.Written, StringComparison.OrdinalIgnoreCase) && IsWhole(text, at, candidate.Written.Length)) best = candidate;
            if (best.Written.Length == 0) continue;
            found.Add((at, best.Written.Length, best.Phrase, best.Rule));
            from = at + best.Written.Length;
        }

        return found;
    }

    private static bool IsWhole(string text, int at, int length) =>
        (at == 0 || !Joins(text[at - 1], text[at])) && (at + length == text.Length || !Joins(text[at + length - 1], text[at + length]));

    private static bool Joins(char one, char other) => char.IsLetterOrDigit(one) && char.IsLetterOrDigit(other) && !Scripts.IsCjk(one) && !Scripts.IsCjk(other);
}

using System.Collections.Concurrent;
using System.Globalization;
using DigestBot.Model;
using DigestBot.Wire.Html;
using DigestBot.Wire.Text;

namespace DigestBot.Articles.Slop;

/// <summary>
/// Judges whether an article reads like machine-made filler, by the rules of <c>config/slop.json</c> and nothing else. Pure: the same article, the same rules, the same
/// reasons. It never decides alone what becomes of it: see <see cref="SlopMode"/>.
/// </summary>
public sealed class SlopFilter
{
    private const int MostHits = 500;
    private const int MostShown = 6;
    private const int FewestAbout = 3;

    private readonly SlopRules _rules;
    private readonly ConcurrentDictionary<string, PhraseFinder> _finders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _languages;
    private readonly PhraseFinder? _about;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _negations;

    /// <summary>Prepares the rules.</summary>
    /// <param name="rules">Rules that were checked.</param>
    /// <param name="mode">What becomes of what they find.</param>
    public SlopFilter(SlopRules rules, SlopMode mode)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (_rules, Mode) = (rules, mode);
        _languages = rules.Phrases.SelectMany(rule => rule.Words.Keys).ToHashSet(StringComparer.Ordinal);
        _about = rules.AboutMachines.Count > 0 ? new PhraseFinder(rules.AboutMachines.Select(word => (word, 0))) : null;
        _negations = rules.Negations.ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What becomes of an article that it finds.</summary>
    public SlopMode Mode { get; }

    /// <summary>The score at which it is found.</summary>
    public int Threshold => _rules.Threshold;

    /// <summary>Every rule that an article meets, the weightiest first; whether that is enough is <see cref="IsSlop"/>.</summary>
    /// <param name="article">Any text, also hostile: only its first <see cref="Reading.Longest"/> units are looked at.</param>
    /// <param name="language">Two-letter code; null when unknown.</param>
    /// <param name="byline">Who wrote it, by feed or page.</param>
    /// <param name="origin">What its page says of itself; null when no page was read.</param>
    public SlopMark Judge(ArticleText article, string? language, string? byline, PageOrigin? origin)
    {
        ArgumentNullException.ThrowIfNull(article);
        if (Mode == SlopMode.Off) return new SlopMark([]);
        if (article.Text.Length > Reading.Longest) article = article with { Text = article.Text[..Reading.Longest] };
        List<SlopReason> reasons = [.. Declarations.Of(_rules.Declared, byline, origin)];
        if (BlockedHost(article.Url) is { } host) reasons.Add(new SlopReason("blocked host", _rules.BlockedHostWeight, host, false));
        if (article.Text.Length > 0)
        {
            var repetition = Repetition.Of(article);
            reasons.AddRange(Phrases(article, language));
            if (Repeated(repetition) is { } repeated) reasons.Add(repeated);
        }

        return new SlopMark([.. reasons.OrderByDescending(reason => reason.Weight).ThenBy(reason => reason.Rule, StringComparer.Ordinal)]);
    }

    /// <summary>Whether the reasons come to the threshold.</summary>
    public bool IsSlop(SlopMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return mark.Score >= _rules.Threshold;
    }

    private IEnumerable<SlopReason> Phrases(ArticleText article, string? language)
    {
        var passages = new Passages(article);
        var hits = Finder(language).Find(article.Text, MostHits)
            .Where(hit => !passages.IsQuoted(hit.At, hit.Length) && (!_rules.Phrases[hit.Rule].Edges || (passages.IsEdge(hit.At) && !IsDenied(passages.Before(hit.At)))))
            .GroupBy(hit => hit.Rule).OrderBy(group => group.Key).ToList();
        if (hits.Count == 0) yield break;
        var about = IsAboutMachines(article);
        var words = Words.Count(article.Text).Total;
        foreach (var group in hits)
        {
            var rule = _rules.Phrases[group.Key];
            var phrases = group.Select(hit => hit.Phrase).Distinct(StringComparer.Ordinal).ToList();
            var share = rule.PerWords > 0 && words > rule.PerWords ? (double)rule.PerWords / words : 1;
            var weight = Math.Min(rule.Most, (int)(phrases.Count * (about ? rule.AboutWeight ?? rule.Weight : rule.Weight) * share));
            if (weight > 0) yield return new SlopReason(rule.Name, weight, string.Join("; ", phrases.Take(MostShown)) + (phrases.Count > MostShown ? "; …" : ""), rule.Declares);
        }
    }

    private SlopReason? Repeated(Repetition measured)
    {
        var rule = _rules.Repetition;
        if (measured.Words < rule.FewestWords) return null;
        return measured.Sentences < rule.Sentences && measured.FourGrams < rule.FourGrams ? null : new SlopReason("repetition", rule.Weight, string.Create(CultureInfo.InvariantCulture, $"{measured.Sentences:0%} of sentences, {measured.FourGrams:0%} of groups of four words"), false);
    }

    private string? BlockedHost(string? url)
    {
        if (_rules.BlockedHosts.Count == 0 || !Uri.TryCreate(url, UriKind.Absolute, out var address)) return null;
        return _rules.BlockedHosts.FirstOrDefault(blocked => address.IdnHost.TrimEnd('.').Equals(blocked, StringComparison.OrdinalIgnoreCase)
            || address.IdnHost.TrimEnd('.').EndsWith("." + blocked, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsAboutMachines(ArticleText article) =>
        _about is not null && (_about.Find(article.Title ?? "", 1).Count > 0 || _about.Find(article.Text, FewestAbout).Count >= FewestAbout);

    private bool IsDenied(ReadOnlySpan<char> before)
    {
        foreach (var word in before.SplitAny(' ', ',', '\u00a0', '('))
            if (_negations.Contains(before[word])) return true;
        return false;
    }

    private PhraseFinder Finder(string? language) =>
        _finders.GetOrAdd(language is not null && _languages.Contains(language) ? language : "*", key => new PhraseFinder(
            _rules.Phrases.SelectMany((rule, i) => rule.Words.Where(words => words.Key == "*" || words.Key == key).SelectMany(words => words.Value).Distinct(StringComparer.Ordinal).Select(phrase => (phrase, i)))));
}

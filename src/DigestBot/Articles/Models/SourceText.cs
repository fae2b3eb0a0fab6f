using DigestBot.Wire.Text;

namespace DigestBot.Articles.Models;

/// <summary>An article, indexed for one question: does it say this word, this name, this number?</summary>
internal sealed class SourceText
{
    private const int MostPlaces = 40;
    private const int Prefix = 3;
    private const int Near = 150;
    private const int Joint = 25;
    private const int LeastSentence = 40;
    private const int LongestSentence = 300;

    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal); // capitals as they are, for acronyms
    private readonly Dictionary<string, List<string>> _byPrefix = new(StringComparer.Ordinal);
    private readonly ILookup<string, StatedNumber> _numbers;
    private List<(TextRange Range, HashSet<string> Terms)>? _sentences;

    /// <summary>Indexes it.</summary>
    /// <param name="title">Its title, which the card prints too.</param>
    /// <param name="text">Its text.</param>
    /// <param name="language">Two-letter code; null when unknown.</param>
    public SourceText(string? title, string text, string? language)
    {
        Text = (string.IsNullOrEmpty(title) ? "" : title + "\n\n") + text;
        Language = language;
        var tokens = Words.Tokens(Text, new TextRange(0, Text.Length));
        foreach (var token in tokens) Add(token);
        Terms = Wire.Text.Terms.Of(Text, tokens, language).ToHashSet(StringComparer.Ordinal);
        _numbers = Numbers.Of(Text, language).ToLookup(number => number.Value);
        MainScript = tokens.Count == 0 ? Script.Other
            : tokens.Take(2000).Select(token => Scripts.Of(Text[token.Start])).Where(script => script != Script.Other).GroupBy(script => script).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault()?.Key ?? Script.Other;
    }

    /// <summary>Title and text.</summary>
    public string Text { get; }

    /// <summary>Two-letter code; null when unknown.</summary>
    public string? Language { get; }

    /// <summary>Its sentences with the terms of each.</summary>
    public IReadOnlyList<(TextRange Range, HashSet<string> Terms)> Sentences => _sentences ??=
        [.. Wire.Text.Sentences.Split(Text, Language).Select(range => (range, Wire.Text.Terms.Of(Text, Words.Tokens(Text, range), Language).ToHashSet(StringComparer.Ordinal)))];

    /// <summary>All its terms.</summary>
    public IReadOnlySet<string> Terms { get; }

    /// <summary>The script that most of its words are in.</summary>
    public Script MainScript { get; }

    /// <summary>Whether it has this very spelling.</summary>
    public bool Writes(string word) => _written.Contains(word);

    /// <summary>Whether it has this word in any case and form, or the parts that a hyphen joins.</summary>
    public bool Says(ReadOnlySpan<char> word)
    {
        var plain = WordForms.Plain(word);
        if (Form(plain) is not null) return true;
        var parts = plain.Split('-', '\'', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 1 && Array.TrueForAll(parts, part => part.Length < 3 ? _places.ContainsKey(part) || StopWords.Contains(Language, part) : Form(part) is not null || StopWords.Contains(Language, part))) return !IsDoubleName(word) || BelongTogether(parts);
        return Language is "de" or "nl" or "sv" or "da" or "nb" or "fi" && IsCompound(plain);
    }

    // "Doe-Roe"
    private static bool IsDoubleName(ReadOnlySpan<char> word) => char.IsUpper(word[0]) && word.IndexOf('-') is > 0 and var hyphen && hyphen + 1 < word.Length && char.IsUpper(word[hyphen + 1]);

    private bool BelongTogether(string[] parts)
    {
        for (var i = 1; i < parts.Length; i++)
            if (!SaysTogether(parts[i - 1], parts[i])) return false;
        return true;
    }

    /// <summary>Whether two words that a summary puts beside each other stand near each other somewhere.</summary>
    public bool SaysTogether(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (Form(WordForms.Plain(one)) is not { } first || Form(WordForms.Plain(other)) is not { } second) return true; // parts of compounds
        var near = false;
        foreach (var here in _places[first])
            foreach (var there in _places[second])
            {
                if (there > here && there - here <= first.Length + Joint && IsJoint(here, there)) return true;
                near |= Math.Abs(here - there) <= Near;
            }

        // "Jane Roe", where the article has only Jane Doe and John Roe, is nobody.
        if (_places[first].Exists(at => Neighbour(at, 1)) && _places[second].TrueForAll(at => Neighbour(at, -1))) return false;
        return near || _places[first].Count == MostPlaces || _places[second].Count == MostPlaces;
    }

    // Nothing but spaces, an initial or a middle name between two words.
    private bool IsJoint(int one, int other)
    {
        var start = one;
        while (start < other && !char.IsWhiteSpace(Text[start]) && Text[start] is not '-') start++;
        for (var i = start; i < other; i++)
            if (char.IsLower(Text[i]) && !char.IsLetter(Text[i - 1]) || Text[i] is ',' or ';' or '\n') return false;
        return true;
    }

    /// <summary>Whether the word at a place has another one with a capital right behind (1) or before it (-1).</summary>
    private bool Neighbour(int at, int direction)
    {
        if (direction > 0)
        {
            while (at < Text.Length && char.IsLetter(Text[at])) at++;
            return at + 1 < Text.Length && Text[at] == ' ' && char.IsUpper(Text[at + 1]);
        }

        var end = at - 1;
        if (end < 1 || Text[end] != ' ' || !char.IsLetter(Text[end - 1])) return false;
        var start = end;
        while (start > 0 && char.IsLetter(Text[start - 1])) start--;
        return char.IsUpper(Text[start]) && start > 0 && !(Text[start - 1] is ' ' && start > 1 && Text[start - 2] is '.' or '!' or '?');
    }

    /// <summary>Whether it states this number, of a hundred where the summary says so, and near one of the terms of the summary's sentence.</summary>
    public bool States(StatedNumber number, IReadOnlySet<string> terms)
    {
        var unplaced = false;
        // Four centimetres are not four kilometres, although something else was on 4 May.
        if (number.Unit > 0 && _numbers[number.Value].Any(own => own.Unit > 0) && _numbers[number.Value].All(own => own.Unit != number.Unit)) return false;
        foreach (var own in _numbers[number.Value])
        {
            if (own.Percent != number.Percent || (own.Unit != number.Unit && own.Unit > 0 && number.Unit > 0)) continue;
            if (own.At < 0) unplaced = true;
            else if (terms.Count == 0 || SaysNear(own.At, terms)) return true;
        }

        return unplaced;
    }

    private bool SaysNear(int at, IReadOnlySet<string> terms)
    {
        // The sentence, as far as its marks tell: what stands in the next one is said of something else.
        var start = at;
        while (start > 0 && at - start < LongestSentence && (at - start < LeastSentence / 2 || !EndsSentence(start - 1)) && Text[start - 1] != '\n') start--;
        var end = at;
        while (end < Text.Length && end - at < LongestSentence && (end - at < LeastSentence || !EndsSentence(end)) && Text[end] != '\n') end++;
        var range = new TextRange(start, end - start);
        return Wire.Text.Terms.Of(Text, Words.Tokens(Text, range), Language).Exists(terms.Contains);
    }

    private bool EndsSentence(int at) => Text[at] is '。' or '！' or '？' || (Text[at] is '.' or '!' or '?' && (at + 1 == Text.Length || char.IsWhiteSpace(Text[at + 1])));

    private string? Form(string plain)
    {
        if (_places.ContainsKey(plain)) return plain;
        return plain.Length >= Prefix && _byPrefix.TryGetValue(plain[..Prefix], out var near) ? near.Find(word => WordForms.Same(plain, word, Language)) : null;
    }

    // Klimaforscher, where the article says Klima and Forscher; with the s or n that joins them.
    private bool IsCompound(string word)
    {
        for (var at = 4; at <= word.Length - 4; at++)
            if (Form(word[at..]) is not null && (Form(word[..at]) is not null || (word[at - 1] is 's' or 'n' or 'e' && Form(word[..(at - 1)]) is not null))) return true;
        return false;
    }

    private void Add(TextRange token)
    {
        var span = token.Of(Text);
        if (span.Length > 60) return;
        _written.Add(span.ToString().Replace('’', '\''));
        var plain = WordForms.Plain(span);
        Place(plain, token.Start);
        if (plain.AsSpan().IndexOfAny('-', '\'') >= 0)
            foreach (var part in plain.Split('-', '\'', StringSplitOptions.RemoveEmptyEntries)) Place(part, token.Start);
    }

    private void Place(string plain, int at)
    {
        if (!_places.TryGetValue(plain, out var places))
        {
            _places[plain] = places = [];
            if (plain.Length >= Prefix)
            {
                if (!_byPrefix.TryGetValue(plain[..Prefix], out var words)) _byPrefix[plain[..Prefix]] = words = [];
                words.Add(plain);
            }
        }

        if (places.Count < MostPlaces) places.Add(at);
    }
}

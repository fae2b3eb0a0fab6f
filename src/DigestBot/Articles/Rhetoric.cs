using System.Collections.Frozen;

namespace DigestBot.Articles;

/// <summary>Words that tell how something is said, per language: that it is asserted, made absolute, set against something, told in the first person, or reported.</summary>
internal sealed class Rhetoric
{
    private static readonly FrozenDictionary<string, Rhetoric> ByLanguage = RhetoricWords.ByLanguage.ToFrozenDictionary(e => e.Key, e => new Rhetoric(e.Value));

    private static readonly FrozenDictionary<string, Pieces> Spaceless = RhetoricWords.Pieces.ToFrozenDictionary(e => e.Key, e => new Pieces(e.Value));

    private readonly FrozenDictionary<string, Sign>.AlternateLookup<ReadOnlySpan<char>> signs;

    private Rhetoric(RhetoricWords list)
    {
        var all = new Dictionary<string, Sign>(StringComparer.OrdinalIgnoreCase);
        foreach (var (words, sign) in new[] { (list.Copulas, Sign.Copula), (list.Absolutes, Sign.Absolute), (list.Negations, Sign.Negation), (list.Turns, Sign.Turn), (list.Persons, Sign.Person), (list.Reporting, Sign.Report), (list.Judging, Sign.Judge), (list.Concerning, Sign.Concern) })
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                all[word] = all.GetValueOrDefault(word) | sign;
        signs = all.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    [Flags]
    private enum Sign
    {
        None = 0,
        Copula = 1,
        Absolute = 2,
        Negation = 4,
        Turn = 8,
        Person = 16,
        Report = 32,
        Judge = 64,
        Concern = 128,
    }

    /// <summary>How a sentence speaks.</summary>
    /// <param name="Asserts">Has a copula: this is that.</param>
    /// <param name="Absolutes">Words that allow no exception.</param>
    /// <param name="Contrasts">Not this but that.</param>
    /// <param name="Personal">Opens with I, we or you.</param>
    /// <param name="Involves">Has I, we or you anywhere.</param>
    /// <param name="Reports">Somebody said, announced, declined to comment.</param>
    /// <param name="Judgements">Words that praise, blame, fear, demand.</param>
    /// <param name="Denies">Says what is not.</param>
    /// <param name="Concerns">Speaks of what concerns everybody: people, life, the world.</param>
    public readonly record struct Tone(bool Asserts, int Absolutes, bool Contrasts, bool Personal, bool Involves, bool Reports, int Judgements, bool Denies, bool Concerns);

    /// <summary>Listens to one sentence. A text whose language is unknown is heard as English; a language without words is not heard at all.</summary>
    public static Tone Of(ReadOnlySpan<char> sentence, string? language)
    {
        if (language is not null && Spaceless.TryGetValue(language, out var pieces))
            return pieces.Hear(sentence);
        var own = language is null ? ByLanguage["en"] : ByLanguage.GetValueOrDefault(language);
        return own?.Hear(sentence) ?? default;
    }

    private Tone Hear(ReadOnlySpan<char> sentence)
    {
        bool asserts = false, contrasts = false, reports = false, negated = false, personal = false, involves = false, concerns = false;
        int absolutesSeen = 0, judgements = 0, position = 0;
        for (var rest = sentence; ;)
        {
            var word = Openers.First(rest);
            if (word.IsEmpty)
                break;
            var sign = Of(word);
            if (word.IndexOfAny('\'', '’') is var elision and > 0 and < 3 && word.Length > elision + 1)
                sign |= Of(word[..elision]) & (Sign.Negation | Sign.Person) | Of(word[(elision + 1)..]) & Sign.Copula; // n'est
            asserts |= sign.HasFlag(Sign.Copula);
            absolutesSeen += sign.HasFlag(Sign.Absolute) ? 1 : 0;
            contrasts |= negated && sign.HasFlag(Sign.Turn);
            negated |= sign.HasFlag(Sign.Negation) || word.EndsWith("n't", StringComparison.OrdinalIgnoreCase) || word.EndsWith("n’t", StringComparison.OrdinalIgnoreCase);
            reports |= sign.HasFlag(Sign.Report);
            judgements += sign.HasFlag(Sign.Judge) ? 1 : 0;
            concerns |= sign.HasFlag(Sign.Concern);
            personal |= position == 0 && sign.HasFlag(Sign.Person);
            involves |= sign.HasFlag(Sign.Person);
            position++;
            rest.Overlaps(word, out var offset);
            rest = rest[(offset + word.Length)..];
        }
        return new Tone(asserts, absolutesSeen, contrasts, personal, involves, reports, judgements, negated, concerns);
    }

    private Sign Of(ReadOnlySpan<char> word) => signs.TryGetValue(word, out var sign) ? sign : Sign.None;

    /// <summary>The words of a language that does not part them.</summary>
    private sealed class Pieces(RhetoricWords list)
    {
        private readonly string[] copulas = list.Copulas.Split(' '), absolutes = list.Absolutes.Split(' '), negations = list.Negations.Split(' '), turns = list.Turns.Split(' '),
            persons = list.Persons.Split(' '), reporting = list.Reporting.Split(' '), judging = Parts(list.Judging), concerning = Parts(list.Concerning);

        public Tone Hear(ReadOnlySpan<char> sentence)
        {
            var opening = sentence.TrimStart("“「『\" ");
            return new Tone(Count(sentence, copulas) > 0, Count(sentence, absolutes), Count(sentence, negations) > 0 && Count(sentence, turns) > 0,
                Count(opening[..Math.Min(4, opening.Length)], persons) > 0, Count(sentence, persons) > 0, Count(sentence, reporting) > 0, Count(sentence, judging),
                Count(sentence, negations) > 0, Count(sentence, concerning) > 0);
        }

        private static string[] Parts(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        private static int Count(ReadOnlySpan<char> sentence, string[] words)
        {
            var count = 0;
            foreach (var word in words)
                count += sentence.Contains(word, StringComparison.Ordinal) ? 1 : 0;
            return count;
        }
    }
}

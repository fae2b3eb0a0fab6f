using System.Collections.Frozen;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>
/// Who speaks in an article outside quotation marks, and how much of it is facts that can be looked up: a report is told by nobody and full of names and figures,
/// an essay is told by an "I" and has few of either. All are numbers for each hundred words.
/// </summary>
/// <param name="Own">I, me, my, in the text's language.</param>
/// <param name="Ours">We and our: a maker's, a house's, or the reader drawn in.</param>
/// <param name="Names">Words with a capital letter within a sentence; null where these tell nothing: German writes all nouns so, many scripts have no capitals.</param>
/// <param name="Numbers">Figures.</param>
internal sealed record KindVoice(double Own, double Ours, double? Names, double Numbers)
{
    private const int LongestText = 12_000;
    private const int LongestQuote = 1200;

    // As KindCounts: one word of a teaser is no habit.
    private const int Damping = 40;

    // By language, for "mi" is "we" in Hungarian and "i" is "and" in Catalan.
    private static readonly FrozenDictionary<string, (FrozenSet<string> Own, FrozenSet<string> Ours)> Pronouns = new (string Language, string Own, string Ours)[]
    {
        ("en", "I my me myself I'm I've I'd I'll I’m I’ve I’d I’ll mine", "we our us ours we're we've we'll we’re we’ve we’ll"),
        ("de", "ich mein meine meinem meinen meiner meines mich mir", "wir uns unser unsere unserem unseren unserer"),
        ("fr", "je j moi mon ma mes m me", "nous notre nos"),
        ("es", "yo me mi mis mí conmigo", "nosotros nuestro nuestra nuestros nuestras nos hemos"),
        ("it", "io mi mio mia miei mie me", "noi nostro nostra nostri nostre abbiamo"),
        ("pt", "eu me meu minha meus minhas mim", "nós nosso nossa nossos nossas"),
        ("ca", "jo em meu meva meus", "nosaltres nostre nostra"),
        ("nl", "ik mijn me mij", "wij we ons onze"),
        ("sv", "jag min mitt mina mig", "vi vår våra oss"),
        ("da", "jeg min mit mine mig", "vi vores os"),
        ("nb", "jeg min mitt mine meg", "vi vår våre oss"),
        ("no", "jeg min mitt mine meg", "vi vår våre oss"),
        ("fi", "minä minun minua minulle", "me meidän"),
        ("pl", "ja mnie mój moja moje mojej mojego mi", "my nasz nasza nasze naszej"),
        ("cs", "já mě mně můj moje mého mi", "my náš naše naší"),
        ("ru", "я меня мне мной мой моя моё мое моей моего мою", "мы нас нам наш наша наше нашей"),
        ("uk", "я мене мені мій моя моє моєї", "ми нас нам наш наша"),
        ("tr", "ben benim bana beni", "biz bizim bize"),
        ("ar", "أنا لي عندي", "نحن لنا"),
        ("he", "אני שלי לי אותי", "אנחנו שלנו לנו"),
        ("hi", "मैं मैंने मेरा मेरी मेरे मुझे", "हम हमारा हमारी हमारे हमें"),
        ("ko", "나는 내가 나의 나를 저는 제가", "우리 우리는 우리의"),
    }.ToFrozenDictionary(p => p.Language, p => (Set(p.Own), Set(p.Ours)), StringComparer.Ordinal);

    private static readonly string[] OwnInChinese = ["我"];
    private static readonly string[] OwnInJapanese = ["私", "わたし", "僕", "ぼく"];
    private static readonly string[] OursInChinese = ["我们", "我們"];
    private static readonly string[] OursInJapanese = ["私たち", "わたしたち", "弊社"];

    /// <summary>Listens to the opening of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">Two-letter code; null when unsure, then it is heard as English.</param>
    /// <param name="words">How many words that opening has.</param>
    public static KindVoice Of(ReadOnlySpan<char> text, string? language, int words)
    {
        text = text[..Math.Min(text.Length, LongestText)];
        var per100 = 100.0 / (words + Damping);
        var (own, ours) = Pronouns.GetValueOrDefault(language ?? "en");
        int mine = 0, our = 0, names = 0, numbers = 0, cased = 0;
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (Closing(text, at) is var close and not '\0')
            {
                at = AfterQuote(text, at, close);
                continue;
            }
            if (char.IsAsciiDigit(c))
            {
                numbers++;
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '.' or ',' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
                    at++;
                continue;
            }
            if (!char.IsLetter(c))
            {
                at++;
                continue;
            }
            if (Scripts.IsCjk(c) && language is not "ko")
            {
                at += InCjk(text[at..], language, ref mine, ref our);
                continue;
            }
            var start = at;
            while (at < text.Length && (char.IsLetter(text[at]) || char.GetUnicodeCategory(text[at]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
                       || language is "en" && text[at] is '\'' or '’'))
                at++;
            if (at == start)
                at++;
            var word = text[start..at];
            if (char.IsUpper(c) || char.IsLower(c))
                cased++;
            if (Has(own, word, language))
                mine++;
            else if (Has(ours, word, null))
                our++;
            else if (char.IsUpper(c) && start >= 2 && text[start - 1] == ' ' && (char.IsLower(text[start - 2]) || text[start - 2] is ',' or ';'))
                names++;
        }
        return new KindVoice(mine * per100, our * per100, language is "de" || cased * 2 < words ? null : names * per100, numbers * per100);
    }

    private static bool Has(FrozenSet<string>? pronouns, ReadOnlySpan<char> word, string? language)
    {
        if (pronouns is null || word.Length > 8)
            return false;
        // "I" is the one word for which English has a capital; "i" is another language's word or a list's number.
        if (language is "en" && word[0] == 'i')
            return false;
        return pronouns.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private static int InCjk(ReadOnlySpan<char> text, string? language, ref int mine, ref int our)
    {
        var (own, ours) = language is "zh" ? (OwnInChinese, OursInChinese) : (OwnInJapanese, OursInJapanese);
        foreach (var word in ours)
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                our++;
                return word.Length;
            }
        foreach (var word in own)
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                mine++;
                return word.Length;
            }
        return 1;
    }

    /// <summary>The mark that closes a quotation which opens here; '\0' when none does.</summary>
    private static char Closing(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '»' when at + 1 < text.Length && char.IsLetter(text[at + 1]) => '«',
        '「' => '」',
        '『' => '』',
        '"' => '"',
        '‘' when at + 1 < text.Length && char.IsLetter(text[at + 1]) => '’',
        _ => '\0',
    };

    /// <summary>The unit after a quotation. One that never closes ends with its paragraph: the next one opens it anew.</summary>
    private static int AfterQuote(ReadOnlySpan<char> text, int open, char close)
    {
        for (var at = open + 1; at < text.Length && at - open < LongestQuote; at++)
        {
            if (text[at] == '\n')
                return at;
            if (text[at] == close || close == '“' && text[at] == '”')
            {
                // An apostrophe within a word closes nothing.
                if (close != '’' || at + 1 >= text.Length || !char.IsLetter(text[at + 1]))
                    return at + 1;
            }
        }
        return open + 1;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}

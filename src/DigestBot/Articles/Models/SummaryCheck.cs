using System.Buffers;
using DigestBot.Wire.Text;

namespace DigestBot.Articles.Models;

/// <summary>
/// Whether a model's summary may stand on a card: of the right size and language, plain, spoken to nobody, and made of what the article says. It cannot tell
/// whether true words are put together truly; so a card says who wrote it.
/// </summary>
internal static class SummaryCheck
{
    public const int FewestWords = 20;
    public const int MostWords = 120;
    public const int MostSentences = 4;

    /// <summary>Of the summary's terms, how many the article has: in scripts that show names by capitals, and in those that do not.</summary>
    private const double Shared = .6;
    private const double SharedWithoutCapitals = .7;

    /// <summary>… of each sentence's.</summary>
    private const double SharedBySentence = .4;

    private static readonly SearchValues<char> Markup = SearchValues.Create("<>{}[]|`*_~^\\=@");
    private static readonly SearchValues<string> Addresses = SearchValues.Create(
        ["http:", "https:", "www.", "://", ".com", ".org", ".net", ".io/", ".de/", ".ru/", "&lt;", "&gt;", "&amp;", "&#", "mailto:", "javascript:"], StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with it; null when it may be printed.</summary>
    /// <param name="proposed">As the model gives it.</param>
    /// <param name="source">The article.</param>
    /// <param name="summary">One clean line.</param>
    public static string? Problem(string proposed, SourceText source, out string summary)
    {
        var line = summary = DisplayText.Line(proposed).Normalize();
        if (!IsClean(proposed)) return "it holds characters that no summary needs";
        if (summary.Length == 0) return "it is empty";
        if (summary.AsSpan().ContainsAny(Markup) || (summary + " ").AsSpan().ContainsAny(Addresses) || proposed.Split('\n').Any(StartsList)) return "it holds markup or an address";
        var words = Words.Count(summary).Total;
        if (words is < FewestWords or > MostWords) return $"it has {words} words, not {FewestWords} to {MostWords}";
        if (!"。！？.!?।؟۔»”\"」』".Contains(summary[^1], StringComparison.Ordinal)) return "it does not end";
        var language = source.Language;
        var sentences = Sentences.Split(summary, language);
        if (sentences.Count is < 1 or > MostSentences) return $"it has {sentences.Count} sentences, not 1 to {MostSentences}";
        if (language is not null && Languages.Detect(summary) is { } own && own != language && !AreNear(own, language)) return $"it is in {own}, not {language}";
        if (NotASummary.Find(summary) is { } phrase) return $"it says \"{phrase}\"";
        if (BareAddress(summary) is { } address && !source.Text.Contains(address, StringComparison.OrdinalIgnoreCase)) return "it holds markup or an address";
        if (!BeginsWell(summary, source) || HasOddNumbers(summary, source)) return "it is not written as its article is";
        if (line.Contains("ARTICLE-", StringComparison.Ordinal) || Prompt.Fragments.Any(fragment => line.Contains(fragment, StringComparison.OrdinalIgnoreCase))) return "it repeats the question";
        if (Unfounded(summary, sentences, source)) return "it is not about this article";
        if (Negations.Differ(summary, sentences, source)) return "it says the opposite of its article";
        return NameCheck.Problem(summary, sentences, source);
    }

    /// <summary>"evil.example", "bit.ly": two letters or more on both sides of a stop, without a space.</summary>
    private static string? BareAddress(string summary)
    {
        foreach (var word in summary.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var bare = word.Trim('.', ',', ';', ':', '!', '?', '(', ')', '"', '“', '”', '«', '»', '\'', '’');
            var stop = bare.LastIndexOf('.');
            if (bare.IndexOf('/') is > 0 and var slash) stop = bare.LastIndexOf('.', slash);
            if (stop >= 2 && stop + 2 < bare.Length && char.IsLetterOrDigit(bare[stop - 1]) && char.IsLetterOrDigit(bare[stop - 2]) && char.IsLetter(bare[stop + 1]) && char.IsLetter(bare[stop + 2])) return bare;
        }

        return null;
    }

    // Names in small letters could not be told from words: a text in capitals and small letters begins with a capital.
    private static bool BeginsWell(string summary, SourceText source) =>
        !Scripts.HasCase(source.MainScript) || Openers.First(summary) is not [var first, ..] word || !char.IsLower(first) || source.Writes(word.ToString()) && word.ContainsAnyInRange('A', 'Z');

    // ½, Ⅳ, ②: numbers that are no digits.
    private static bool HasOddNumbers(string summary, SourceText source) =>
        summary.Any(c => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.OtherNumber or System.Globalization.UnicodeCategory.LetterNumber && !source.Text.Contains(c, StringComparison.Ordinal));

    // Cleaning may fold white space; whatever else it would change has no place here.
    private static bool IsClean(string text) =>
        string.Concat(DisplayText.Line(text).Where(c => !char.IsWhiteSpace(c))) == string.Concat(text.Where(c => !char.IsWhiteSpace(c)))
        && !text.Any(c => c == '\ufffd' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t')));

    private static bool StartsList(string line) =>
        line.TrimStart() is { Length: > 2 } start && (start[0] is '-' or '•' or '#' or '–' || (char.IsAsciiDigit(start[0]) && start[1] is ')' or '.' && start[2] == ' '));

    // Neighbours that a few words do not tell apart; the terms of the article do.
    private static bool AreNear(string one, string other) =>
        one is "da" or "nb" or "no" or "nn" or "sv" && other is "da" or "nb" or "no" or "nn" or "sv" || one is "cs" or "sk" && other is "cs" or "sk" || one is "ru" or "uk" or "bg" or "be" && other is "bg" or "be"
        || one is "es" or "pt" or "gl" or "ca" && other is "gl" or "ca" || one is "hr" or "sr" or "bs" or "sl" && other is "hr" or "sr" or "bs" or "sl" || one is "id" or "ms" && other is "id" or "ms";

    private static bool Unfounded(string summary, IReadOnlyList<TextRange> sentences, SourceText source)
    {
        int all = 0, shared = 0;
        foreach (var sentence in sentences)
        {
            var terms = Terms.Of(summary, Words.Tokens(summary, sentence), source.Language);
            var own = terms.Count(source.Terms.Contains);
            if (own < SharedBySentence * terms.Count) return true;
            all += terms.Count;
            shared += own;
        }

        return all == 0 || shared < (Scripts.HasCase(source.MainScript) ? Shared : SharedWithoutCapitals) * all;
    }
}

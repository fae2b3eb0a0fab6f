using System.Collections.Frozen;
using DigestBot.Wire.Text;

namespace DigestBot.Articles.Models;

/// <summary>Whether every name and every number of a summary stands in its article.</summary>
internal static class NameCheck
{
    // First words of a sentence that are no names although the article may not have them.
    private static readonly FrozenSet<string> FirstWords = (
        "although while whereas despite after before during meanwhile however instead researchers scientists officials critics experts people many some several most both because since when if as according author writer article essay "
        + "report story study piece among under over through without within until once across around still despite given though unlike even only it its rather first then now later today early recent new old "
        + "obwohl während trotz nach vor seit nachdem wenn weil laut forscher forscherinnen fachleute kritiker viele einige mehrere manche autor autorin artikel text beitrag bericht verfasser verfasserin studie nun heute früher später zudem dabei "
        + "bien que malgré après avant pendant selon chercheurs experts critiques plusieurs beaucoup certains auteur autrice article texte étude désormais aujourd'hui lorsque quand "
        + "aunque mientras tras antes durante según investigadores expertos críticos muchos varios algunos autor autora artículo texto estudio cuando ahora hoy pese "
        + "хотя после перед во время согласно исследователи эксперты критики многие некоторые автор статья текст исследование теперь сегодня когда несмотря "
        + "sebbene mentre dopo prima secondo ricercatori esperti molti alcuni autore autrice articolo testo studio quando oggi embora enquanto depois antes segundo pesquisadores muitos autor artigo").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // German writes every noun large: what an article is called is no name, nor are the nouns that every text has.
    private static readonly FrozenSet<string> NounsForArticles = (
        "artikel autor autorin text beitrag bericht verfasser verfasserin essay studie ende anfang beginn jahr jahre jahren monat monate monaten woche wochen tag tage tagen stunde stunden minute minuten mal teil teile zahl hälfte mehrheit reihe "
        + "arbeit zeit grund gründe folge folgen frage fragen antwort kosten geld preis menschen leute kinder frau frauen mann männer land stadt ort welt leben weg ziel ziele plan pläne projekt problem probleme lösung kritik kritiker streit "
        + "entscheidung entwicklung vergleich rolle beispiel thema bedeutung geschichte hilfe sicht meinung idee möglichkeit weise form art fall fälle ergebnis ergebnisse erfolg fehler gefahr sorge sorgen hoffnung wunsch forscher fachleute").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What stands in the summary and not in the article; null when all does.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="sentences">Its sentences.</param>
    /// <param name="source">The article.</param>
    public static string? Problem(string summary, IReadOnlyList<TextRange> sentences, SourceText source)
    {
        foreach (var sentence in sentences)
        {
            var tokens = Words.Tokens(summary, sentence);
            if (StrangeName(summary, tokens, source) is { } name) return $"the article does not say \"{name}\"";
            var terms = Terms.Of(summary, tokens, source.Language).Where(term => !char.IsDigit(term[0])).ToHashSet(StringComparer.Ordinal);
            foreach (var number in Numbers.Of(sentence.Of(summary).ToString(), source.Language))
                if (number.At >= 0 && !source.States(number, terms)) return $"the article does not say {number.Value}{(number.Percent ? " %" : "")}";
        }

        return KanaCheck.Strange(summary, source) is { } run ? $"the article does not say \"{run}\"" : null;
    }

    private static string? StrangeName(string summary, List<TextRange> tokens, SourceText source)
    {
        var previous = -2; // of the name before
        for (var i = 0; i < tokens.Count; i++)
        {
            var span = tokens[i].Of(summary);
            if (!MustOccur(span, i == 0, source)) continue;
            if (!Occurs(span, i == 0, source)) return span.ToString();
            // Two names side by side are one: its parts must not be gathered from all over the article.
            if (previous == i - 1 && summary.AsSpan(tokens[i - 1].End, tokens[i].Start - tokens[i - 1].End).Trim().IsEmpty && !source.SaysTogether(tokens[i - 1].Of(summary), span))
                return summary[tokens[i - 1].Start..tokens[i].End];
            previous = i;
        }

        return null;
    }

    private static bool MustOccur(ReadOnlySpan<char> word, bool first, SourceText source)
    {
        var script = WordForms.ScriptOf(word);
        if (script is null) return true; // letters of several alphabets in one word
        if (script == Script.Other || script is Script.Han or Script.Kana) return false; // numbers and CJK are checked on their own
        if (script != source.MainScript) return true;
        var capitals = 0;
        var digits = false;
        foreach (var c in word)
        {
            if (char.IsUpper(c)) capitals++;
            digits |= char.IsDigit(c);
        }

        if (digits) return true;
        if (capitals == 0) return false;
        if (capitals > 1 && capitals == word.Length) return true; // WHO is no "who"
        if (capitals == 1 && (StopWords.Contains(source.Language, word) || (word.Length == 1 && word[0] is 'I' or 'A'))) return false;
        return !first || capitals > 1 || !FirstWords.Contains(WordForms.Plain(word));
    }

    private static bool Occurs(ReadOnlySpan<char> word, bool first, SourceText source)
    {
        if (word.Length > 1 && !word.ContainsAnyInRange('a', 'z') && word.IndexOfAnyExceptInRange('A', 'Z') < 0)
            return source.Writes(word.ToString()) || (word.Length > 3 && source.Says(word));
        if (source.Says(word)) return true;
        if (char.IsDigit(word[0])) return IsNumberWithEnding(word);
        if (source.Language == "de" && NounsForArticles.Contains(WordForms.Plain(word))) return true;
        // "Published" at a sentence's start is no name where the article says "publishes".
        return first && Terms.Of(word, source.Language) is { Length: > 3 } term && source.Terms.Contains(term);
    }

    // 1990s, 3rd, 40k, 12km: the number itself is checked as one.
    private static bool IsNumberWithEnding(ReadOnlySpan<char> word)
    {
        var digits = word.IndexOfAnyExceptInRange('0', '9');
        while (digits > 0 && digits + 1 < word.Length && word[digits] is '.' or ',' or '-' && char.IsDigit(word[digits + 1]))
            digits += 1 + Math.Max(0, word[(digits + 1)..].IndexOfAnyExceptInRange('0', '9') is var next && next < 0 ? word.Length - digits - 1 : next);
        return digits < 0 || digits >= word.Length || (word.Length - digits <= 3 && word[digits..].IndexOfAnyInRange('0', '9') < 0);
    }
}

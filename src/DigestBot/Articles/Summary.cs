using System.Buffers;

namespace DigestBot.Articles;

/// <summary>
/// Extracts a summary: sentences that say what the article says most, and say it early, and not what another chosen one says already
/// (centroid + position + redundancy; on news texts this beats the first three sentences, TextRank and LexRank).
/// </summary>
public static class Summary
{
    private const int FewestWords = 80;
    private const int FewestSentences = 4;
    private const double Position = 1.4;
    private const double Redundancy = .7;
    private const double Reported = .1; // what somebody said of the event, not the event
    private const int MostWords = 70; // what people write who are asked for a summary is 40 to 60 words long
    private const int FewestWordsOfSentence = 6;
    private const int Beginning = 12; // sentences in which a writer comes in
    private const int FewestChosen = 2;
    private const int MostChosen = 4;
    private const double LeastGain = .5; // a step, a label: the summary is better without
    private const double SamePart = .2; // so an essay's summary is spread over its beginning, middle and end
    private const double TopicSentence = .15; // an essay's paragraphs begin with what they are about
    private const double TornOut = .1;
    private const double TornOutOfEssay = .35;

    private static readonly string[] Greetings =
    [
        "I joined ", "I work ", "I am a ", "I'm a ", "I’m a ", "I don't use", "I don’t use", "Welcome ", "Hello", "Hi ", "Hi,", "Hey", "My name ", "Dear ", "Happy ", "First, ", "Before I ", "I've been ", "I’ve been ", "I was born", "Hallo", "Herzlich willkommen", "Bonjour", "Bienvenue",
        "Hola", "Bienvenid", "Ciao", "Olá", "Привет", "Здравствуйте", "大家好", "こんにちは", "안녕하세요",
    ];

    private static readonly SearchValues<string> Purposes = SearchValues.Create(
        ["in this article", "in this post", "in this tutorial", "in this guide", "this tutorial", "this guide", "this post", "this article", "this recipe", "in diesem artikel", "in diesem beitrag", "dans cet article", "en este artículo", "neste artigo", "in questo articolo"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Two to four sentences, some seventy words, in the text's order; none when it is too short to need a summary.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="kind">Its type: position counts most in news.</param>
    public static IReadOnlyList<Sentence> Choose(Reading reading, string kind)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var count = reading.Sentences.Count;
        if (count < FewestSentences || reading.Sentences.Sum(s => s.Words) < FewestWords)
            return [];
        var sentences = reading.Sentences;
        var essay = kind is not ("News" or "Release" or "Research");
        var scores = Scores(reading, kind, essay);
        var repeats = new bool[count]; // of a sentence that is chosen
        var dangling = sentences.Select(s => Openers.IsDangling(s.Range.Of(reading.Text), reading.Language) ? essay ? TornOutOfEssay : TornOut : 0).ToArray();
        var chosen = new List<int>();
        var overlap = new double[scores.Length];
        var number = count < 12 ? 2 : count > 60 ? MostChosen : 3; // parts that an essay's sentences come from
        var words = 0;
        while (chosen.Count < MostChosen)
        {
            var best = -1;
            for (var i = 0; i < scores.Length; i++)
                if (!repeats[i] && !chosen.Contains(i) && (best < 0 || Gain(i) > Gain(best)))
                    best = i;
            if (best < 0 || chosen.Count >= FewestChosen && (words + sentences[best].Words > MostWords || Gain(best) < LeastGain))
                break;
            chosen.Add(best);
            words += sentences[best].Words;
            var terms = sentences[best].Terms.ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < scores.Length; i++)
            {
                repeats[i] |= i != best && sentences[i].Range.Of(reading.Text).SequenceEqual(sentences[best].Range.Of(reading.Text));
                overlap[i] = Math.Max(overlap[i], Overlap(sentences[i].Terms, terms));
            }
        }
        chosen.Sort();
        if (chosen[0] is > 0 and var first && dangling[first] > 0)
        {
            // What it hangs on says it better, or nobody misses it.
            if (dangling[first - 1] == 0 && !repeats[first - 1] && sentences[first - 1].Words is >= FewestWordsOfSentence and < MostWords / 2)
                chosen[0] = first - 1;
            else if (chosen.Count > FewestChosen)
                chosen.RemoveAt(0);
        }
        return [.. chosen.Select(i => sentences[i])];

        // A sentence that hangs on the one before may sooner follow it.
        double Gain(int i) => scores[i] - Redundancy * overlap[i] - (essay && chosen.Contains(i - 1) ? .5 : 1) * dangling[i]
            - (essay && chosen.Exists(c => c * number / scores.Length == i * number / scores.Length) ? SamePart : 0);
    }

    private static double[] Scores(Reading reading, string kind, bool essay)
    {
        var sentences = reading.Sentences;
        var interview = kind == "Interview";
        var scores = reading.Weights.Content(sentences);
        for (var i = 0; i < scores.Length; i++)
        {
            var sentence = sentences[i];
            var span = sentence.Range.Of(reading.Text);
            scores[i] += Position * Math.Exp(-.1 * sentence.Index)
                - LengthPenalty(sentence.Words, essay ? 11 : 8)
                - (span[^1] is '?' or '？' or '؟' ? interview ? 2 : .3 : 0)
                - (interview && QuoteGates.LabelLength(span) > 0 ? 1 : 0)
                - (!essay && sentence.Tone.Reports ? Reported : 0)
                - (EndsInLetter(span) ? i == 0 && essay ? 1 : .5 : 0) // a caption, a heading, a lead-in; above an essay the line below its title
                - (span.StartsWith("http", StringComparison.Ordinal) ? 1 : span.Contains("://", StringComparison.Ordinal) ? .2 : 0)
                - (essay && i < Beginning && kind != "Tutorial" && QuoteCues.Announces(span) ? .4 : 0)
                - (sentence.Words < FewestWordsOfSentence ? .6 : 0)
                - (essay && i < Beginning && IsOfTheWriter(span) ? .4 : 0)
                - (span[0] is '…' or '©' or '-' or '–' or '•' or '·' or '*' or '^' ? .5 : 0)
                + (kind == "Tutorial" && span[..Math.Min(span.Length, 50)].ContainsAny(Purposes) ? .3 : 0)
                - (essay && QuoteCues.Commanding(span, reading.Language) ? sentence.Tag == "li" ? 1 : .4 : 0)
                - (sentence.Tag is "li" or "blockquote" or "dd" ? .4 : 0)
                - (kind == "Tutorial" && KindCounts.IsStep(reading.Text, reading.Blocks[sentence.Paragraph]) ? 1 : 0)
                + (essay && (i == 0 || sentences[i - 1].Paragraph != sentence.Paragraph) ? TopicSentence : 0)
                - (essay && Openers.LooksBack(span, reading.Language) ? .3 : 0)
                - (span[0] is '(' or '[' ? .3 : 0);
        }
        return scores;
    }

    /// <summary>"I joined …", "Welcome to …", "My name is …": how a writer comes in, not what the text says.</summary>
    private static bool IsOfTheWriter(ReadOnlySpan<char> span)
    {
        foreach (var greeting in Greetings)
            if (span.StartsWith(greeting, StringComparison.OrdinalIgnoreCase))
                return true;
        return span[..Math.Min(span.Length, 60)].Contains("my name is", StringComparison.OrdinalIgnoreCase);
    }

    private static bool EndsInLetter(ReadOnlySpan<char> span) => char.IsLetterOrDigit(span[^1]) || span[^1] is ':' or ',' or ']' or '：';

    private static double LengthPenalty(int words, int fewest) => words < fewest ? .08 * (fewest - words) : words > 40 ? Math.Min(1.2, .03 * (words - 40)) : 0;

    private static double Overlap(IReadOnlyList<string> terms, HashSet<string> other)
    {
        if (terms.Count == 0 || other.Count == 0)
            return 0;
        var shared = terms.Distinct(StringComparer.Ordinal).Count(other.Contains);
        return (double)shared / Math.Min(terms.Count, other.Count);
    }
}

using System.Globalization;
using System.Text;

namespace DigestBot.Replies;

/// <summary>A word of a reply, without case, accents and apostrophes.</summary>
/// <param name="Text">The folded word.</param>
/// <param name="Start">Where it begins in the line.</param>
/// <param name="End">Where it ends in the line.</param>
/// <param name="Break">A comma, colon, dash or bracket stands before it.</param>
internal readonly record struct Word(string Text, int Start, int End, bool Break);

/// <summary>A sentence of a reply.</summary>
/// <param name="Words">Its words; never empty.</param>
/// <param name="Start">Where it begins in the line.</param>
/// <param name="End">Where it ends in the line.</param>
/// <param name="Question">It ends with a question mark.</param>
/// <param name="Ended">It ends with a mark at all, not just with its line.</param>
internal sealed record Sentence(IReadOnlyList<Word> Words, int Start, int End, bool Question, bool Ended);

/// <summary>Cuts a line into sentences and words, so that «Ｕｎｓｕｂｓｃｒｉｂｅ!» 🙂 is the one word "unsubscribe".</summary>
internal static class Splitter
{
    public static List<Sentence> Sentences(string line)
    {
        var sentences = new List<Sentence>();
        var words = new List<Word>();
        var word = new StringBuilder();
        var (sentenceStart, wordStart, wordEnd, pendingBreak) = (0, 0, 0, false);
        for (var i = 0; i < line.Length;)
        {
            if (word.Length == 0 && WebLinks.EndOf(line, i) is var linkEnd && linkEnd > i)
            {
                // An address is one word, whatever stands in it; what it says is not compared.
                if (words.Count <= Phrase.MostWords)
                    words.Add(new Word("https://", i, linkEnd, pendingBreak && words.Count > 0));
                (pendingBreak, i) = (false, linkEnd);
                continue;
            }

            Rune.DecodeFromUtf16(line.AsSpan(i), out var rune, out var length);
            var folded = Fold(rune);
            var next = i + length;
            if (folded.Length > 0 && char.IsLetterOrDigit(folded[0]))
            {
                if (word.Length == 0)
                    wordStart = i;
                word.Append(folded);
                wordEnd = next;
            }
            else if (folded.Length > 0 && !(IsDateMark(folded[0]) && InNumber(line, i, next)))
            {
                EndWord();
                var ends = folded[0] is '.' or '!' or '?' or ';' or '。' or '…' && !(folded[0] == '.' && GoesOn(line, next, words));
                if (ends && words.Count > 0)
                    EndSentence(next, folded.Contains('?', StringComparison.Ordinal) || line.AsSpan(next).TrimStart('!').StartsWith("?"), true);
                pendingBreak |= folded[0] is ',' or ':' or '(' or ')' or '–' or '—' or '/' || (folded[0] == '-' && Blank(line, i - 1) && Blank(line, next));
            }
            else if (folded.Length > 0)
            {
                word.Append(folded);
            }
            i = next;
        }
        EndWord();
        if (words.Count > 0)
            EndSentence(line.Length, false, false);
        return sentences;

        void EndWord()
        {
            // A sentence that goes on longer is known by its length; what else it says does not matter.
            if (word.Length > 0 && words.Count <= Phrase.MostWords)
                words.Add(new Word(word.ToString(), wordStart, wordEnd, pendingBreak && words.Count > 0));
            pendingBreak &= word.Length == 0;
            word.Clear();
        }

        void EndSentence(int end, bool question, bool ended)
        {
            sentences.Add(new Sentence(words.ToArray(), sentenceStart, end, question, ended));
            words.Clear();
            (sentenceStart, pendingBreak) = (end, false);
        }
    }

    /// <summary>A character in the form that words are compared in; empty when it does not count: accents, apostrophes, what is invisible.</summary>
    public static string Fold(Rune rune)
    {
        if (rune.Value is '\'' or '’' or '‘' or 'ʼ' or '´' or '`')
            return "";
        if (rune.IsAscii)
            return rune.Value is >= 'A' and <= 'Z' ? ((char)(rune.Value | 0x20)).ToString() : ((char)rune.Value).ToString();
        switch (rune.ToString())
        {
            case "ß" or "ẞ": return "ss";
            case "œ" or "Œ": return "oe";
            case "æ" or "Æ": return "ae";
        }
        var folded = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(part) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control))
                folded.Append(Rune.ToLowerInvariant(part).ToString());
        return folded.ToString();
    }

    private static bool IsDateMark(char c) => c is '-' or '.' or '/' or ':';

    private static bool InNumber(string line, int at, int next) =>
        at > 0 && next < line.Length && char.IsDigit(line[at - 1]) && char.IsDigit(line[next]);

    /// <summary>A dot after which the sentence goes on: within a word (.NET), after an initial (U.S.) or after a day's number (24. Dezember).</summary>
    private static bool GoesOn(string line, int next, List<Word> words) =>
        (next < line.Length && char.IsLetterOrDigit(line[next]))
        || words is [.., { Text: { Length: 1 } }]
        || (words is [.., { Text: { Length: 2 } day }] && day.All(char.IsAsciiDigit));

    private static bool Blank(string line, int at) => at < 0 || at >= line.Length || char.IsWhiteSpace(line[at]);
}

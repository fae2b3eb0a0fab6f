using System.Numerics;

namespace DigestBot.Replies;

/// <summary>
/// A pattern of words, such as <c>(remove|take) me [off|from] @list</c>: alternatives, options, <c>*</c> for any number of times,
/// <c>@name</c> for another pattern. Matched with a set of positions, so that no reply can make it slow.
/// </summary>
internal abstract class Phrase
{
    /// <summary>Sentences of more words are not looked at: the positions between words are the bits of one number.</summary>
    public const int MostWords = 60;

    /// <summary>Where the pattern can end when it begins at one of these positions.</summary>
    public abstract ulong From(ulong starts, IReadOnlyList<Word> words);

    /// <summary>True when the pattern covers all words from one position to another.</summary>
    public bool Covers(int start, int end, IReadOnlyList<Word> words) => (From(1UL << start, words) >> end & 1) == 1;

    /// <summary>The longest end when beginning at a position; -1 when it does not match there.</summary>
    public int Longest(int start, IReadOnlyList<Word> words) =>
        From(1UL << start, words) is var ends and not 0 ? 63 - BitOperations.LeadingZeroCount(ends) : -1;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="named">The patterns that it may mention.</param>
    /// <exception cref="FormatException">A bracket is missing or a name unknown.</exception>
    public static Phrase Parse(string text, IReadOnlyDictionary<string, Phrase> named)
    {
        var at = 0;
        var phrase = ParseChoice(text, ref at, named);
        return at == text.Length ? phrase : throw new FormatException($"“{text}” has one bracket too many at {at}");
    }

    private static Phrase ParseChoice(string text, ref int at, IReadOnlyDictionary<string, Phrase> named)
    {
        var choices = new List<Phrase> { ParseRow(text, ref at, named) };
        while (at < text.Length && text[at] == '|')
        {
            at++;
            choices.Add(ParseRow(text, ref at, named));
        }
        return choices is [var only] ? only : new Choice(choices);
    }

    private static Row ParseRow(string text, ref int at, IReadOnlyDictionary<string, Phrase> named)
    {
        var row = new List<Phrase>();
        while (at < text.Length && text[at] is not ('|' or ')' or ']'))
        {
            switch (text[at])
            {
                case ' ':
                    at++;
                    break;
                case '(' or '[':
                    var close = text[at++] == '(' ? ')' : ']';
                    var inner = ParseChoice(text, ref at, named);
                    if (at >= text.Length || text[at++] != close)
                        throw new FormatException($"“{text}” lacks a {close}");
                    var repeated = at < text.Length && text[at] == '*';
                    at += repeated ? 1 : 0;
                    row.Add(repeated ? new Repeated(inner) : close == ']' ? new Optional(inner) : inner);
                    break;
                case '@':
                    var name = Read(text, ref at);
                    row.Add(named.GetValueOrDefault(name) ?? throw new FormatException($"“{text}” mentions {name}, which is not defined before it"));
                    break;
                default:
                    // A word of the table is folded as a word of a reply is.
                    row.AddRange(Splitter.Sentences(Read(text, ref at)).SelectMany(sentence => sentence.Words).Select(word => new Single(word.Text)));
                    break;
            }
        }
        return new Row(row);
    }

    private static string Read(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && !" |()[]*".Contains(text[at], StringComparison.Ordinal))
            at++;
        return at > start ? text[start..at] : throw new FormatException($"“{text}” cannot be read at {at}");
    }

    private sealed class Single(string text) : Phrase
    {
        public override ulong From(ulong starts, IReadOnlyList<Word> words)
        {
            var ends = 0UL;
            for (; starts != 0; starts &= starts - 1)
                if (BitOperations.TrailingZeroCount(starts) is var at && at < words.Count && words[at].Text == text)
                    ends |= 1UL << (at + 1);
            return ends;
        }
    }

    private sealed class Row(IReadOnlyList<Phrase> parts) : Phrase
    {
        public override ulong From(ulong starts, IReadOnlyList<Word> words)
        {
            for (var i = 0; i < parts.Count && starts != 0; i++)
                starts = parts[i].From(starts, words);
            return starts;
        }
    }

    private sealed class Choice(IReadOnlyList<Phrase> choices) : Phrase
    {
        public override ulong From(ulong starts, IReadOnlyList<Word> words) =>
            choices.Aggregate(0UL, (ends, choice) => ends | choice.From(starts, words));
    }

    private sealed class Optional(Phrase part) : Phrase
    {
        public override ulong From(ulong starts, IReadOnlyList<Word> words) => starts | part.From(starts, words);
    }

    private sealed class Repeated(Phrase part) : Phrase
    {
        public override ulong From(ulong starts, IReadOnlyList<Word> words)
        {
            for (var fresh = starts; fresh != 0; starts |= fresh)
                fresh = part.From(fresh, words) & ~starts;
            return starts;
        }
    }
}

using System.Collections.Frozen;

namespace DigestBot.Wire.Text;

/// <summary>Whether a stop ends a sentence, seen from the word before it and the first word after it.</summary>
internal sealed class StopRule(string text, string? language)
{
    private static readonly FrozenSet<string> Reporting =
        "said says asked asks replied replies added adds wrote writes told tells shouted cried answered recalled explained wondered sagte fragte rief erklärte meinte dijo preguntó respondió disse chiese".Split(' ')
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that open sentences of English and are hardly ever part of a name, beside the small words.</summary>
    private static readonly FrozenSet<string> Openers =
        "today yesterday tomorrow later earlier meanwhile instead perhaps maybe nobody everyone everybody somebody nothing something everything millions thousands hundreds dozens two three four five six seven eight nine ten"
            .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly string own = language ?? "en";
    private readonly bool ordinals = language is "de" or "da" or "nb" or "sv" or "fi" or "cs" or "sk" or "pl" or "hu" or "hr" or "et" or "tr" or "lv" or "sl" or "is";
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> starters = StopWords.Of(language);
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> english = StopWords.Of("en");

    /// <summary>The script of the last letter before <paramref name="at"/>: a few characters back are enough.</summary>
    public Script Near(int at)
    {
        if (text[at] is not (';' or ':' or '\u037E'))
            return Script.Other;
        for (var i = at - 1; i >= 0 && i > at - 12; i--)
            if (Scripts.Of(text[i]) is var script and not Script.Other)
                return script;
        return Script.Other;
    }

    /// <summary>Thai, Lao, Burmese and Khmer have no stops: a space between two letters is where a clause ends.</summary>
    public bool IsThaiBreak(int at) =>
        at > 0 && Scripts.Of(text[at - 1]) == Script.Spaceless && Scripts.Of(text[at + 1]) == Script.Spaceless && text[at + 1] is not ('ๆ' or 'ฯ') && text[at - 1] is not 'ๆ';

    /// <summary>". . ." is an omission. With a fourth dot, or standing after a finished word, it also ends a sentence when the next one begins in upper case.</summary>
    /// <param name="stop">The first dot.</param>
    /// <param name="end">Where the piece ends.</param>
    /// <param name="dotsEnd">After the last dot.</param>
    /// <param name="breakAt">Where the sentence ends; -1 when it goes on.</param>
    public bool SpacedDots(int stop, int end, out int dotsEnd, out int breakAt)
    {
        var dots = 1;
        dotsEnd = stop + 1;
        breakAt = -1;
        while (dotsEnd + 1 < end && text[dotsEnd] is ' ' or '\u00A0' && text[dotsEnd + 1] == '.' && (dotsEnd + 2 >= end || text[dotsEnd + 2] != '.'))
        {
            dots++;
            dotsEnd += 2;
        }
        if (dots < 3)
            return false;
        var next = NextLetter(dotsEnd, end);
        if (dots > 3 && next < end && StartsUpper(next))
            breakAt = stop > 0 && !Stops.IsBlank(text[stop - 1]) ? stop + 1 : dotsEnd;
        return true;
    }

    /// <summary>Note numbers that follow a stop without a space, as in "consultation.11 12 Take": the end after them, or <paramref name="after"/>.</summary>
    public int AfterFootnote(int stop, int after, int end)
    {
        if (text[stop] != '.' || after >= end || !char.IsAsciiDigit(text[after]) || stop == 0 || char.IsAsciiDigit(text[stop - 1]))
            return after;
        var i = after;
        while (i < end && (char.IsAsciiDigit(text[i]) || text[i] is ',' or '–' || text[i] == ' ' && i + 1 < end && char.IsAsciiDigit(text[i + 1])))
            i++;
        return i - after <= 9 && i + 1 < end && text[i] == ' ' && char.IsUpper(text[i + 1]) ? i : after;
    }

    /// <summary>Whether "2." within a line is an item of a list rather than an ordinal or the end of a sentence.</summary>
    public bool NumbersAreItems(int at, int after, int end)
    {
        var next = NextLetter(after, end);
        if (next >= end || char.IsLower(text[next]))
            return false;
        var before = at - 1;
        while (before > 0 && Stops.IsBlank(text[before]))
            before--;
        return !ordinals || !char.IsLetterOrDigit(text[before]) || IsStarter(next, end);
    }

    /// <summary>Whether the sentence ends after this stop.</summary>
    /// <param name="before">From the sentence's first unit to the stop.</param>
    /// <param name="stop">The stop.</param>
    /// <param name="after">After the stop and the marks that belong to it.</param>
    /// <param name="end">Where the piece ends.</param>
    /// <param name="enclosed">The stop stands within quotation marks or brackets that close before <paramref name="after"/>.</param>
    public bool Ends(TextRange before, int stop, int after, int end, bool enclosed)
    {
        var next = after;
        while (next < end && Stops.IsBlank(text[next]))
            next++;
        if (next >= end)
            return true;
        var c = text[stop];
        if (Stops.IsWide(c))
            return EndsWide(stop, next, end, enclosed);
        if (c is '-' or '—')
            return IsStarter(NextLetter(next, end), end) && char.IsUpper(text[NextLetter(next, end)]);
        if (next == after && !Stops.IsFree(text[after - 1]))
            return c == '.' && !enclosed && after == stop + 1 && IsRunOn(stop, after, end);
        if (text[next] is ',' or ';' or ')' or '%')
            return false;
        if (text[next] == '.' || text[next] == '…')
            return next + 3 < end && text[next + 1] is '.' && c == '.' && char.IsLetter(text[NextLetter(next, end) is var l && l < end ? l : next]);
        var letter = NextLetter(next, end);
        if (letter >= end)
            return true;
        if (!StartsUpper(letter))
            return IsItem(next, end) || c == '?' && !enclosed && IsLoneQuestion(letter, end) || c == '.' && text[stop + 1] != '.' && !enclosed && IsStarter(letter, end) && new WordBeforeStop(text, before, stop).IsPlain(this);
        if (c is '!' or '?' or '‽')
            return !(enclosed && IsAttribution(letter, end));
        if (c != '.' || enclosed)
            return true;
        if (stop > 0 && text[stop - 1] == '.' || after > stop + 1 && text[stop + 1] == '.')
            return !(before.Length > 3 && DotsStandAlone(stop)) || IsStarter(letter, end);
        return new WordBeforeStop(text, before, stop).EndsSentence(this, letter, end);
    }

    /// <summary>Where the first letter or digit stands at or after <paramref name="i"/>, past opening marks, dashes and signs.</summary>
    public int NextLetter(int i, int end)
    {
        var limit = Math.Min(end, i + 24);
        while (i < limit && !char.IsLetterOrDigit(text[i]) && !char.IsSurrogate(text[i]))
            i++;
        return i < limit ? i : end;
    }

    public bool IsStarter(int letter, int end)
    {
        if (letter >= end)
            return false;
        var word = WordAt(letter, end);
        return starters.Contains(word) || Openers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) || own != "en" && Scripts.Of(word.Length > 0 ? word[0] : ' ') == Script.Latin && english.Contains(word);
    }

    public ReadOnlySpan<char> WordAt(int letter, int end)
    {
        var i = letter;
        while (i < end && i - letter < 24 && (char.IsLetter(text[i]) || text[i] is '\'' or '’' && i + 1 < end && char.IsLetter(text[i + 1])))
            i++;
        return text.AsSpan(letter, i - letter);
    }

    public string Language => own;

    public bool Ordinals => ordinals;

    /// <summary>Not lower case, or lower case as in a brand's name ("iPhone").</summary>
    private bool StartsUpper(int letter) =>
        !char.IsLower(text[letter]) || letter + 1 < text.Length && char.IsUpper(text[letter + 1]);

    private bool IsItem(int next, int end) =>
        ListMarker.At(text, next, end) is { } marker && marker.Style is "a)" or "()" or "a.)" or "i)" or "1)";

    private bool EndsWide(int stop, int next, int end, bool enclosed)
    {
        if (text[stop] == '．' && stop > 0 && char.IsDigit(text[stop - 1]) && char.IsDigit(text[next]))
            return false;
        if (text[next] is '、' or '，' or '）' or '」' or '』')
            return false;
        if (!enclosed)
            return true;
        if (text[next - 1] is '》' or '〉' || IsChineseAttribution(next, end))
            return false;
        // In Japanese a particle after 。」 shows that the sentence goes on.
        return !(text[next] is 'と' or 'は' or 'に' or 'を' or 'が' or 'の' or 'っ' || next + 1 < end && text[next] == 'な' && text[next + 1] == 'ど');
    }

    /// <summary>“走！”他喊道。 A verb of saying just before the next mark shows that the sentence goes on behind the quotation.</summary>
    private bool IsChineseAttribution(int next, int end)
    {
        for (var i = next + 1; i < end && i - next < 8; i++)
            if (text[i] is '。' or '，' or '：' or '！' or '？')
                return text[i - 1] is '说' or '說' or '问' or '問' or '喊' or '叫' or '答' || text[i - 1] == '道' && text[i - 2] is not '知';
        return false;
    }

    /// <summary>"world.Today is": two sentences whose space was forgotten; not an address, not a name from a program.</summary>
    private bool IsRunOn(int stop, int after, int end)
    {
        if (!char.IsUpper(text[after]) || after + 1 >= end || !(char.IsLower(text[after + 1]) || text[after + 1] == ' '))
            return false;
        var first = stop;
        while (first > 0 && char.IsLetterOrDigit(text[first - 1]) && stop - first < 30)
            first--;
        var word = text.AsSpan(first, stop - first);
        if (word.Length < 2 || first > 0 && !(Stops.IsBlank(text[first - 1]) || text[first - 1] is ',' or '"' or '(' || char.IsDigit(word[0])))
        {
            if (first <= 0 || text[first - 1] != '.' || word.Length < 3)
                return false;
        }
        for (var i = after + 1; i < end && i - after < 60 && !Stops.IsBlank(text[i]); i++)
            if (text[i] is '@' or '/' or '(' or '_' || char.IsUpper(text[i]) && text[i - 1] != '.' || text[i] == '.' && i + 1 < end && char.IsLower(text[i + 1]))
                return false;
        if (Abbreviations.GoesOn(own, word))
            return false;
        return !char.IsUpper(word[0]) || IsStarter(after, end) || Abbreviations.GoesOn(own, WordAt(after, end));
    }

    /// <summary>"Who? what? where?": questions of one word follow each other in lower case.</summary>
    private bool IsLoneQuestion(int letter, int end)
    {
        var after = letter + WordAt(letter, end).Length;
        return after > letter && after < end && text[after] == '?';
    }

    private bool DotsStandAlone(int stop)
    {
        while (stop > 0 && text[stop - 1] == '.')
            stop--;
        return stop > 0 && Stops.IsBlank(text[stop - 1]);
    }

    /// <summary>“Why?” Smith asked: the name is upper case, and yet the sentence goes on.</summary>
    private bool IsAttribution(int letter, int end)
    {
        var i = letter;
        for (var words = 0; words < 4 && i < end; words++)
        {
            var word = WordAt(i, end);
            if (Reporting.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
                return true;
            i += word.Length;
            if (word.Length == 0 || i >= end || text[i] != ' ')
                return false;
            i++;
        }
        return false;
    }
}

namespace DigestBot.Wire.Text;

/// <summary>The word that a full stop follows, and what it says about the stop.</summary>
internal readonly ref struct WordBeforeStop
{
    private readonly string text;
    private readonly int first;
    private readonly int start;
    private readonly int stop;

    /// <summary>Finds the word before the stop: back to white space or an opening mark.</summary>
    public WordBeforeStop(string text, TextRange sentence, int stop)
    {
        this.text = text;
        start = sentence.Start;
        while (start < stop && (Stops.IsBlank(text[start]) || Enclosures.IsOpeningMark(text[start])))
            start++;
        while (stop > start && Stops.IsBlank(text[stop - 1]) && text[stop - 1] != ' ')
            stop--; // marks of direction around the stop
        this.stop = stop;
        first = stop;
        while (first > sentence.Start && stop - first < 40 && !Stops.IsBlank(text[first - 1]) && !(Enclosures.IsOpeningMark(text[first - 1]) && text[first - 1] is not ('\'' or '’')))
            first--;
    }

    private ReadOnlySpan<char> Word => text.AsSpan(first, stop - first);

    private bool IsSentenceStart => first <= start;

    /// <summary>A long word that is no known abbreviation: a stop after it ends a sentence even where the next one begins in lower case.</summary>
    public bool IsPlain(StopRule rule) =>
        Word.Length >= 6 && char.IsLower(Word[^1]) && !Word.Contains('.') && !Abbreviations.GoesOn(rule.Language, Word) && !Abbreviations.CanEnd(rule.Language, Word);

    /// <summary>Whether the stop ends the sentence, when the next one would begin at <paramref name="letter"/> (a letter without lower case, or a digit).</summary>
    public bool EndsSentence(StopRule rule, int letter, int end)
    {
        var word = Word;
        var bare = word.Trim("-–—/&#");
        if (bare.IndexOfAny('\'', '’') is var elision and > 0 and < 3)
            bare = bare[(elision + 1)..]; // l'Ing.
        if (bare.Length == 0)
            return true;
        if (char.IsDigit(text[letter]))
            return !(Abbreviations.IsBeforeNumber(bare) || Abbreviations.GoesOn(rule.Language, bare) || Abbreviations.CanEnd(rule.Language, bare)
                || bare.Length == 1 && char.IsLetter(bare[0]) || bare.Contains('.') && IsChain(bare));
        var starter = rule.IsStarter(letter, end);
        if (Abbreviations.GoesOn(rule.Language, bare))
            return false;
        if (IsHour(bare))
            return starter || WordsBefore() > 2;
        if (bare.Contains('.') && IsChain(bare))
            return starter && !IsSentenceStart;
        if (Abbreviations.CanEnd(rule.Language, bare))
            return starter && !IsSentenceStart;
        if (bare.Length == 1 && !char.IsDigit(bare[0]))
            return EndsAfterLetter(bare[0], starter, rule, letter, end);
        if (char.IsDigit(bare[^1]))
            return EndsAfterNumber(bare, starter, rule);
        if (bare.Length == 2 && char.IsUpper(bare[1]) && IsShortAbbreviation(letter, end))
            return false;
        if (rule.Ordinals && !starter && IsRoman(bare))
            return false;
        return starter || !LooksAbbreviated(bare);
    }

    private bool EndsAfterLetter(char letter, bool starter, StopRule rule, int next, int end)
    {
        if (!char.IsLetter(letter))
            return true;
        if (Scripts.IsCjk(letter))
            return true;
        if (letter == 'I' && rule.Language == "en" && !IsSentenceStart && PreviousIsLower())
            return starter;
        if (IsSentenceStart)
            return false;
        if (letter is 'N' or 'E' or 'S' or 'W' && FollowsDegrees())
            return true;
        if (char.IsUpper(letter))
            return starter && rule.WordAt(next, end).Length > 1;
        return starter && char.IsUpper(text[next]);
    }

    private bool EndsAfterNumber(ReadOnlySpan<char> word, bool starter, StopRule rule)
    {
        if (IsSentenceStart && word.Length <= 2)
            return false;
        return starter || !rule.Ordinals || word.Length > 2 || word.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>"2.3522° E" is a place, no initial.</summary>
    private bool FollowsDegrees()
    {
        var i = first - 1;
        while (i > start && Stops.IsBlank(text[i]))
            i--;
        return i >= start && text[i] is '°' or '′' or '″' or 'º';
    }

    private bool PreviousIsLower()
    {
        var i = first - 1;
        while (i > start && Stops.IsBlank(text[i]))
            i--;
        var last = i;
        while (i > start && !Stops.IsBlank(text[i - 1]))
            i--;
        return i <= last && i >= 0 && char.IsLower(text[i]);
    }

    private int WordsBefore()
    {
        var words = 0;
        for (var i = start; i < first && words < 4; i++)
            if (!Stops.IsBlank(text[i]) && Stops.IsBlank(text[i + 1]))
                words++;
        return words;
    }

    /// <summary>The next word is an abbreviation of two letters as well, as in "EE. UU.".</summary>
    private bool IsShortAbbreviation(int letter, int end) =>
        letter + 2 < end && char.IsUpper(text[letter]) && char.IsUpper(text[letter + 1]) && text[letter + 2] == '.';

    private static bool IsHour(ReadOnlySpan<char> word) => word.Equals("a.m", StringComparison.OrdinalIgnoreCase) || word.Equals("p.m", StringComparison.OrdinalIgnoreCase);

    /// <summary>"U.S", "Ph.D", "z.B", "LL.AA.II.RR": short parts between dots, none of them a number.</summary>
    private static bool IsChain(ReadOnlySpan<char> word)
    {
        var part = 0;
        foreach (var c in word)
        {
            if (c == '.')
            {
                if (part is 0 or > 4)
                    return false;
                part = 0;
            }
            else if (char.IsLetter(c))
                part++;
            else if (c is not ('-' or '\'' or '’'))
                return false;
        }
        return part is > 0 and <= 4;
    }

    private static bool IsRoman(ReadOnlySpan<char> word) => word.Length <= 5 && !word.ContainsAnyExcept("IVXL");

    /// <summary>"Sgt", "Cpl", "Brgd": an upper-case letter and consonants only, in Latin script.</summary>
    private static bool LooksAbbreviated(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 5 || !char.IsAsciiLetterUpper(word[0]))
            return false;
        foreach (var c in word[1..])
            if (!char.IsAsciiLetterLower(c) || c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y')
                return false;
        return word[0] is not ('A' or 'E' or 'I' or 'O' or 'U');
    }
}

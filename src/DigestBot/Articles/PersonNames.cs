using System.Collections.Frozen;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>Names, told by their capitals: runs such as "Mr. Jean-Luc de la Tour".</summary>
internal static class PersonNames
{
    private const int MostWords = 7;
    private const int LongestName = 60;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Particles =
        Set("de da do dos das del della di la le du van von der den ter ten zu zur bin ibn al el bint y e");

    // Capitals that are no names: days, months and what headlines and letters begin with.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NoNames = Set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december i i'm i've i'd i'll q a montag dienstag mittwoch donnerstag freitag "
        + "samstag sonntag januar februar märz mai juni juli oktober dezember yesterday today");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Organizations = Set(
        "inc corp corporation ltd llc plc gmbh ag company co group holdings motors airlines airways bank university college school institute museum hospital church stadium arena park harbour harbor port airport station street avenue road bridge river lake island "
        + "valley county city town times post journal news herald tribune guardian gazette review magazine press media agency association society council committee commission department ministry court house party union club league foundation trust fund center centre "
        + "laboratory laboratories labs technologies systems software studios records entertainment international services solutions industries partners capital energy");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Persons = Set(
        "man woman boy girl father mother dad mum mom brother sister son daughter wife husband widow widower partner girlfriend boyfriend uncle aunt cousin grandfather grandmother friend neighbour neighbor lawyer attorney mayor minister president judge officer "
        + "teacher doctor boss chief colleague spokesman spokeswoman spokesperson director manager captain coach witness victim suspect driver somebody someone another "
        + "mann frau vater mutter bruder schwester sohn tochter freund freundin anwalt anwältin sprecher sprecherin père mère frère sœur fils fille mari femme ami amie avocat avocate padre madre hermano hermana hijo hija esposo esposa marido mujer amigo amiga abogado abogada alcalde alcaldesa "
        + "pai mãe irmão irmã filho filha advogado advogada marito moglie figlio figlia fratello sorella");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Titles = Set("mr mr. mrs mrs. ms ms. dr dr. prof prof. sen sen. rep rep. gov gov. herr frau");

    /// <summary>The name that ends at the end of <paramref name="span"/> (white space aside); empty when there is none.</summary>
    /// <param name="span">Text before a verb.</param>
    /// <param name="language">For words that are no names although a sentence begins with them.</param>
    public static TextRange EndingAt(ReadOnlySpan<char> span, string language)
    {
        var end = span.TrimEnd().Length;
        var start = end;
        for (var words = 0; words < MostWords && start > 0; words++)
        {
            var from = start;
            while (from > 0 && span[from - 1] is ' ' or '\u00A0')
                from--;
            if (words > 0 && from == start)
                break;
            var wordEnd = from;
            while (from > 0 && IsOfName(span[from - 1]))
                from--;
            var word = span[from..wordEnd];
            if (word.Length == 0 || !(char.IsUpper(word[0]) || words > 0 && Particles.Contains(word)) || words > 0 && EndsSentence(word))
                break;
            start = from;
        }
        return Trimmed(span, start, end, language);
    }

    /// <summary>The name that begins at the beginning of <paramref name="span"/> (white space aside); empty when there is none.</summary>
    public static TextRange BeginningAt(ReadOnlySpan<char> span, string language)
    {
        var start = span.Length - span.TrimStart().Length;
        var end = start;
        for (var words = 0; words < MostWords && end < span.Length; words++)
        {
            var from = end;
            while (from < span.Length && span[from] is ' ' or '\u00A0')
                from++;
            if (words > 0 && from == end)
                break;
            var to = from;
            while (to < span.Length && IsOfName(span[to]))
                to++;
            var word = span[from..to];
            // German articles and nouns are written like particles and names: "Anna Beispiel der Zeitung".
            if (word.Length == 0 || !(char.IsUpper(word[0]) || words > 0 && Particles.Contains(word) && !(language == "de" && word is "der" or "den" or "die" && !span[..from].TrimEnd().EndsWith(" von", StringComparison.Ordinal))))
                break;
            end = to;
            if (EndsSentence(word))
                break;
        }
        return Trimmed(span, start, end, language);
    }

    /// <summary>Whether a capital letter begins no name: a day, a month, "I".</summary>
    public static bool IsNoName(ReadOnlySpan<char> word) => NoNames.Contains(word) || Titles.Contains(word);

    /// <summary>Whether a name's last word says that it is a firm's, a place's or a paper's.</summary>
    public static bool IsOrganization(ReadOnlySpan<char> name) => Organizations.Contains(name[(name.LastIndexOf(' ') + 1)..].TrimEnd('.'));

    /// <summary>Whether a word names a person without a name, who could be meant by "he": "her brother", "a neighbour".</summary>
    public static bool IsPerson(ReadOnlySpan<char> word) => Persons.Contains(word);

    // "Doe." ends a sentence, "J." and "Mr." do not.
    private static bool EndsSentence(ReadOnlySpan<char> word) => word[^1] == '.' && word.Length > 2 && !Titles.Contains(word) && word.Count('.') == 1;

    private static bool IsOfName(char c) => char.IsLetter(c) || c is '-' or '\'' or '’' or '.' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark;

    private static TextRange Trimmed(ReadOnlySpan<char> span, int start, int end, string language)
    {
        while (start < end)
        {
            var word = FirstWord(span[start..end]);
            if (!(StopWords.Contains(language, word) || Particles.Contains(word) && !char.IsUpper(word[0]) && !char.IsUpper(span[start])))
                break;
            start += word.Length;
            while (start < end && !char.IsLetter(span[start]))
                start++;
        }
        var name = span[start..end];
        while (name.LastIndexOf(' ') is > 0 and var last && Particles.Contains(name[(last + 1)..]))
            name = name[..last];
        if (name.EndsWith("'s", StringComparison.Ordinal) || name.EndsWith("’s", StringComparison.Ordinal))
            name = name[..^2];
        if (name.Length > 1 && name[^1] is '.' && !(name.Length > 2 && name[^3] is ' ' or '.') && !name.EndsWith("Jr.", StringComparison.Ordinal))
            name = name[..^1];
        if (name.Length is < 2 or > LongestName || !char.IsUpper(name[0]) || !HasLower(name) && !name.Contains(' ') && name.Length > 5)
            return default;
        for (var rest = name; !rest.IsEmpty;)
        {
            var word = FirstWord(rest);
            if (NoNames.Contains(word))
                return default;
            rest = rest[word.Length..].TrimStart(' ').TrimStart('\u00A0');
        }
        return Titles.Contains(name) ? default : new TextRange(start, name.Length);
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> span) => span.IndexOfAny(' ', '\u00A0') is >= 0 and var space ? span[..Math.Max(1, space)] : span;

    private static bool HasLower(ReadOnlySpan<char> span)
    {
        foreach (var c in span)
            if (char.IsLower(c))
                return true;
        return false;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}

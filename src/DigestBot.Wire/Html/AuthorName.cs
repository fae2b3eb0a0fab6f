using System.Collections.Frozen;

namespace DigestBot.Wire.Html;

/// <summary>Makes a name of what pages say where an author should stand.</summary>
internal static class AuthorName
{
    /// <summary>UTF-16 units of all names together.</summary>
    public const int MaxLength = 200;

    private const int LongestName = 60;

    /// <summary>What stands before a name, in the languages that most pages are written in; the longer before the shorter.</summary>
    private static readonly string[] Openings =
    [
        "view all posts by ", "see all posts by ", "all posts by ", "posts by ", "more posts by ", "more articles by ", "articles by ", "more stories by ", "more by ", "more from ",
        "written by: ", "written by ", "posted by: ", "posted by ", "published by ", "reported by ", "story by ", "words by ", "text by ", "guest post by ", "by: ", "by ", "authors: ", "author: ", "authored by ",
        "geschrieben von ", "ein beitrag von ", "von: ", "von ", "escrito por ", "publicado por ", "por: ", "por ", "écrit par ", "publié par ", "par: ", "par ", "scritto da ", "a cura di ", "geschreven door ", "door ", "skrevet av ", "skriven av ",
        "автор: ", "текст: ", "作者：", "作者:", "文／", "文/", "撰文／", "記者／", "글: ",
    ];

    /// <summary>Says "by" when it stands alone.</summary>
    private static readonly FrozenSet<string> Alone =
        "by|by:|written by|posted by|author:|von|von:|por|por:|par|par:|door|автор:|作者：|作者:".Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Begins a button, a box or a menu, not a name.</summary>
    private static readonly string[] Buttons =
    [
        "follow", "this author", "the author", "about ", "share", "comment", "subscribe", "sign ", "log ", "read ", "a note from", "note from", "view ", "see ", "more ", "contact", "email", "e-mail", "print", "get ", "posted in", "filed under", "updated", "published on", "last ",
        "über den", "über die", "mehr ", "à propos", "sobre ", "show ",
    ];

    /// <summary>What people are called by their papers, after the name.</summary>
    private static readonly string[] Roles =
    [
        "editor", "reporter", "correspondent", "writer", "columnist", "contributor", "producer", "journalist", "staff", "director", "professor", "founder", "manager", "engineer", "critic", "fellow", "analyst", "chief",
        "redakteur", "redakteurin", "korrespondent", "korrespondentin", "autor", "autorin", "journaliste", "redactor", "redactora", "periodista", "giornalista",
    ];

    private static readonly FrozenSet<string> Particles =
        "and,&,de,da,do,dos,das,del,della,di,du,der,den,van,von,zu,la,le,les,el,al,bin,ibn,ben,y,e,i,und,et,ter,ten,op,av,af,og,och,with,y.,jr.,sr.".Split(',').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Without "By", addresses and marks at the ends; null for what has no name in it.</summary>
    public static string? Clean(string? text)
    {
        if (text is null || text.Length > MaxLength * 2)
            return null;
        text = WithoutAddresses(text);
        // Twice, for "Author: By Ann"; what stands in front of nothing is itself the name.
        for (var turn = 0; turn < 2; turn++)
            if (AfterOpening(text) is { } rest)
                text = rest;
        text = text.Trim(' ', ',', '|', '·', '•', ':', ';', '—', '–', '-', '/');
        return text.Length is 0 or > MaxLength || !text.Any(char.IsLetter) ? null : text;
    }

    /// <summary>The same for a line that readers see, which also carries roles and buttons; null when it is no name.</summary>
    public static string? CleanLine(string? text)
    {
        if (Clean(text) is not { } name || Array.Exists(Buttons, b => (name + " ").StartsWith(b, StringComparison.OrdinalIgnoreCase)))
            return null;
        foreach (var mark in (ReadOnlySpan<string>)[" | ", " · ", " • ", " / ", " – ", " — "])
            if (name.IndexOf(mark, StringComparison.Ordinal) is > 0 and var at)
                name = name[..at];
        for (var comma = name.LastIndexOf(", ", StringComparison.Ordinal); comma > 0 && IsRole(name[comma..]); comma = name.LastIndexOf(", ", StringComparison.Ordinal))
            name = name[..comma];
        return Clean(name);
    }

    /// <summary>The line is "by" and no more: the name comes next.</summary>
    public static bool IsBy(string line) => Alone.Contains(line);

    /// <summary>What comes after "By " at the beginning of a line; null when it does not begin so.</summary>
    public static string? AfterBy(string line) => AfterOpening(line);

    /// <summary>Few words, each with a capital or a particle, no digits, no end of a sentence: a person's name or some.</summary>
    /// <param name="name">The line.</param>
    /// <param name="least">Words at least; names without spaces (Chinese, Japanese) are one.</param>
    public static bool LooksLikeOne(string name, int least)
    {
        if (name.Length > LongestName || name.Any(char.IsDigit) || name[^1] is '!' or '?' or '…' or ':')
            return false;
        var words = name.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= 10 && (words.Length >= least || name.Any(TextWeight.IsWide))
            && words.All(w => Particles.Contains(w) || !char.IsLower(w.FirstOrDefault(char.IsLetter))) && words.Any(w => !Particles.Contains(w));
    }

    private static string? AfterOpening(string text)
    {
        foreach (var opening in Openings)
            if (text.Length > opening.Length && text.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
                return text[opening.Length..].Trim();
        return null;
    }

    private static bool IsRole(string tail) =>
        tail.Split([' ', ',', '-'], StringSplitOptions.RemoveEmptyEntries).Any(w => Roles.Contains(w, StringComparer.OrdinalIgnoreCase));

    /// <summary>Takes out web and mail addresses and handles, with the brackets around them: "Ann Author (https://a.example/)".</summary>
    private static string WithoutAddresses(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal) && !text.Contains("www.", StringComparison.OrdinalIgnoreCase))
            return text;
        var kept = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(w => !w.Contains('@', StringComparison.Ordinal) && !w.Contains("://", StringComparison.Ordinal) && !w.Contains("www.", StringComparison.OrdinalIgnoreCase)).ToList();
        // "ann@a.example (Ann Author)", RFC 822's way of naming people: the brackets were the address's.
        var rest = string.Join(' ', kept);
        return rest.StartsWith('(') && rest.EndsWith(')') ? rest[1..^1] : rest;
    }
}

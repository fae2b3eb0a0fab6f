using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>The place, agency and date that a news report begins with: "GENEVA, May 3 (Agency) — ".</summary>
internal static class Dateline
{
    private const int Longest = 70;

    /// <summary>UTF-16 units of the dateline with its dash; 0 when the text begins otherwise.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        var limit = Math.Min(text.Length - 1, Longest);
        for (var i = 3; i < limit; i++)
        {
            if (text[i] is '.' && i > 8 && text[i + 1] == ' ' && char.IsUpper(text[Math.Min(i + 2, text.Length - 1)]) && text[..i].IndexOf('(') < 0)
                return 0;
            var dash = text[i] is '—' or '–' or '-' && text[i - 1] is ' ' or ')' && text[i + 1] is ' ' or '-';
            if (!dash)
                continue;
            var head = text[..i].Trim();
            if (!IsPlace(head))
                return 0;
            var after = i + 1;
            while (after < text.Length && text[after] is '-' or ' ')
                after++;
            return after;
        }
        return 0;
    }

    /// <summary>Capital letters to begin with, or an agency in brackets at the end, and no ordinary lower-case words but a month's.</summary>
    private static bool IsPlace(ReadOnlySpan<char> head)
    {
        if (head.Length < 3 || !char.IsUpper(head[0]))
            return false;
        var capitals = 0;
        while (capitals < head.Length && (char.IsUpper(head[capitals]) || head[capitals] is ' ' or '.' or '-'))
            capitals++;
        var agency = head[^1] == ')' && head.IndexOf('(') is > 2 and var open && head.Length - open < 30;
        var shouted = capitals >= 4 && (capitals == head.Length || head[capitals] is ',' or '(' or '/');
        if (!agency && !shouted)
            return false;
        foreach (var word in head.ToString().Split([' ', ',', '('], StringSplitOptions.RemoveEmptyEntries))
            if (word.Length > 2 && char.IsLower(word[0]) && !word.Contains('.', StringComparison.Ordinal) && StopWords.Contains("en", word))
                return false;
        return true;
    }
}

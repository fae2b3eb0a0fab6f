namespace DigestBot.Wire.Mime;

/// <summary>Recognises the line that introduces a quoted mail: "On Mon, 3 Aug 2026 at 7:05, Jane &lt;jane@example.org&gt; wrote:", in many languages.</summary>
internal static class ReplyAttribution
{
    private const int MostLines = 4;
    private const int LongestLine = 300;

    // What mail programs put for "wrote", in the form in which they put it.
    private static readonly string[] Verbs =
    [
        "wrote", "writes", "schrieb", "geschrieben", "écrit", "escribió", "escribio", "ha scritto", "scritto", "escreveu", "schreef", "geschreven", "napisał", "napisała", "napisał(a)",
        "skrev", "kirjoitti", "írta", "написал", "написала", "написал(а)", "пишет", "писал", "написав", "yazdı", "şunu yazdı", "napsal", "napsal(a)", "napísal", "napísal(a)", "έγραψε",
        "a scris", "va escriure", "đã viết", "menulis", "написа", "је написао", "je napisao", "rakstīja", "kirjutas", "parašė", "写道", "寫道", "写了", "のメッセージ", "님이 작성", "작성", "כתב", "כתבה", "كتب",
    ];

    /// <summary>How many lines, the given one last, are an attribution; 0 when they are none.</summary>
    public static int LinesEndingAt(string[] lines, int last)
    {
        var end = lines[last].AsSpan().Trim(" \u00A0*_");
        var colon = end is [.., ':' or '：'];
        if (end.IsEmpty || end.Length > LongestLine || !colon && !EndsWithVerb(end))
            return 0;
        var text = "";
        for (var count = 1; count <= MostLines && last - count + 1 >= 0; count++)
        {
            var line = lines[last - count + 1].Trim();
            if (line.Length is 0 or > LongestLine || ReplyText.IsQuoted(line))
                break;
            text = text.Length == 0 ? line : line + " " + text;
            if (IsAttribution(text, colon))
                return BeganAbove(lines, last - count) ? count + 1 : count;
        }
        // "Jane Doe wrote:" without a date, directly above the quote.
        return colon && EndsWithVerb(end.TrimEnd(":： \u00A0")) && last + 1 < lines.Length && ReplyText.IsQuoted(lines[last + 1]) ? 1 : 0;
    }

    /// <summary>Whether the date stands on a line of its own above: "On 3 Aug 2026,".</summary>
    private static bool BeganAbove(string[] lines, int above) =>
        above >= 0 && lines[above].AsSpan().Trim() is { Length: > 0 and < 40 } line && line[^1] == ',' && NumberGroups(line.ToString()) >= 2;

    private static bool IsAttribution(string text, bool colon)
    {
        if (NumberGroups(text) < 2)
            return false;
        var address = text.Contains('@', StringComparison.Ordinal) && text.AsSpan().IndexOfAny('<', '(', '[') >= 0;
        var verb = HasVerb(text);
        return colon ? address || verb : address && verb;
    }

    /// <summary>How many numbers the text has: a date has two or more; those inside an address do not count.</summary>
    private static int NumberGroups(string text)
    {
        var count = 0;
        var inAddress = false;
        for (var i = 0; i < text.Length; i++)
        {
            inAddress = text[i] switch { '<' or '[' => true, '>' or ']' => false, _ => inAddress };
            if (!inAddress && char.IsDigit(text[i]) && (i == 0 || !char.IsDigit(text[i - 1])))
                count++;
        }
        return count;
    }

    private static bool EndsWithVerb(ReadOnlySpan<char> text)
    {
        foreach (var verb in Verbs)
            if (text.EndsWith(verb, StringComparison.OrdinalIgnoreCase) && (text.Length == verb.Length || verb[0] > '\u2000' || !char.IsLetter(text[^(verb.Length + 1)])))
                return true;
        return false;
    }

    private static bool HasVerb(string text)
    {
        foreach (var verb in Verbs)
        {
            var at = text.IndexOf(verb, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (verb[0] > '\u2000' || (at == 0 || !char.IsLetter(text[at - 1])) && (at + verb.Length == text.Length || !char.IsLetter(text[at + verb.Length]))))
                return true;
        }
        return false;
    }
}

namespace DigestBot.Wire.Mime;

/// <summary>Recognises signatures: the separator line, what telephones add, and closing formulas.</summary>
internal static class ReplySignature
{
    private const int LongestMark = 120;
    private const int MostSignOffLines = 7;
    private const int LongestSignOffLine = 80;

    // How the lines begin that mail programs add of themselves.
    private static readonly string[] Added =
    [
        "Sent from my ", "Sent from Mail", "Sent from Outlook", "Sent from Yahoo", "Sent from Proton", "Sent from iPhone", "Sent from Samsung", "Sent from the ", "Sent via ", "Sent with ", "Get Outlook for ", "Download Outlook",
        "Von meinem ", "Gesendet von ", "Gesendet mit ", "Diese Nachricht wurde von meinem", "Envoyé de mon ", "Envoyé depuis ", "Envoyé à partir d", "Obtenez Outlook", "Télécharger Outlook", "Enviado desde ", "Enviado de mi ", "Obtener Outlook", "Enviado do meu ", "Enviado a partir d", "Enviado via ",
        "Inviato da ", "Inviato dal ", "Scarica Outlook", "Verzonden vanaf ", "Verstuurd vanaf ", "Verzonden met ", "Wysłane z ", "Wysłano z ", "Skickat från ", "Skickat med ", "Sendt fra ", "Sendt med ", "Sendt via ", "Hent Outlook", "Lähetetty ",
        "Отправлено из ", "Отправлено с ", "Надіслано з ", "iPhone'umdan gönderildi", "Elküldve ", "发自我的", "從我的", "发自 ", "發自我的", "傳送自", "取得 Outlook", "获取 Outlook", "나의 iPhone",
    ];

    private static readonly string[] AddedEndings = ["から送信", "에서 보냄", "gesendet", "gönderildi"];

    private static readonly HashSet<string> SignOffs = new(StringComparer.OrdinalIgnoreCase)
    {
        "regards", "best regards", "kind regards", "warm regards", "with kind regards", "best", "all the best", "best wishes", "sincerely", "yours sincerely", "yours truly", "yours faithfully", "cheers", "respectfully",
        "mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichem gruß", "freundliche grüße", "viele grüße", "liebe grüße", "beste grüße", "herzliche grüße", "schöne grüße", "grüße", "gruß", "mfg", "lg", "vg",
        "cordialement", "bien cordialement", "bien à vous", "amicalement", "salutations", "saludos", "un saludo", "saludos cordiales", "atentamente", "cordiali saluti", "distinti saluti", "saluti", "un saluto",
        "atenciosamente", "abraços", "abraço", "cumprimentos", "com os melhores cumprimentos", "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "groeten", "groet", "pozdrawiam", "z poważaniem",
        "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "hälsningar", "mvh", "med venlig hilsen", "venlig hilsen", "med vennlig hilsen", "vennlig hilsen", "hilsen",
        "ystävällisin terveisin", "terveisin", "с уважением", "saygılarımla", "üdvözlettel", "s pozdravem",
    };

    /// <summary>Whether everything from this line on is a signature (RFC 3676 4.3), or what follows a line that a telephone added.</summary>
    public static bool Begins(string[] lines, int at)
    {
        var line = lines[at].AsSpan().TrimEnd();
        if (line is "--" or "—-")
            return true;
        line = line.Trim(" *_<([\u00A0");
        if (line.IsEmpty)
            return lines[at].AsSpan().Trim() is { Length: > 1 } rule && rule.IndexOfAnyExcept('_') < 0 && IsFooter(lines, at + 1);
        return line.Length <= LongestMark && IsAdded(line);
    }

    /// <summary>Takes off a closing formula with the name below it, unless nothing else was written.</summary>
    public static void RemoveSignOff(List<string> lines)
    {
        var texts = 0;
        for (var i = lines.Count - 1; i > 0 && texts <= MostSignOffLines; i--)
        {
            var line = lines[i].Trim();
            if (line.Length > LongestSignOffLine)
                return;
            texts += line.Length > 0 ? 1 : 0;
            if (!SignOffs.Contains(line.TrimEnd(',', '.', '!', '-', ' ')))
                continue;
            if (lines.Take(i).Any(above => above.Length > 0))
                lines.RemoveRange(i, lines.Count - i);
            return;
        }
    }

    private static bool IsAdded(ReadOnlySpan<char> line)
    {
        foreach (var beginning in Added)
            if (line.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        if (IsSentFromProgram(line))
            return true;
        foreach (var ending in AddedEndings)
            if (line.Length < 60 && line.TrimEnd(".。").EndsWith(ending, StringComparison.OrdinalIgnoreCase) && line.Contains("iP", StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>"Sent from Anything", where Anything is a name of one or two words and perhaps its page.</summary>
    private static bool IsSentFromProgram(ReadOnlySpan<char> line)
    {
        const string Sent = "Sent from ";
        if (!line.StartsWith(Sent, StringComparison.Ordinal))
            return false;
        var page = line.IndexOf('<');
        var name = (page < 0 ? line[Sent.Length..] : line[Sent.Length..Math.Max(page, Sent.Length)]).Trim();
        return name.Length is > 0 and < 40 && char.IsUpper(name[0]) && name.Count(' ') <= 1 && name.IndexOfAny(",.!?") < 0;
    }

    /// <summary>A mailing list's footer, below a line of underscores: a few lines with an address of a page or of the list.</summary>
    private static bool IsFooter(string[] lines, int from)
    {
        var address = false;
        for (var i = from; i < lines.Length; i++)
        {
            if (i - from > 10)
                return false;
            address |= lines[i].Contains("://", StringComparison.Ordinal) || lines[i].Contains('@', StringComparison.Ordinal);
        }
        return address;
    }
}

using System.Collections.Frozen;

namespace DigestBot.Wire.Mime;

/// <summary>Recognises the header that Outlook and others put above the mail that is answered: "From: … Sent: … To: …", or "-----Original Message-----".</summary>
internal static class ReplyHeaderBlock
{
    private const int Window = 8;

    private static readonly FrozenSet<string> From = Set(
        "from", "von", "de", "da", "van", "od", "från", "fra", "lähettäjä", "от", "від", "kimden", "feladó", "από", "de la", "发件人", "寄件者", "寄件人", "差出人", "보낸 사람", "보낸사람", "מאת", "من", "expéditeur", "remitente");

    private static readonly FrozenSet<string> Others = Set(
        "sent", "date", "to", "cc", "subject", "reply-to", "gesendet", "datum", "an", "betreff", "envoyé", "à", "a", "objet", "enviado", "enviado el", "enviada em", "fecha", "data", "para", "asunto", "assunto",
        "inviato", "oggetto", "verzonden", "aan", "onderwerp", "wysłano", "do", "temat", "skickat", "till", "ämne", "sendt", "til", "emne", "dato", "lähetetty", "vastaanottaja", "aihe", "päivämäärä",
        "отправлено", "дата", "кому", "тема", "надіслано", "gönderildi", "tarih", "kime", "konu", "küldve", "címzett", "tárgy", "发送时间", "日期", "收件人", "主题", "寄件日期", "收件者", "主旨", "送信日時", "日時", "宛先", "件名",
        "보낸 날짜", "받는 사람", "제목", "נשלח", "אל", "נושא", "تاريخ", "إلى", "الموضوع");

    // What stands between dashes, or alone, above a quoted or forwarded mail.
    private static readonly string[] Titles =
    [
        "original message", "forwarded message", "begin forwarded message", "ursprüngliche nachricht", "weitergeleitete nachricht", "originalnachricht", "message d'origine", "message d’origine", "message original",
        "message transféré", "mensaje original", "mensaje reenviado", "messaggio originale", "messaggio inoltrato", "mensagem original", "mensagem encaminhada", "oorspronkelijk bericht", "doorgestuurd bericht",
        "wiadomość oryginalna", "oryginalna wiadomość", "originalmeddelande", "ursprungligt meddelande", "oprindelig besked", "oprindelig meddelelse", "opprinnelig melding", "alkuperäinen viesti",
        "исходное сообщение", "пересылаемое сообщение", "orijinal mesaj", "eredeti üzenet", "původní zpráva", "原始邮件", "原始郵件", "邮件原件", "元のメッセージ", "원본 메시지", "원본 메일",
    ];

    /// <summary>Whether the quoted mail begins at this line.</summary>
    public static bool Begins(string[] lines, int at)
    {
        var line = lines[at].AsSpan().Trim();
        return !line.IsEmpty && line.Length < 500 && (IsTitle(line) || IsBlock(lines, at));
    }

    private static bool IsTitle(ReadOnlySpan<char> line)
    {
        var words = line.Trim("-_=*: ");
        var ruled = line.Length - words.Length >= 4 && line[0] is '-' or '_' or '=';
        foreach (var title in Titles)
            if (words.Equals(title, StringComparison.OrdinalIgnoreCase) && (ruled || line[^1] == ':'))
                return true;
        return false;
    }

    /// <summary>A From line, with two others of the kind in the next few lines; blank lines between do not count.</summary>
    private static bool IsBlock(string[] lines, int at)
    {
        if (Label(lines[at]) is not { } first || !From.Contains(first))
            return false;
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var i = at + 1; i < lines.Length && i <= at + Window; i++)
            if (Label(lines[i]) is { } label && Others.Contains(label))
                found.Add(label);
        return found.Count >= 2;
    }

    /// <summary>What stands before a line's first colon, in lower case, without marks of bold type.</summary>
    private static string? Label(string line)
    {
        var colon = line.AsSpan(0, Math.Min(line.Length, 40)).IndexOfAny(':', '：');
        return colon < 1 ? null : line[..colon].Trim(' ', '*', '\u00A0', '\t').ToLowerInvariant();
    }

    private static FrozenSet<string> Set(params string[] labels) => labels.ToFrozenSet(StringComparer.Ordinal);
}

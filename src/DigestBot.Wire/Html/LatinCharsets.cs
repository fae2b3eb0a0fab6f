using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Wire.Html;

/// <summary>Charsets of Latin letters other than the Western ones: told by the language, which is that of the charset and is not one that windows-1252 can write.</summary>
internal static class LatinCharsets
{
    /// <summary>Fewer bytes above ASCII than this do little harm, and prove nothing.</summary>
    private const int Few = 8;

    private const int Western = 1252;
    private const int CentralEuropean = 1250;
    private const int CentralEuropeanOfIso = 28592;

    private static readonly (int Page, string[] Languages)[] Readings =
        [(CentralEuropean, ["cs", "hr", "hu", "pl", "ro", "sk", "sl"]), (1254, ["tr", "az"]), (1257, ["lt", "lv"])];

    private static readonly string[] Eastern = [.. Readings.SelectMany(reading => reading.Languages)];

    /// <summary>The charset, or null.</summary>
    /// <param name="text">Bytes of text.</param>
    public static Encoding? Of(ReadOnlySpan<byte> text)
    {
        if (!HasAccents(text))
            return null;
        // The letters without accents say most: a Western language is recognised in any of these charsets.
        if (Languages.Detect(Encoding.GetEncoding(Western).GetString(text)) is { } western && !Eastern.Contains(western))
            return null;
        foreach (var (page, languages) in Readings)
            if (Languages.Detect(Encoding.GetEncoding(page).GetString(text)) is { } language && languages.Contains(language))
                return Encoding.GetEncoding(page == CentralEuropean && IsIso(text, language) ? CentralEuropeanOfIso : page);
        return null;
    }

    /// <summary>Single letters above ASCII among others, not words of them.</summary>
    private static bool HasAccents(ReadOnlySpan<byte> text)
    {
        int high = 0, together = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
                continue;
            high++;
            together += i > 0 && text[i - 1] >= 0x80 ? 1 : 0;
        }

        return high >= Few && together * 3 < high;
    }

    /// <summary>
    /// Windows-1250 has Š, Ś, Ť, Ž and Ź, and its quotation marks, where ISO 8859-2 has control characters that no page contains;
    /// that has ą and ś where the other has signs, and š and ž where it has what only Polish and Slovak use.
    /// </summary>
    private static bool IsIso(ReadOnlySpan<byte> text, string language)
    {
        if (text.IndexOfAnyInRange((byte)0x80, (byte)0x9F) >= 0)
            return false;
        for (var i = 1; i + 1 < text.Length; i++)
            if ((char.IsAsciiLetter((char)text[i - 1]) || char.IsAsciiLetter((char)text[i + 1])) && (text[i] is 0xB1 or 0xB6 || language != "pl" && text[i] is 0xB9 or 0xBE))
                return true;
        return false;
    }
}

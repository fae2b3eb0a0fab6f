using System.Text;

namespace DigestBot.Wire.Syndication.Dates;

/// <summary>Chinese, Japanese and Korean dates: numbers with their units, as in 2004年1月2日 10:14 or 2004년 1월 2일 오후 3:04.</summary>
internal static class EastAsianDate
{
    /// <summary>The same date in ISO form, or null when the text holds no such unit.</summary>
    public static string? Normalize(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny("年년오上下午".AsSpan()) < 0)
            return null;
        var iso = new StringBuilder(text.Length + 4);
        var afternoon = text.Contains("오후", StringComparison.Ordinal) || text.Contains("下午", StringComparison.Ordinal) || text.Contains("午後", StringComparison.Ordinal);
        var morning = text.Contains("오전", StringComparison.Ordinal) || text.Contains("上午", StringComparison.Ordinal) || text.Contains("午前", StringComparison.Ordinal);
        var paren = 0;
        foreach (var c in text)
        {
            paren += c is '(' or '（' ? 1 : c is ')' or '）' ? -1 : 0;
            if (paren > 0 || c is ')' or '）')
                continue;
            switch (c)
            {
                case '年' or '년' or '月' or '월':
                    Trim(iso);
                    iso.Append('-');
                    break;
                case '日' or '일':
                    iso.Append(' ');
                    break;
                case '時' or '时' or '시' or '分' or '분':
                    Trim(iso);
                    iso.Append(':');
                    break;
                case ' ' when iso.Length > 0 && iso[^1] is '-' or ':' or ' ':
                    break;
                default:
                    if (char.IsAscii(c))
                        iso.Append(c);
                    break;
            }
        }
        Trim(iso);
        while (iso.Length > 0 && iso[^1] == ':')
            iso.Length--;
        return iso + (afternoon ? " PM" : morning ? " AM" : "");
    }

    private static void Trim(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
    }
}

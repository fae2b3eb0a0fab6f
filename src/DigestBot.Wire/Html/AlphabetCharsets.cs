using System.Text;

namespace DigestBot.Wire.Html;

/// <summary>Charsets that give the upper half to an alphabet of its own: Cyrillic, Greek, Hebrew, Arabic, Thai. Told by which reading has the letters that are frequent in its languages.</summary>
internal static class AlphabetCharsets
{
    /// <summary>Fewer bytes above ASCII than this prove nothing.</summary>
    private const int Few = 24;

    /// <summary>The share of letters that are among the frequent ones: .6 to .8 in the right charset, seldom .4 in another.</summary>
    private const double Enough = .52;

    /// <summary>The best must be so much better than the next.</summary>
    private const double Clearly = 1.15;

    private const string Cyrillic = "оеаинтсрвлі";
    private const string Greek = "αοιετσςνηυρπκάίό";
    private const string Hebrew = "יוהלארתמבש";
    private const string Arabic = "اليمنورتبعهدیک";
    private const string Thai = "านรอกเงวมท่ยลิ้ีัส";

    private static readonly (int Page, string Frequent, char From, char To)[] Readings =
    [
        (1251, Cyrillic, '\u0400', '\u04FF'), (21866, Cyrillic, '\u0400', '\u04FF'), (28595, Cyrillic, '\u0400', '\u04FF'), (866, Cyrillic, '\u0400', '\u04FF'),
        (1253, Greek, '\u0370', '\u03FF'), (28597, Greek, '\u0370', '\u03FF'), (1255, Hebrew, '\u0590', '\u05FF'),
        (1256, Arabic, '\u0600', '\u06FF'), (28596, Arabic, '\u0600', '\u06FF'), (874, Thai, '\u0E00', '\u0E7F'),
    ];

    /// <summary>The charset, or null.</summary>
    /// <param name="text">Bytes of text.</param>
    public static Encoding? Of(ReadOnlySpan<byte> text)
    {
        int high = 0, together = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
                continue;
            high++;
            together += i > 0 && text[i - 1] >= 0x80 ? 1 : 0;
        }

        // Whole words above ASCII, where Latin scripts have single letters.
        if (high < Few || together * 10 < high * 6)
            return null;
        var (best, next, page) = (0.0, 0.0, 0);
        foreach (var reading in Readings)
        {
            var score = Score(text, reading);
            // Two charsets that read every letter alike are no rivals.
            if (score > best && IsRival(page, reading.Page))
                next = best;
            else if (score <= best && score > next && IsRival(page, reading.Page))
                next = score;
            if (score > best)
                (best, page) = (score, reading.Page);
        }

        return best >= Enough && best >= next * Clearly ? Encoding.GetEncoding(page) : null;
    }

    /// <summary>Windows-1253 and ISO 8859-7 differ in Ά and in what is no letter.</summary>
    private static bool IsRival(int one, int other) => !(one == 1253 && other == 28597);

    /// <summary>The share of characters above ASCII that are frequent letters of the script; what is no letter of it counts against the reading.</summary>
    private static double Score(ReadOnlySpan<byte> text, (int Page, string Frequent, char From, char To) reading)
    {
        int all = 0, frequent = 0, foreign = 0, capitals = 0, small = 0, within = 0;
        var before = ' ';
        foreach (var c in Encoding.GetEncoding(reading.Page).GetString(text))
        {
            if (c >= 0x80)
            {
                all++;
                var lower = char.ToLowerInvariant(c);
                if (c < reading.From || c > reading.To)
                    // Quotation marks, dashes and spaces are in all charsets; letters and signs of another alphabet inside a word are not.
                    foreign += char.IsLetter(before) && c is not ('\u00A0' or '’' or '”' or '»' or '“' or '…' or '–' or '—' or '\u200C') ? 1 : 0;
                else if (reading.Frequent.Contains(lower, StringComparison.Ordinal))
                    frequent++;
                capitals += lower != c ? 1 : 0;
                small += char.IsLower(c) ? 1 : 0;
                within += lower != c && char.IsLower(before) ? 1 : 0;
            }

            before = c;
        }

        // KOI8 and windows-1251 have small letters and capitals the other way round; capitals within words are a sign of any wrong reading.
        return all == 0 || foreign * 20 > all || capitals > small || within * 10 > all ? 0 : (double)frequent / all;
    }
}

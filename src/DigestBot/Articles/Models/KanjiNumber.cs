namespace DigestBot.Articles.Models;

/// <summary>Numbers in Chinese and Japanese signs: 三十二, 二〇二四, 2億5000万.</summary>
internal static class KanjiNumber
{
    private const string Digits = "〇一二三四五六七八九";

    // What is counted: a lone sign before anything else is part of a word (統一, 三菱, 十分).
    private const string Counters = "人年月日回社件円台度倍割歳時週個名元个位次天岁枚本冊頭カヶか国州県市点号階世代";

    public static bool IsDigit(char c) => Digits.Contains(c, StringComparison.Ordinal) || c is '零' or '十' or '百' or '千';

    /// <summary>Reads the run that begins at <paramref name="start"/>; a run that may be part of a word is noted as said, but not as a statement (At is -1).</summary>
    public static int Read(string text, int start, List<StatedNumber> found)
    {
        var i = start;
        while (i < text.Length && i - start < 20 && (IsDigit(text[i]) || NumberWords.Sign(text[i]) > 0)) i++;
        var run = text[start..i];
        var states = run.Length > 1 || (i < text.Length && Counters.Contains(text[i], StringComparison.Ordinal));
        var vague = start > 0 && text[start - 1] is '数' or '何' or '几' or '幾' or '第';
        var value = Numbers.Plain(Value(run));
        if (value is not ("0" or "1")) found.Add(new StatedNumber(value, false, states && !vague ? start : -1));
        return i;
    }

    /// <summary>Digits and signs together, from the first sign on.</summary>
    public static (string Value, bool Percent, int End) Mixed(string text, int at, decimal first)
    {
        decimal total = 0, part = first;
        var i = at;
        for (var steps = 0; i < text.Length && steps < 40; steps++, i++)
        {
            if (NumberWords.Sign(text[i]) is > 0 and var sign)
            {
                // 3千万: signs that follow one another multiply.
                part *= sign;
                if (part > 1e18m) break;
                if (i + 1 < text.Length && NumberWords.Sign(text[i + 1]) > 0) continue;
                total += part;
                part = 0;
            }
            else if (char.IsDigit(text[i])) part = (part * 10) + (int)char.GetNumericValue(text[i]);
            else if (text[i] is not ',' || i + 1 >= text.Length || !char.IsDigit(text[i + 1])) break;
        }

        return (Numbers.Plain(total + part), false, i);
    }

    private static decimal Value(string run)
    {
        // Digits alone are places: 二〇二四.
        if (run.Length > 1 && run.All(c => Digits.Contains(c, StringComparison.Ordinal) || c == '零'))
            return run.Aggregate(0m, (sum, c) => (sum * 10) + (c == '零' ? 0 : Digits.IndexOf(c, StringComparison.Ordinal)));
        decimal total = 0, section = 0, digit = -1;
        foreach (var c in run)
        {
            var sign = NumberWords.Sign(c);
            if (sign == 0) digit = c == '零' ? 0 : Digits.IndexOf(c, StringComparison.Ordinal);
            else if (sign < 10_000)
            {
                section += (digit < 0 ? 1 : digit) * sign;
                digit = -1;
            }
            else if (total < 1e20m)
            {
                total += Math.Max(1, section + Math.Max(0, digit)) * sign;
                (section, digit) = (0, -1);
            }
        }

        return total + section + Math.Max(0, digit);
    }
}

using DigestBot.Wire.Text;

namespace DigestBot.Articles.Models;

/// <summary>Names in Japanese, Chinese and Korean, which have no capitals: foreign words in katakana, and what stands before a title.</summary>
internal static class KanaCheck
{
    private const int LongestName = 4;

    private static readonly string[] Titles = ["さん", "氏", "様", "首相", "大統領", "総統", "總統", "总统", "总理", "主席", "社長", "会長", "選手", "監督", "教授", "博士", "先生", "女士", "大臣", "知事", "市長", "市", "県", "省", "州", "大学", "大學"];

    /// <summary>The first name that the article does not have; null when it has them all.</summary>
    public static string? Strange(string summary, SourceText source)
    {
        for (var i = 0; i < summary.Length; i++)
        {
            if (!IsKatakana(summary[i])) continue;
            var end = i;
            while (end < summary.Length && (IsKatakana(summary[end]) || summary[end] is 'ー')) end++;
            if (end - i >= 2 && !source.Text.Contains(summary[i..end], StringComparison.Ordinal)) return summary[i..end];
            i = end;
        }

        foreach (var title in Titles)
            for (var at = summary.IndexOf(title, StringComparison.Ordinal); at > 0; at = summary.IndexOf(title, at + 1, StringComparison.Ordinal))
                if (Before(summary, at) is { Length: >= 2 } name && !source.Text.Contains(name, StringComparison.Ordinal)) return name;
        return null;
    }

    // The two to four Chinese characters before a title: the last two of them at least are the name's.
    private static string Before(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestName && Scripts.Of(text[start - 1]) == Script.Han) start--;
        return at - start > 2 ? text[(at - 2)..at] : text[start..at];
    }

    private static bool IsKatakana(char c) => c is >= '\u30a1' and <= '\u30fa' or '\u30fc';
}

using System.Text.RegularExpressions;

namespace DigestBot.Articles;

/// <summary>Things in an article that tell its type when counted.</summary>
/// <param name="Answers">Questions that stand in a paragraph of their own and are followed by an answer, or labelled ones.</param>
/// <param name="Steps">Items that are numbered steps, and paragraphs that begin "Step 2".</param>
/// <param name="CodeBlocks">Listings.</param>
/// <param name="Quoted">The share of the text that stands between quotation marks, 0 to 1.</param>
/// <param name="Paragraphs">All paragraphs, steps and listings.</param>
/// <param name="Words">Words of the part that was counted, its opening 12,000 UTF-16 units.</param>
internal sealed partial record KindCounts(int Answers, int Steps, int CodeBlocks, double Quoted, int Paragraphs, int Words)
{
    private const int LongestText = 12_000;
    private const int MostBlocks = 600;

    // A teaser of twenty words with one cue must not look as if five words in a hundred were cues.
    private const int Damping = 40;

    private readonly int[] inText = new int[KindCues.Count];
    private readonly int[] inTitle = new int[KindCues.Count];

    /// <summary>How many cues of a kind there are for each hundred words of the text.</summary>
    public double Per100(KindCue cue) => 100.0 * inText[(int)cue] / (Words + Damping);

    /// <summary>How many cues of a kind there are in the title.</summary>
    public int InTitle(KindCue cue) => inTitle[(int)cue];

    /// <summary>Whether a paragraph is a numbered step.</summary>
    public static bool IsStep(string text, Wire.Html.Block block) => Step().IsMatch(text.AsSpan(block.Start, Math.Min(block.Length, 40)));

    public static KindCounts Of(Reading reading)
    {
        int answers = 0, steps = 0, code = 0, quoted = 0, length = 0, paragraphs = 0;
        var asked = false;
        foreach (var block in reading.Blocks.Take(MostBlocks))
        {
            var span = reading.Text.AsSpan(block.Start, Math.Min(block.Length, 600)).Trim();
            if (span.IsEmpty)
                continue;
            if (block.Tag is "pre")
                code++;
            else if (Step().IsMatch(span[..Math.Min(40, span.Length)]))
                steps++;
            paragraphs++;
            length += span.Length;
            quoted += InQuotes(span, ref answers);
            var question = block.Length < 400 && (span[^1] is '?' or '？' or '؟' || span[^1] is ';' && reading.Language == "el" || Question().IsMatch(span[..Math.Min(8, span.Length)]));
            if (asked && !question && block.Tag is not ("h1" or "h2" or "h3" or "li"))
                answers++;
            // A question in a heading is the writer's own.
            asked = question && block.Tag is not ("h1" or "h2" or "h3" or "h4");
        }
        var text = reading.Text.AsSpan(0, Math.Min(reading.Text.Length, LongestText));
        var counts = new KindCounts(answers, steps, code, length == 0 ? 0 : (double)quoted / length, paragraphs, text.Length == reading.Text.Length ? reading.Count.Total : Wire.Text.Words.Count(text).Total);
        Count(text, counts.inText);
        Count((reading.Article.Title ?? "").AsSpan(0, Math.Min(reading.Article.Title?.Length ?? 0, 300)), counts.inTitle);
        return counts;
    }

    /// <summary>Units between quotation marks; a quotation right after a question mark is an answer.</summary>
    private static int InQuotes(ReadOnlySpan<char> text, ref int answers)
    {
        var inside = 0;
        for (var at = 0; at < text.Length && text[at..].IndexOfAny("“„«\"「") is var found and >= 0;)
        {
            var open = at + found;
            var length = text[(open + 1)..].IndexOfAny(text[open] switch { '“' => "”", '„' => "“”", '«' => "»", '「' => "」", _ => "\"" });
            if (length < 0)
                return inside + text.Length - open - 1; // a quotation of several paragraphs closes in the last of them
            inside += length;
            if (open >= 2 && text[..open].TrimEnd() is [.., '?' or '？'] && length > 40)
                answers++;
            at = open + length + 2;
        }
        return inside;
    }

    private static void Count(ReadOnlySpan<char> text, int[] counts)
    {
        for (var at = 0; KindCues.Tree.Next(text, ref at) is var cue and >= 0;)
            counts[cue]++;
    }

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^(step|schritt|étape|paso|passo|шаг|krok|steg) ?\d|^\d{1,2}[.)] \p{Lu}|^第[一二三四五六七八九十\d]+步|^手順\d|^ステップ ?\d|^\d단계", Linear)]
    private static partial Regex Step();

    [GeneratedRegex(@"^(Q|F)\s*[:.]|^问[:：]|^問[:：]|^——|^질문[:：]|^문[:：]", Linear)]
    private static partial Regex Question();
}

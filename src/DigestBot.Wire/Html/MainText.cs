using System.Text;

namespace DigestBot.Wire.Html;

/// <summary>Finds and writes a page's article.</summary>
internal static class MainText
{
    /// <summary>Less than this from a strict reading, and a looser one is tried.</summary>
    private const int Enough = 500;

    /// <summary>The text of an article is cut behind this many UTF-16 units.</summary>
    public const int MaxText = 1_000_000;

    /// <summary>The paragraphs of the article; empty when the page has no prose.</summary>
    public static List<Draft> Read(Outline outline, string? title, string? byline)
    {
        List<Draft> best = [];
        var bestWeight = 0;
        foreach (var strictness in (ReadOnlySpan<Strictness>)[Strictness.Strict, Strictness.Loose, Strictness.Everything])
        {
            Sieve.Apply(outline, strictness);
            var roots = Candidates.Find(outline, strictness);
            Pruning.Apply(outline, roots, strictness);
            var drafts = BlockWriter.Write(outline, roots);
            Cues.Prune(drafts, title, byline);
            var weight = drafts.Sum(d => d.Text.Length);
            if (weight > bestWeight * 2 || (bestWeight < 100 && weight > bestWeight))
                (best, bestWeight) = (drafts, weight);
            if (bestWeight >= Enough)
                break;
        }
        return best;
    }

    /// <summary>Joins paragraphs with a blank line.</summary>
    public static (string Text, IReadOnlyList<Block> Blocks, bool Cut) Join(IReadOnlyList<Draft> drafts)
    {
        var text = new StringBuilder();
        var blocks = new List<Block>(drafts.Count);
        foreach (var draft in drafts)
        {
            if (text.Length + draft.Text.Length > MaxText)
                return (text.ToString(), blocks, true);
            if (text.Length > 0)
                text.Append("\n\n");
            blocks.Add(new Block(draft.Tag, text.Length, draft.Text.Length));
            text.Append(draft.Text);
        }
        return (text.ToString(), blocks, false);
    }
}

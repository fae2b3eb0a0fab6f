using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Wire.Html;

/// <summary>Finds and writes a page's article.</summary>
internal static class MainText
{
    /// <summary>Less than this from a strict reading, and a looser one is tried.</summary>
    private const int Enough = 500;

    /// <summary>With less than this, even hidden parts are read.</summary>
    private const int Little = 100;

    /// <summary>Fewer characters than this are no text.</summary>
    private const int FewWords = 60;

    /// <summary>The text of an article is cut behind this many UTF-16 units.</summary>
    public const int MaxText = 1_000_000;

    /// <summary>The paragraphs of the article; empty when the page has no prose.</summary>
    /// <param name="outline">The page.</param>
    /// <param name="title">Its title, or null: not repeated in the text.</param>
    /// <param name="byline">Its author, or null: not repeated in the text.</param>
    /// <param name="isStatic">The page has no scripts: even a few words are all that it says.</param>
    /// <returns>The paragraphs, and whether the page asked for money among them.</returns>
    public static (List<Draft> Drafts, bool Plea) Read(Outline outline, string? title, string? byline, bool isStatic)
    {
        List<Draft> best = [];
        var bestWeight = 0;
        var plea = false;
        foreach (var strictness in (ReadOnlySpan<Strictness>)[Strictness.Strict, Strictness.Loose, Strictness.Everything])
        {
            Sieve.Apply(outline, strictness);
            var roots = Candidates.Find(outline, strictness);
            Pruning.Apply(outline, roots, strictness);
            var drafts = BlockWriter.Write(outline, roots);
            plea |= Cues.Prune(drafts, title, byline);
            var weight = drafts.Sum(d => d.Text.Length);
            if (weight > bestWeight * 3)
                (best, bestWeight) = (drafts, weight);
            if (bestWeight >= Enough || (bestWeight >= Little && strictness == Strictness.Loose))
                break;
        }
        return (best.Count > 0 ? best : Lines(outline, title, byline, isStatic ? 1 : FewWords), plea);
    }

    /// <summary>A page of short lines (a list, a poem, a note) has no paragraph to start from: then all that is not links is its text.</summary>
    private static List<Draft> Lines(Outline outline, string? title, string? byline, int least)
    {
        Sieve.Apply(outline, Strictness.Strict);
        var body = outline.Within(outline.Root).FirstOrDefault(n => n.Name == "body");
        if (body is null || body.Length - body.LinkLength < least || body.LinkDensity > .4)
            return [];
        Pruning.Apply(outline, [body], Strictness.Loose);
        var drafts = BlockWriter.Write(outline, [body]);
        Cues.Prune(drafts, title, byline);
        return drafts;
    }

    /// <summary>Joins paragraphs with a blank line.</summary>
    public static (string Text, IReadOnlyList<Block> Blocks, bool Cut) Join(IReadOnlyList<Draft> drafts)
    {
        var text = new StringBuilder();
        var blocks = new List<Block>(drafts.Count);
        foreach (var draft in drafts)
        {
            if (text.Length + draft.Text.Length + 2 > MaxText)
            {
                // The first paragraph alone may be longer than the limit.
                if (text.Length == 0)
                {
                    text.Append(DisplayText.Clip(draft.Text, MaxText));
                    blocks.Add(new Block(draft.Tag, 0, text.Length));
                }
                return (text.ToString(), blocks, true);
            }
            if (text.Length > 0)
                text.Append("\n\n");
            blocks.Add(new Block(draft.Tag, text.Length, draft.Text.Length));
            text.Append(draft.Text);
        }
        return (text.ToString(), blocks, false);
    }
}

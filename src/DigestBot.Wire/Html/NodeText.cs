using System.Net;
using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Wire.Html;

/// <summary>The plain text of one element, on one line.</summary>
internal static class NodeText
{
    /// <summary>The text of a subtree, white space folded; null-free, and cut behind <paramref name="max"/> characters.</summary>
    public static string Of(Outline outline, Node node, int max)
    {
        var text = new StringBuilder();
        for (var i = node.Index; i < node.End && text.Length < max; i++)
        {
            var inner = outline.Nodes[i];
            if (inner.IsText)
                text.Append(inner.Text.AsSpan(0, Math.Min(inner.Text.Length, max)));
            else if (inner.Is(Tag.Block) || inner.Name == "br")
                text.Append(' ');
        }
        return Fold(text.ToString());
    }

    /// <summary>Fit to be shown on one line: white space folded to single spaces, none at the ends.</summary>
    public static string Fold(string text) => DisplayText.Line(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>A meta value as plain text: entities that were written twice resolved, tags gone; null when nothing is left.</summary>
    public static string? Plain(string? value)
    {
        if (value is null)
            return null;
        var text = value.Contains('&') ? WebUtility.HtmlDecode(value) : value;
        if (text.Contains("</", StringComparison.Ordinal) || text.Contains("<br", StringComparison.OrdinalIgnoreCase))
            text = WithoutTags(text);
        text = Fold(text);
        return text.Length == 0 ? null : text;
    }

    private static string WithoutTags(string text)
    {
        var plain = new StringBuilder(text.Length);
        var inside = false;
        foreach (var c in text)
        {
            if (c == '<')
                inside = true;
            else if (c == '>' && inside)
            {
                inside = false;
                plain.Append(' ');
            }
            else if (!inside)
                plain.Append(c);
        }
        return plain.ToString();
    }
}

using System.Globalization;
using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Articles;

/// <summary>What becomes of a text on other sites; by chance, the same for the same seed.</summary>
internal static class Alterations
{
    /// <summary>Menus, bylines, share lines, pleas and lists of links. Each line is filled with names that differ from page to page.</summary>
    private static readonly string[] Lines =
    [
        "Home News Sport {0} Weather Travel Opinion {1} Contact Imprint Log in", "By {0} {1}, staff writer. Published on Tuesday, updated {2} minutes ago", "Share on Facebook Share on {0} Copy link Print Save for later {2}",
        "Sign up for our {0} newsletter and never miss a {1} story again. You can leave at any time.", "Related: {0} and the {1} question; {1} returns to {0}; ten things that we learned about {0} in {2}",
        "Photo: {0} {1}/Getty Images", "Read more: why {0} will never be the same after {1}", "{0} Media Group {2}. All rights reserved. Terms of use, privacy, cookies, {1}", "Follow {0} on Twitter for more about {1}. Comments are closed.",
        "Das könnte Sie auch interessieren: {0} und {1}", "この記事をシェア {0} 関連記事 {1} 会員登録はこちら {2}", "More from {0}: {1}, {1} and {2} other stories you should not miss today",
    ];

    public static string WithBoilerplate(string text, Random random, double share)
    {
        var paragraphs = text.Split("\n\n").ToList();
        for (var added = 0; added < text.Length * share;)
        {
            var line = string.Format(CultureInfo.InvariantCulture, Lines[random.Next(Lines.Length)], Name(random), Name(random), random.Next(2, 999));
            added += line.Length;
            paragraphs.Insert(random.Next(3) switch { 0 => 0, 1 => paragraphs.Count, _ => random.Next(paragraphs.Count + 1) }, line);
        }

        return string.Join("\n\n", paragraphs);
    }

    public static string WithoutSentences(string text, Random random, double share)
    {
        var sentences = Sentences.Split(text, new TextRange(0, text.Length), null).Select(range => range.Of(text).ToString()).ToList();
        for (var dropped = (int)Math.Round(sentences.Count * share); dropped > 0; dropped--) sentences.RemoveAt(random.Next(sentences.Count));
        return string.Join(' ', sentences);
    }

    /// <summary>Words (characters, in scripts that do not part words) are replaced, taken out or put in, each in a third of the cases. New words are those of the text itself.</summary>
    public static string Edited(string text, Random random, double share)
    {
        var tokens = Words.Tokens(text, new TextRange(0, text.Length));
        var edited = new StringBuilder();
        var at = 0;
        foreach (var token in tokens.SelectMany(token => Scripts.Of(text[token.Start]) == Script.Spaceless ? Thai(token) : [token]))
        {
            edited.Append(text, at, token.Start - at);
            at = token.End;
            var word = token.Of(text).ToString();
            var other = tokens[random.Next(tokens.Count)].Of(text).ToString();
            if (random.NextDouble() >= share) edited.Append(word);
            else edited.Append(random.Next(3) switch { 0 => other, 1 => "", _ when Scripts.IsCjk(word[0]) => word + other, _ => word + " " + other });
        }

        return edited.Append(text, at, text.Length - at).ToString();
    }

    public static string HalfInOnePiece(string text, Random random)
    {
        var sentences = Sentences.Split(text, new TextRange(0, text.Length), null).Select(range => range.Of(text).ToString()).ToList();
        var start = random.Next(sentences.Count / 2 + 1);
        var half = new StringBuilder();
        for (var i = start; half.Length < text.Length / 2; i = (i + 1) % sentences.Count)
        {
            if (i == 0 && start > 0 && half.Length > 0) break;
            half.Append(sentences[i]).Append(' ');
        }

        return half.ToString();
    }

    public static string HalfOfItsParagraphs(string text, Random random)
    {
        var paragraphs = text.Split("\n\n");
        var kept = Enumerable.Range(0, paragraphs.Length).ToList();
        for (var length = text.Length; length > text.Length / 2 && kept.Count > 1;)
        {
            var gone = random.Next(kept.Count);
            length -= paragraphs[kept[gone]].Length;
            kept.RemoveAt(gone);
        }

        return string.Join("\n\n", kept.Select(i => paragraphs[i]));
    }

    // Words of five letters on the average.
    private static IEnumerable<TextRange> Thai(TextRange run)
    {
        for (var start = run.Start; start < run.End; start += 5) yield return new TextRange(start, Math.Min(5, run.End - start));
    }

    private static string Name(Random random) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => "bcdfgklmnprstvz"[random.Next(15)].ToString() + "aeiou"[random.Next(5)])));
}

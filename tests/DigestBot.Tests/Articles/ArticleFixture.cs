using System.Text;
using DigestBot.Articles;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Articles;

/// <summary>
/// One file of tests/fixtures/articles: expectations and facts as "Name: value" lines, a blank line, then paragraphs separated by blank lines.
/// A paragraph begins with "## " (heading), "- " (list item), "> " (quotation), ">> " (pull quote) or four spaces (code); all others are plain.
/// </summary>
public sealed record ArticleFixture(string Name, ILookup<string, string> Facts, ArticleText Article)
{
    public static IEnumerable<ArticleFixture> All() =>
        Directory.GetFiles(Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "articles"), "*.txt").Order(StringComparer.Ordinal).Select(Read);

    public static ArticleFixture Read(string path)
    {
        var content = File.ReadAllText(path);
        var split = content.IndexOf("\n\n", StringComparison.Ordinal);
        var facts = content[..split].Split('\n').Select(l => l.Split(": ", 2)).ToLookup(p => p[0], p => p[1].Trim());
        var text = new StringBuilder();
        var blocks = new List<Block>();
        foreach (var paragraph in content[split..].Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim('\n')).Where(p => p.Length > 0))
        {
            var (tag, mark) = paragraph switch
            {
                _ when paragraph.StartsWith("## ", StringComparison.Ordinal) => ("h2", 3),
                _ when paragraph.StartsWith("- ", StringComparison.Ordinal) => ("li", 2),
                _ when paragraph.StartsWith(">> ", StringComparison.Ordinal) => ("pullquote", 3),
                _ when paragraph.StartsWith("> ", StringComparison.Ordinal) => ("blockquote", 2),
                _ when paragraph.StartsWith("    ", StringComparison.Ordinal) => ("pre", 4),
                _ => ("p", 0),
            };
            if (text.Length > 0)
                text.Append("\n\n");
            blocks.Add(new Block(tag, text.Length, paragraph.Length - mark));
            text.Append(paragraph, mark, paragraph.Length - mark);
        }
        var article = new ArticleText(facts["Title"].FirstOrDefault(), text.ToString(), blocks, facts["Said-Language"].FirstOrDefault(), facts["Url"].FirstOrDefault(),
            facts["Categories"].FirstOrDefault()?.Split(", ") ?? []);
        return new ArticleFixture(Path.GetFileNameWithoutExtension(path), facts, article);
    }
}

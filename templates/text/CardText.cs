using System.Text;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Wire.Text;

namespace DigestBot.Templates;

/// <summary>
/// The plain-text parts: the same order and the same links as the HTML. Every paragraph is one line, paragraphs are separated by an
/// empty line; wrapping (RFC 3676) comes later.
/// </summary>
public static class CardText
{
    /// <summary>One article.</summary>
    public static string Card(CardView view, Texts texts)
    {
        var text = new StringBuilder();
        text.Append(Reading.Clip(view.Title, Reading.TitleLength)).Append('\n');
        Link(text, view.Url).Append(Facts(view, texts)).Append('\n');
        if (Reading.Link(view.SourceUrl) is { } source)
            text.Append(source).Append('\n');
        if (view.MarkLine(texts) is { } mark)
            text.Append('\n').Append(mark).Append('\n');
        if (view.Summary.Length > 0)
            Heading(text, view.SummaryLabel(texts)).Append(Reading.OneLine(view.Summary)).Append('\n');
        if (view.Quotes.Count > 0)
            Heading(text, texts.Count("card.quotes", view.Quotes.Count));
        for (var i = 0; i < view.Quotes.Count; i++)
            Link(text.Append(i > 0 ? "\n" : "").Append(Quoted(view.Quotes[i])).Append('\n'), view.Quotes[i].Url);
        if (!string.IsNullOrWhiteSpace(view.Snippet))
            Heading(text, texts["card.snippet"]).Append(Reading.OneLine(view.Snippet)).Append('\n');
        Links(text, texts["card.alsoIn"], view.AlsoIn);
        Links(text, texts["card.related"], view.Related);
        return text.Append('\n').ToString();
    }

    /// <summary>"By Jane Doe · The Daily Feed · 2mo ago · 6 min read · en · Insight".</summary>
    public static string Facts(CardView view, Texts texts)
    {
        var facts = new List<string>();
        if (!string.IsNullOrWhiteSpace(view.Author))
            facts.Add(texts.Format("card.by", Name(view.Author)));
        if (!string.IsNullOrWhiteSpace(view.Source))
            facts.Add(Name(view.Source));
        facts.Add(view.Age);
        if (view.Minutes > 0)
            facts.Add(texts.Count("card.minutes", view.Minutes));
        if (Reading.Language(view.Language) is { } language)
            facts.Add(language);
        if (!string.IsNullOrEmpty(view.Type))
            facts.Add(texts.Type(view.Type));
        return string.Join(" · ", facts);
    }

    // Speech that is told whole has its own marks.
    private static string Quoted(QuoteView quote)
    {
        var words = Reading.OneLine(quote.Text);
        var marked = words.Length > 0 && "“\"„«»”「『‘".Contains(words[0], StringComparison.Ordinal) ? words : $"“{words}”";
        return string.IsNullOrWhiteSpace(quote.Speaker) ? marked : $"{marked} — {Name(quote.Speaker)}";
    }

    private static StringBuilder Heading(StringBuilder text, string words) => text.Append('\n').Append(words).Append("\n\n");

    private static StringBuilder Link(StringBuilder text, string url) => Reading.Link(url) is { } safe ? text.Append(safe).Append('\n') : text;

    private static void Links(StringBuilder text, string label, IReadOnlyList<LinkView> links)
    {
        if (links.Count > 0)
            Heading(text, label);
        for (var i = 0; i < links.Count; i++)
            Link(text.Append(i > 0 ? "\n" : "").Append(Words(links[i])).Append('\n'), links[i].Url);
    }

    /// <summary>A link's words with what stands behind it: "A title · The Daily Feed".</summary>
    internal static string Words(LinkView link) =>
        Reading.Clip(link.Text, Reading.TitleLength) + (string.IsNullOrWhiteSpace(link.Note) ? "" : " · " + Name(link.Note));

    // A name may run the other way; what stands behind it must not move before it.
    private static string Name(string name) => DisplayText.Isolate(Reading.Clip(name, Reading.NameLength));
}

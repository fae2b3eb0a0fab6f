using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Tests.Rendering;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Deliverability;

/// <summary>A mail as it would go over the wire, and what a receiver reads in it.</summary>
/// <param name="Sort">Its kind.</param>
/// <param name="Language">Of its words.</param>
/// <param name="Row">Of the outbox.</param>
/// <param name="First">Rendered for the first attempt.</param>
/// <param name="Second">Rendered by other parts for a second attempt, a day later.</param>
/// <param name="Other">The same facts for another recipient.</param>
/// <param name="Unsubscribe">Its subscriber's own address for leaving.</param>
internal sealed record GeneratedMail(MailSort Sort, string Language, OutboxMessage Row, RenderedMail First, RenderedMail Second, RenderedMail Other, string Unsubscribe)
{
    private readonly Lazy<IDocument> _page = new(() => new HtmlParser().ParseDocument(ComposedMail.Part(MessageReader.Read(First.Message), "html").Text));

    /// <summary>"digest.fr".</summary>
    public string Name => $"{Sort.Name}.{Language}";

    public ReceivedMessage Message { get; } = MessageReader.Read(First.Message);

    /// <summary>Header and body as they stand.</summary>
    public string Octets => Encoding.Latin1.GetString(First.Message.Span);

    /// <summary>The HTML part.</summary>
    public string Html => ComposedMail.Part(Message, "html").Text;

    /// <summary>The HTML part, parsed.</summary>
    public IDocument Page => _page.Value;

    /// <summary>The plain part with its wrapped lines joined.</summary>
    public string Text => Message.TextBody.ShouldNotBeNull();

    /// <summary>The plain part as it is sent.</summary>
    public string Wrapped => ComposedMail.Part(Message, "plain").Text;

    /// <summary>Every link of the HTML part, in order.</summary>
    public IReadOnlyList<(string Url, string Words)> Links => [.. Page.QuerySelectorAll("a[href]").Select(link => (link.GetAttribute("href")!, link.TextContent.Trim()))];

    /// <summary>Links that lead to the service itself.</summary>
    public IEnumerable<string> OwnLinks => Links.Select(link => link.Url).Where(url => url.StartsWith(GeneratedMails.Site, StringComparison.Ordinal));

    public override string ToString() => Name;
}

namespace DigestBot.Wire.Html;

/// <summary>What a page says about how it was made, as it says it. Nothing here is judged.</summary>
/// <param name="Generator">Its <c>generator</c>: mostly a content management system.</param>
/// <param name="Declaration">A meta element that is only there to say so: <c>ai-generated</c>, <c>ai-disclosure</c>, <c>ai-content-declaration</c>.</param>
/// <param name="SourceType">IPTC's digital source type of the article itself (not of its pictures), such as http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia.</param>
/// <param name="Status">schema.org's creativeWorkStatus of the article.</param>
public sealed record PageOrigin(string? Generator, string? Declaration, string? SourceType, string? Status)
{
    internal static PageOrigin Of(PageFacts facts) => new(
        facts.Meta("generator"), facts.Meta("ai-generated", "ai_generated", "ai-disclosure", "ai-content-declaration", "itemprop:aigenerated"),
        facts.Linked?.SourceType ?? facts.Meta("digitalsourcetype", "iptc:digitalsourcetype", "iptc4xmpext:digitalsourcetype", "itemprop:digitalsourcetype"), facts.Linked?.Status ?? facts.Meta("itemprop:creativeworkstatus"));
}

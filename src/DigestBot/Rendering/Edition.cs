using DigestBot.Model;
using DigestBot.Subscribers;
using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>What a digest looks like, besides what is in it.</summary>
internal readonly record struct Look(string Language, Occasion Occasion, bool Pictures)
{
    public static Look Of(Digest digest, Selection selection) =>
        new(digest.Language, Occasions.Of(digest, selection), ChosenFacts.Parse(digest.Chosen) is { Pictures: true });
}

/// <summary>What all digests with the same selection and look share, ready for the wire.</summary>
internal sealed record Edition(
    Selection Selection, Occasion Occasion, Texts Texts, IReadOnlyList<RenderedCard> Cards, int Printed, int HeldOver, string Totals, string Preheader,
    IReadOnlyList<EncodedPiece> ReceiptHtml, IReadOnlyList<EncodedPiece> ReceiptText, Frame? HeldOverHtml, Frame? OpeningHtml, bool HtmlInBase64, bool TextInBase64)
{
    /// <summary>Articles that are told or counted.</summary>
    public int All => Printed + HeldOver;
}

using System.Collections.Concurrent;
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
    /// <summary>The edition with the words of a day and of equal choices; there are few of them.</summary>
    public ConcurrentDictionary<(string LocalDate, int Slot, string? AwaySince, string Chosen), Letter> Letters { get; } = [];

    /// <summary>Articles that are told or counted.</summary>
    public int All => Printed + HeldOver;
}

/// <summary>An edition as all its readers with equal choices get it on one day; addresses and links are slots still.</summary>
/// <param name="Subject">The Subject field.</param>
/// <param name="Since">The day since which they were away, in words; empty as a rule.</param>
/// <param name="Text">The plain part.</param>
/// <param name="Html">The HTML part.</param>
internal sealed record Letter(WrittenField Subject, string Since, Frame Text, Frame Html);

using System.Collections.Concurrent;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Subscribers;
using DigestBot.Templates;
using DigestBot.Wire.Mime;
using DigestBot.Wire.Text;

namespace DigestBot.Rendering;

/// <summary>What all digests with the same selection and language share, ready for the wire.</summary>
internal sealed record Edition(
    Selection Selection, Texts Texts, IReadOnlyList<RenderedCard> Cards, int Printed, int HeldOver, string Totals, string Preheader,
    EncodedPiece ReceiptHtml, EncodedPiece ReceiptText, Frame? HeldOverHtml, bool HtmlInBase64, bool TextInBase64);

/// <summary>Digest rows → mails. Cards are rendered once, frames once per language; a digest is put together from their bytes.</summary>
internal sealed class DigestMails(CardViews views, Brand brand, Wording wording, Links links)
{
    /// <summary>Octets of the HTML part: Gmail clips near 102 kB, and the unsubscribe link must stay in.</summary>
    private const int MostOctets = 100_000;

    /// <summary>Octets kept free for what differs from digest to digest: links, address, reason, the line of what was held over.</summary>
    private const int OwnOctets = 8_000;

    private const int MostEditions = 500;
    private const int MostOfPreheader = 160;
    private const int LeastOfTitle = 20;

    private readonly CardCache _cards = new(brand);
    private readonly ConcurrentDictionary<string, (Frame Html, Frame Text)> _frames = [];
    private readonly ConcurrentDictionary<(long Selection, string Language), Edition> _editions = [];

    /// <summary>What digests of one selection share; prepared once, because a selection never changes, and batch after batch of a round asks for the same.</summary>
    public async Task<Edition> EditionAsync(Selection selection, string language, Components components)
    {
        if (selection.Id == 0) return await PrepareAsync(selection, language, components); // a preview's, which is not stored
        if (_editions.TryGetValue((selection.Id, language), out var known)) return known;
        if (_editions.Count >= MostEditions) _editions.Clear();
        return _editions[(selection.Id, language)] = await PrepareAsync(selection, language, components);
    }

    private async Task<Edition> PrepareAsync(Selection selection, string language, Components components)
    {
        var texts = wording.In(language);
        var cardViews = await views.OfAsync(selection.Printed, selection.Created, selection.Head, texts);
        var cards = await _cards.GetAsync(cardViews, texts, components);
        var frame = await FrameAsync(texts, components);
        // The receipt is never longer than when every card is held over.
        var longest = await ReceiptAsync(Receipts.Of(selection, selection.HeldOver.Count + cards.Count, texts), texts, components);
        EncodedPiece[] around = [.. frame.Html.Measure(), longest];
        var (printed, htmlInBase64) = Fitting(cards, around);
        var shown = printed.Select(i => cardViews[i]).ToList();
        // What the mail has no room for is as good as held over: counted, and on the web copy.
        var heldOver = selection.HeldOver.Count + cards.Count - printed.Count;
        var receipt = Receipts.Of(selection, heldOver, texts);
        var receiptText = EncodedPiece.Of(FlowedText.Wrap(DigestText.Receipt(receipt, texts), quotes: false));
        return new Edition(
            selection, texts, [.. printed.Select(i => cards[i])], printed.Count, heldOver, texts.Totals(printed.Count, shown.Sum(view => view.Minutes)), Preheader(shown),
            await ReceiptAsync(receipt, texts, components), receiptText,
            heldOver == 0 ? null : new Frame(await components.RenderAsync<HeldOver>((nameof(HeldOver.Count), heldOver), (nameof(HeldOver.Url), Slots.Web), (nameof(HeldOver.Brand), brand), (nameof(HeldOver.Texts), texts))),
            htmlInBase64, TakesBase64([.. frame.Text.Measure(), receiptText, .. printed.Select(i => cards[i].Text)]));
    }

    private async Task<EncodedPiece> ReceiptAsync(ReceiptView view, Texts texts, Components components) =>
        EncodedPiece.Of(await components.RenderAsync<Receipt>((nameof(Receipt.View), view), (nameof(Receipt.Brand), brand), (nameof(Receipt.Texts), texts)));

    /// <summary>Rendered once per language: what surrounds the cards.</summary>
    private async Task<(Frame Html, Frame Text)> FrameAsync(Texts texts, Components components)
    {
        if (_frames.TryGetValue(texts.Language, out var known)) return known;
        var view = Slots.View(texts.Language);
        var html = await components.RenderAsync<DigestEmail>((nameof(DigestEmail.View), view), (nameof(DigestEmail.Brand), brand), (nameof(DigestEmail.Texts), texts));
        return _frames[texts.Language] = (new Frame(html), new Frame(DigestText.Digest(view, brand, texts), text => FlowedText.Wrap(text, quotes: false)));
    }

    /// <summary>One subscriber's digest: subject and both parts.</summary>
    public (string Subject, EncodedBody Text, EncodedBody Html) Fill(Digest digest, Edition edition, string address)
    {
        var texts = edition.Texts;
        var date = texts.DateHeading(Wording.Day(digest.LocalDate));
        var subject = Wording.Subject(texts["digest.subject"], brand.Name, date);
        var web = links.Digest(digest.Id);
        var preferences = links.Preferences(digest.SubscriberId);
        var plain = new Dictionary<string, string>
        {
            [Slots.Subject] = subject, [Slots.Preheader] = edition.Preheader, [Slots.Date] = date, [Slots.Totals] = edition.Totals,
            [Slots.Reason] = wording.Reason(ChosenFacts.Parse(digest.Chosen), texts),
            [Slots.Address] = address, [Slots.Web] = web, [Slots.Preferences] = preferences, [Slots.Pause] = preferences + "#pause", [Slots.Unsubscribe] = links.Unsubscribe(digest.SubscriberId),
        };
        var html = plain.ToDictionary(value => value.Key, value => Frame.Html(value.Value));
        var frame = _frames[texts.Language];
        return (subject,
            Body(frame.Text, plain, edition.Cards.Select(card => card.Text), edition.HeldOver == 0 ? [] : [EncodedPiece.Of(FlowedText.Wrap(DigestText.HeldOver(edition.HeldOver, web, texts), quotes: false))], edition.ReceiptText, edition.TextInBase64),
            Body(frame.Html, html, edition.Cards.Select(card => card.Html), edition.HeldOverHtml?.Fill(html) ?? [], edition.ReceiptHtml, edition.HtmlInBase64));
    }

    private static EncodedBody Body(Frame frame, Dictionary<string, string> values, IEnumerable<EncodedPiece> cards, IReadOnlyList<EncodedPiece> heldOver, EncodedPiece receipt, bool base64) =>
        EncodedBody.OfPieces(frame.Fill(values, new Dictionary<string, IReadOnlyList<EncodedPiece>>
        {
            [Slots.Cards] = [.. cards], [Slots.HeldOver] = heldOver, [Slots.Receipt] = [receipt],
        }), base64);

    // Base64 makes four octets of a Chinese character where quoted-printable makes nine: twice the cards, if that is what they are written in.
    private static (List<int> Printed, bool InBase64) Fitting(IReadOnlyList<RenderedCard> cards, EncodedPiece[] around)
    {
        var inBase64 = Fitting(cards, around, MostOctets / 78 * 57, piece => piece.Octets);
        return TakesBase64([.. around, .. inBase64.Select(i => cards[i].Html)])
            ? (inBase64, true)
            : (Fitting(cards, around, MostOctets, piece => piece.QuotedPrintable.Length), false);
    }

    // A card that is too large for what room is left makes way for the next: one monster must not keep the others out.
    private static List<int> Fitting(IReadOnlyList<RenderedCard> cards, EncodedPiece[] around, int most, Func<EncodedPiece, int> size)
    {
        var room = most - OwnOctets - around.Sum(size);
        var fitting = new List<int>(cards.Count);
        for (var i = 0; i < cards.Count; i++)
        {
            if (size(cards[i].Html) > room) continue;
            room -= size(cards[i].Html);
            fitting.Add(i);
        }

        return fitting;
    }

    private static bool TakesBase64(EncodedPiece[] pieces) => EncodedBody.TakesBase64(pieces.Sum(piece => (long)piece.QuotedPrintable.Length), pieces.Sum(piece => (long)piece.Octets));

    // As many titles as fit, each apart from its neighbours: some run the other way.
    private static string Preheader(IReadOnlyList<CardView> cards)
    {
        var titles = new System.Text.StringBuilder();
        foreach (var card in cards.Take(4))
        {
            var room = MostOfPreheader - titles.Length - (titles.Length > 0 ? 3 : 0);
            if (room < LeastOfTitle) break;
            titles.Append(titles.Length > 0 ? " · " : "").Append(DisplayText.Isolate(DisplayText.Clip(card.Title, room)));
        }

        return titles.ToString();
    }
}

/// <summary>Selections → receipts.</summary>
internal static class Receipts
{
    public static ReceiptView Of(Selection selection, int heldOver, Texts texts) => new(
        selection.Feeds, selection.Printed.Count + selection.HeldOver.Count + selection.Merged + selection.Muted, selection.Merged, selection.Muted, heldOver,
        [.. selection.Failing.Select(feed => new FailingFeedView(feed.Title, texts.DateShort(DateOnly.FromDateTime(feed.Since.UtcDateTime)), feed.Error))]);
}

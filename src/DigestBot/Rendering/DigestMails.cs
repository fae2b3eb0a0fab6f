using System.Collections.Concurrent;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Subscribers;
using DigestBot.Templates;
using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>What all digests with the same selection and language share, ready for the wire.</summary>
internal sealed record Edition(
    Selection Selection, Texts Texts, IReadOnlyList<RenderedCard> Cards, int Printed, int HeldOver, string Totals, string Preheader,
    ReadOnlyMemory<byte> ReceiptHtml, ReadOnlyMemory<byte> ReceiptText, Frame? HeldOverHtml);

/// <summary>Digest rows → mails. Cards are rendered once, frames once per language; a digest is put together from their bytes.</summary>
internal sealed class DigestMails(CardViews views, Brand brand, Wording wording, Links links)
{
    /// <summary>Octets of the HTML part: Gmail clips near 102 kB, and the unsubscribe link must stay in.</summary>
    private const int MostOctets = 100_000;

    /// <summary>Octets kept free for what differs from digest to digest: links, address, reason, the line of what was held over.</summary>
    private const int OwnOctets = 8_000;

    private const int MostEditions = 500;

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
        var printed = Fitting(cards, MostOctets - OwnOctets - frame.Html.Octets - longest.Length);
        var shown = printed.Select(i => cardViews[i]).ToList();
        // What the mail has no room for is as good as held over: counted, and on the web copy.
        var heldOver = selection.HeldOver.Count + cards.Count - printed.Count;
        var receipt = Receipts.Of(selection, heldOver, texts);
        return new Edition(
            selection, texts, [.. printed.Select(i => cards[i])], printed.Count, heldOver, texts.Totals(printed.Count, shown.Sum(view => view.Minutes)), Preheader(shown),
            await ReceiptAsync(receipt, texts, components), Frame.Encode(FlowedText.Wrap(DigestText.Receipt(receipt, texts))),
            heldOver == 0 ? null : new Frame(await components.RenderAsync<HeldOver>((nameof(HeldOver.Count), heldOver), (nameof(HeldOver.Url), Slots.Web), (nameof(HeldOver.Brand), brand), (nameof(HeldOver.Texts), texts))));
    }

    private async Task<ReadOnlyMemory<byte>> ReceiptAsync(ReceiptView view, Texts texts, Components components) =>
        Frame.Encode(await components.RenderAsync<Receipt>((nameof(Receipt.View), view), (nameof(Receipt.Brand), brand), (nameof(Receipt.Texts), texts)));

    /// <summary>Rendered once per language: what surrounds the cards.</summary>
    private async Task<(Frame Html, Frame Text)> FrameAsync(Texts texts, Components components)
    {
        if (_frames.TryGetValue(texts.Language, out var known)) return known;
        var view = Slots.View(texts.Language);
        var html = await components.RenderAsync<DigestEmail>((nameof(DigestEmail.View), view), (nameof(DigestEmail.Brand), brand), (nameof(DigestEmail.Texts), texts));
        return _frames[texts.Language] = (new Frame(html), new Frame(DigestText.Digest(view, brand, texts), FlowedText.Wrap));
    }

    /// <summary>One subscriber's digest: subject and both parts.</summary>
    public (string Subject, EncodedBody Text, EncodedBody Html) Fill(Digest digest, Edition edition, string address)
    {
        var texts = edition.Texts;
        var chosen = ChosenFacts.Parse(digest.Chosen);
        var date = texts.DateHeading(Wording.Day(digest.LocalDate));
        var subject = texts.Format("digest.subject", brand.Name, date);
        var web = links.Digest(digest.Id);
        var preferences = links.Preferences(digest.SubscriberId);
        var plain = new Dictionary<string, string>
        {
            [Slots.Subject] = subject, [Slots.Preheader] = edition.Preheader, [Slots.Date] = date, [Slots.Totals] = edition.Totals,
            [Slots.Reason] = texts.Format("digest.reason", texts.List(wording.TopicNames(chosen.Topics, texts)), Wording.Schedule(chosen, texts)),
            [Slots.Address] = address, [Slots.Web] = web, [Slots.Preferences] = preferences, [Slots.Pause] = preferences + "#pause", [Slots.Unsubscribe] = links.Unsubscribe(digest.SubscriberId),
        };
        var html = plain.ToDictionary(value => value.Key, value => Frame.Html(value.Value));
        var frame = _frames[texts.Language];
        return (subject,
            Body(frame.Text, plain, edition.Cards.Select(card => card.Text), edition.HeldOver == 0 ? [] : [Frame.Encode(FlowedText.Wrap(DigestText.HeldOver(edition.HeldOver, web, texts)))], edition.ReceiptText),
            Body(frame.Html, html, edition.Cards.Select(card => card.Html), edition.HeldOverHtml?.Fill(html) ?? [], edition.ReceiptHtml));
    }

    private static EncodedBody Body(Frame frame, Dictionary<string, string> values, IEnumerable<ReadOnlyMemory<byte>> cards, IReadOnlyList<ReadOnlyMemory<byte>> heldOver, ReadOnlyMemory<byte> receipt) =>
        EncodedBody.OfQuotedPrintable(frame.Fill(values, new Dictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>>
        {
            [Slots.Cards] = [.. cards], [Slots.HeldOver] = heldOver, [Slots.Receipt] = [receipt],
        }));

    // A card that is too large for what room is left makes way for the next: one monster must not keep the others out.
    private static List<int> Fitting(IReadOnlyList<RenderedCard> cards, int room)
    {
        var fitting = new List<int>(cards.Count);
        for (var i = 0; i < cards.Count; i++)
        {
            if (cards[i].Html.Length > room) continue;
            room -= cards[i].Html.Length;
            fitting.Add(i);
        }

        return fitting;
    }

    private static string Preheader(IReadOnlyList<CardView> cards)
    {
        var titles = string.Join(" · ", cards.Take(4).Select(card => card.Title));
        return titles.Length <= 160 ? titles : Cut(titles, 160);
    }

    private static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
}

/// <summary>Selections → receipts.</summary>
internal static class Receipts
{
    public static ReceiptView Of(Selection selection, int heldOver, Texts texts) => new(
        selection.Feeds, selection.Printed.Count + selection.HeldOver.Count + selection.Merged + selection.Muted, selection.Merged, selection.Muted, heldOver,
        [.. selection.Failing.Select(feed => new FailingFeedView(feed.Title, texts.DateShort(DateOnly.FromDateTime(feed.Since.UtcDateTime)), feed.Error))]);
}

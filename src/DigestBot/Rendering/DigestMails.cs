using System.Collections.Concurrent;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Subscribers;
using DigestBot.Templates;
using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>Digest rows → mails. Cards are rendered once, frames once per language and occasion; a digest is put together from their bytes.</summary>
internal sealed class DigestMails(CardViews views, Brand brand, Wording wording, Links links)
{
    /// <summary>Octets of the HTML part: Gmail clips near 102 kB, and the unsubscribe link must stay in.</summary>
    private const int MostOctets = 100_000;

    /// <summary>Octets kept free for what differs from digest to digest: links, address, reason, the line of what was held over and its count in the receipt.</summary>
    private const int OwnOctets = 8_500;

    private const int MostEditions = 500;

    private const int MostLetters = 20;

    private readonly CardCache _cards = new(views, brand);
    private readonly ConcurrentDictionary<(string Language, Occasion Occasion), (Frame Html, Frame Text)> _frames = [];
    private readonly ConcurrentDictionary<(long Selection, Look Look), Edition> _editions = [];
    private readonly ConcurrentDictionary<(string Language, int Count), Frame> _heldOver = [];

    /// <summary>What digests of one selection share; prepared once, because a selection never changes, and batch after batch of a round asks for the same.</summary>
    public async Task<Edition> EditionAsync(Digest digest, Selection selection, Components components)
    {
        var look = Look.Of(digest, selection);
        if (selection.Id == 0) return await PrepareAsync(selection, look, components); // a preview's, which is not stored
        if (_editions.TryGetValue((selection.Id, look), out var known)) return known;
        if (_editions.Count >= MostEditions) _editions.Clear();
        return _editions[(selection.Id, look)] = await PrepareAsync(selection, look, components);
    }

    private async Task<Edition> PrepareAsync(Selection selection, Look look, Components components)
    {
        var texts = wording.In(look.Language);
        var cards = await _cards.OfAsync(selection, texts, look.Pictures, components);
        var frame = await FrameAsync(texts, look.Occasion, components);
        var receipt = Receipts.Of(selection, selection.HeldOver.Count, texts);
        var receiptHtml = await ReceiptAsync(receipt, texts, components);
        EncodedPiece[] around = [.. frame.Html.Measure(), receiptHtml];
        var (printed, htmlInBase64) = Fitting(cards, around);
        // What the mail has no room for is as good as held over: counted, and on the web copy.
        var heldOver = selection.HeldOver.Count + cards.Count - printed.Count;
        if (printed.Count < cards.Count)
        {
            receipt = Receipts.Of(selection, heldOver, texts);
            receiptHtml = await ReceiptAsync(receipt, texts, components);
        }

        var shown = printed.Select(i => cards[i]).ToList();
        // A quiet day's mail is one line, unless something was kept away or could not be read.
        var silent = look.Occasion == Occasion.Quiet && receipt is { New: 0, Failing.Count: 0 };
        EncodedPiece[] receiptText = silent ? [] : [EncodedPiece.Of(FlowedText.Wrap(DigestText.Receipt(receipt, texts), quotes: false))];
        var totals = look.Occasion == Occasion.Quiet ? DigestWords.Quiet(selection.Feeds, texts) : texts.Totals(shown.Count, shown.Sum(card => card.Minutes));
        var left = heldOver == 0 ? null : await HeldOverAsync(heldOver, texts, components);
        var opening = look.Occasion != Occasion.PauseOver ? null : new Frame(await OpeningAsync(shown.Count + heldOver, heldOver, texts, components));
        var textInBase64 = TakesBase64([.. frame.Text.Measure(), .. receiptText, .. shown.Select(card => card.Text)]);
        return new Edition(
            selection, look.Occasion, texts, shown, shown.Count, heldOver, totals, DigestWords.Titles(shown.Select(card => card.Title)),
            silent ? [] : [receiptHtml], receiptText, left, opening, htmlInBase64, textInBase64);
    }

    /// <summary>Rendered once per language and number: most selections hold over none, or a few.</summary>
    private async Task<Frame> HeldOverAsync(int count, Texts texts, Components components)
    {
        if (_heldOver.TryGetValue((texts.Language, count), out var known)) return known;
        if (_heldOver.Count >= MostEditions) _heldOver.Clear();
        return _heldOver[(texts.Language, count)] = new Frame(await components.RenderAsync<HeldOver>(
            (nameof(HeldOver.Count), count), (nameof(HeldOver.Url), Slots.Web + DigestText.HeldOverPlace), (nameof(HeldOver.Brand), brand), (nameof(HeldOver.Texts), texts)));
    }

    private async Task<EncodedPiece> ReceiptAsync(ReceiptView view, Texts texts, Components components) =>
        EncodedPiece.Of(await components.RenderAsync<Receipt>((nameof(Receipt.View), view), (nameof(Receipt.Brand), brand), (nameof(Receipt.Texts), texts)));

    private Task<string> OpeningAsync(int all, int heldOver, Texts texts, Components components) => components.RenderAsync<PauseOver>(
        (nameof(PauseOver.All), all), (nameof(PauseOver.Left), heldOver), (nameof(PauseOver.Since), Slots.Since), (nameof(PauseOver.Url), Slots.Web + DigestText.HeldOverPlace),
        (nameof(PauseOver.Brand), brand), (nameof(PauseOver.Texts), texts));

    /// <summary>Rendered once per language and occasion: what surrounds the cards.</summary>
    private async Task<(Frame Html, Frame Text)> FrameAsync(Texts texts, Occasion occasion, Components components)
    {
        if (_frames.TryGetValue((texts.Language, occasion), out var known)) return known;
        var (view, own) = (Slots.View(texts.Language), brand.In(texts.Language));
        (string, object?)[] parameters = [("View", view), ("Brand", own), ("Texts", texts)];
        var (html, text) = occasion switch
        {
            Occasion.PauseOver => (await components.RenderAsync<PauseOverEmail>(parameters), DigestText.PauseOver(view, own, texts)),
            Occasion.Quiet => (await components.RenderAsync<QuietEmail>(parameters), DigestText.Quiet(view, own, texts)),
            _ => (await components.RenderAsync<DigestEmail>(parameters), DigestText.Digest(view, own, texts)),
        };
        return _frames[(texts.Language, occasion)] = (new Frame(html), new Frame(text, flowed => FlowedText.Wrap(flowed, quotes: false)));
    }

    /// <summary>One subscriber's digest: subject and both parts.</summary>
    public (WrittenField Subject, EncodedBody Text, EncodedBody Html) Fill(Digest digest, Edition edition, string address)
    {
        var texts = edition.Texts;
        var letter = LetterOf(digest, edition);
        var (web, preferences) = (links.Digest(digest.Id), links.Preferences(digest.SubscriberId));
        var plain = new Dictionary<string, string>
        {
            [Slots.Since] = letter.Since, [Slots.Address] = address, [Slots.Web] = web, [Slots.Preferences] = preferences,
            [Slots.Pause] = preferences + "#pause", [Slots.Unsubscribe] = links.Unsubscribe(digest.SubscriberId),
        };
        var html = new Dictionary<string, string>(plain.Count);
        foreach (var (slot, value) in plain) html.Add(slot, Frame.Html(value));
        return (letter.Subject,
            EncodedBody.OfPieces(letter.Text.Fill(plain, Blocks(
                edition.OpeningHtml is null ? null : DigestText.Opening(edition.All, edition.HeldOver, letter.Since, web, texts), edition.HeldOver == 0 ? null : DigestText.HeldOver(edition.HeldOver, web, texts))), edition.TextInBase64),
            EncodedBody.OfPieces(letter.Html.Fill(html, new Dictionary<string, IReadOnlyList<EncodedPiece>>
            {
                [Slots.Opening] = edition.OpeningHtml?.Fill(html) ?? [], [Slots.HeldOver] = edition.HeldOverHtml?.Fill(html) ?? [],
            }), edition.HtmlInBase64));
    }

    private static Dictionary<string, IReadOnlyList<EncodedPiece>> Blocks(string? opening, string? heldOver)
    {
        return new() { [Slots.Opening] = Piece(opening), [Slots.HeldOver] = Piece(heldOver) };

        static IReadOnlyList<EncodedPiece> Piece(string? text) => text is null ? [] : [EncodedPiece.Of(FlowedText.Wrap(text, quotes: false))];
    }

    /// <summary>What digests share whose readers chose alike and whose day is the same: everything but addresses and links.</summary>
    private Letter LetterOf(Digest digest, Edition edition)
    {
        var key = (digest.LocalDate, digest.Slot, digest.AwaySince, digest.Chosen);
        if (edition.Letters.TryGetValue(key, out var known)) return known;
        var texts = edition.Texts;
        var chosen = ChosenFacts.Parse(digest.Chosen);
        var since = DigestWords.Since(digest, texts);
        var subject = DigestWords.Subject(digest, chosen, edition, brand);
        var plain = new Dictionary<string, string>
        {
            [Slots.Subject] = subject, [Slots.Preheader] = DigestWords.Preheader(edition, since), [Slots.Greeting] = Wording.Greeting(edition.Selection.Created, chosen, texts),
            [Slots.Date] = texts.DateHeading(Wording.Day(digest.LocalDate)), [Slots.Since] = since, [Slots.Totals] = edition.Totals, [Slots.Reason] = wording.Reason(chosen, texts),
        };
        var html = plain.ToDictionary(value => value.Key, value => Frame.Html(value.Value));
        var frame = _frames[(texts.Language, edition.Occasion)];
        var letter = new Letter(
            WrittenField.FreeText("Subject", subject), since,
            frame.Text.Partly(plain, new Dictionary<string, IReadOnlyList<EncodedPiece>> { [Slots.Cards] = [.. edition.Cards.Select(card => card.Text)], [Slots.Receipt] = edition.ReceiptText }),
            frame.Html.Partly(html, new Dictionary<string, IReadOnlyList<EncodedPiece>> { [Slots.Cards] = [.. edition.Cards.Select(card => card.Html)], [Slots.Receipt] = edition.ReceiptHtml }));
        if (edition.Letters.Count >= MostLetters) edition.Letters.Clear();
        return edition.Letters[key] = letter;
    }

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
}

/// <summary>Selections → receipts.</summary>
internal static class Receipts
{
    public static ReceiptView Of(Selection selection, int heldOver, Texts texts) => new(
        selection.Feeds, selection.Printed.Count + selection.HeldOver.Count + selection.Merged + selection.Muted, selection.Merged, selection.Muted, heldOver,
        [.. selection.Failing.Select(feed => new FailingFeedView(feed.Title, texts.DateShort(DateOnly.FromDateTime(feed.Since.UtcDateTime))))]);
}

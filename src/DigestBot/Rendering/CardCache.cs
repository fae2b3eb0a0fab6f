using System.Collections.Concurrent;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Templates;
using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>A card in the form in which it goes into a mail: encoded lines of HTML and of text.</summary>
/// <param name="Html">For the HTML part.</param>
/// <param name="Text">For the plain text part.</param>
/// <param name="Title">The article's title, for the line beside the subject.</param>
/// <param name="Minutes">Its reading time.</param>
internal sealed record RenderedCard(EncodedPiece Html, EncodedPiece Text, string Title, int Minutes);

/// <summary>Cards that have been rendered. A card is rendered once, however many digests it stands in.</summary>
internal sealed class CardCache(CardViews views, Brand brand)
{
    private const int Most = 5_000;

    private readonly ConcurrentDictionary<Place, RenderedCard> _placed = [];
    private readonly ConcurrentDictionary<string, RenderedCard> _cards = new(StringComparer.Ordinal);

    /// <summary>The cards of a selection's articles, in order, rendering those that are not there; an article that is gone is left out.</summary>
    public async Task<IReadOnlyList<RenderedCard>> OfAsync(Selection selection, Texts texts, bool pictures, Components components)
    {
        // All selections of one round share their moment and the head of the log: of these, no row needs to be read again.
        var cards = new Dictionary<long, RenderedCard>(selection.Printed.Count);
        foreach (var id in selection.Printed)
            if (_placed.TryGetValue(PlaceOf(id), out var card)) cards[id] = card;
        List<long> missing = [.. selection.Printed.Where(id => !cards.ContainsKey(id))];
        if (missing.Count > 0 && _placed.Count >= Most) _placed.Clear();
        foreach (var view in missing.Count == 0 ? [] : await views.OfAsync(missing, selection.Created, selection.Head, texts, pictures))
            cards[view.Id] = _placed[PlaceOf(view.Id)] = await RenderedAsync(view, texts, components);
        return [.. selection.Printed.Where(cards.ContainsKey).Select(id => cards[id])];

        Place PlaceOf(long id) => new(id, selection.Created, selection.Head, texts.Language, pictures);
    }

    private async Task<RenderedCard> RenderedAsync(CardView view, Texts texts, Components components)
    {
        var key = Key(view, texts);
        if (_cards.TryGetValue(key, out var card)) return card;
        // Old ages are never asked for again; starting afresh now and then is all the eviction that this needs.
        if (_cards.Count >= Most) _cards.Clear();
        return _cards[key] = new RenderedCard(
            EncodedPiece.Of(await components.RenderAsync<Card>((nameof(Card.View), view), (nameof(Card.Brand), brand), (nameof(Card.Texts), texts))),
            EncodedPiece.Of(FlowedText.Wrap(DigestText.Card(view, texts), quotes: false)), view.Title, view.Minutes);
    }

    // What can differ between two cards of one article: the words, the age, its picture, who else tells the story, and which related articles are still there. The rest of its rows never changes.
    private static string Key(CardView view, Texts texts) =>
        $"{view.Id}|{texts.Language}|{view.Age}|{view.Image}|{Urls(view.AlsoIn)}|{Urls(view.Related)}";

    private static string Urls(IEnumerable<LinkView> links) => string.Join(',', links.Select(link => link.Url));

    /// <summary>What a card depends on, as far as it is known without reading a row.</summary>
    private readonly record struct Place(long Article, DateTimeOffset At, long Head, string Language, bool Pictures);
}

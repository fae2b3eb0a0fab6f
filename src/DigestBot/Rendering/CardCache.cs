using System.Collections.Concurrent;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Templates;
using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>A card in the form in which it goes into a mail: encoded lines of HTML and of text.</summary>
internal sealed record RenderedCard(EncodedPiece Html, EncodedPiece Text);

/// <summary>Cards that have been rendered. A card is rendered once, however many digests it stands in.</summary>
internal sealed class CardCache(Brand brand)
{
    private const int Most = 5_000;

    private readonly ConcurrentDictionary<string, RenderedCard> _cards = new(StringComparer.Ordinal);

    /// <summary>The cards' bytes, rendering those that are not there.</summary>
    public async Task<IReadOnlyList<RenderedCard>> GetAsync(IReadOnlyList<CardView> views, Texts texts, Components components)
    {
        var cards = new List<RenderedCard>(views.Count);
        foreach (var view in views)
        {
            var key = Key(view, texts);
            if (!_cards.TryGetValue(key, out var card))
            {
                // Old ages are never asked for again; starting afresh now and then is all the eviction that this needs.
                if (_cards.Count >= Most) _cards.Clear();
                _cards[key] = card = new RenderedCard(
                    EncodedPiece.Of(await components.RenderAsync<Card>((nameof(Card.View), view), (nameof(Card.Brand), brand), (nameof(Card.Texts), texts))),
                    EncodedPiece.Of(FlowedText.Wrap(DigestText.Card(view, texts), quotes: false)));
            }

            cards.Add(card);
        }

        return cards;
    }

    // What can differ between two cards of one article: the words, the age, who else tells the story, and which related articles are still there. The rest of its rows never changes.
    private static string Key(CardView view, Texts texts) =>
        $"{view.Id}|{texts.Language}|{view.Age}|{string.Join(',', view.AlsoIn.Concat(view.Related).Select(link => link.Url))}";
}

using System.Globalization;
using DigestBot.Model.Views;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web.Pages;

namespace DigestBot.Web;

/// <summary>A digest as a page: all its cards, and what the reading time left out, page by page.</summary>
internal static class DigestEndpoints
{
    /// <summary>Held-over articles on one page: after a long pause there may be thousands, and no request may ask for them all.</summary>
    private const int PerPage = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/digest/{token}", Site.Reading, ShowAsync);

    private static async Task ShowAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, DigestTable digests, Previews previews, Links links)
    {
        if (tokens.Read(TokenPurpose.Digest, token) is not { } id || await digests.GetAsync(id) is not { } found)
        {
            await pages.MessageAsync(http, Messages.InvalidLink(pages.TextsFor(http.Request)), StatusCodes.Status404NotFound);
            return;
        }

        var (digest, selection) = found;
        var texts = pages.Wording.In(digest.Language);
        var last = Math.Max(1, (selection.HeldOver.Count + PerPage - 1) / PerPage);
        // A page that is not there is the nearest that is: a link may be old, or written by hand.
        var page = int.TryParse(http.Request.Query["held"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, last) : 1;
        IReadOnlyList<long> printed = page == 1 ? selection.Printed : [];
        IReadOnlyList<long> heldOver = [.. selection.HeldOver.Skip((page - 1) * PerPage).Take(PerPage)];
        var away = Occasions.Of(digest, selection) == Occasion.PauseOver
            ? texts.Count("away.text", selection.Printed.Count + selection.HeldOver.Count, DigestWords.Since(digest, texts)) : "";
        await pages.WriteAsync<DigestPage>(
            http,
            new DigestPageView(
                texts.Language, texts.DateHeading(Wording.Day(digest.LocalDate)), texts.Totals(selection.Printed.Count, selection.Minutes),
                await previews.RenderAsync(printed, selection.Created, selection.Head, texts),
                await previews.RenderAsync(heldOver, selection.Created, selection.Head, texts), selection.HeldOver.Count,
                Receipts.Of(selection, selection.HeldOver.Count, texts)) { Away = away, Path = links.PathOf(links.Digest(id)), Page = page, Pages = last, PerPage = PerPage },
            texts);
    }
}

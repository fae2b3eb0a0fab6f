using DigestBot.Model.Views;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web.Pages;

namespace DigestBot.Web;

/// <summary>A digest as a page: all its cards, and what the reading time left out.</summary>
internal static class DigestEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/digest/{token}", Site.Reading, ShowAsync);

    private static async Task ShowAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, DigestTable digests, Previews previews)
    {
        if (tokens.Read(TokenPurpose.Digest, token) is not { } id || await digests.GetAsync(id) is not { } found)
        {
            await pages.MessageAsync(http, Messages.InvalidLink(pages.TextsFor(http.Request)), StatusCodes.Status404NotFound);
            return;
        }

        var (digest, selection) = found;
        var texts = pages.Wording.In(digest.Language);
        await pages.WriteAsync<DigestPage>(
            http,
            new DigestPageView(
                texts.Language, texts.DateHeading(Wording.Day(digest.LocalDate)), texts.Totals(selection.Printed.Count, selection.Minutes),
                await previews.RenderAsync(selection.Printed, selection.Created, selection.Head, texts),
                await previews.RenderAsync(selection.HeldOver, selection.Created, selection.Head, texts), selection.HeldOver.Count,
                Receipts.Of(selection, selection.HeldOver.Count, texts)),
            texts);
    }
}

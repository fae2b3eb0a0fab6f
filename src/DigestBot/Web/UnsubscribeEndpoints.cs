using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web.Pages;

namespace DigestBot.Web;

/// <summary>
/// Leaving: the link shows a button; a POST ends the subscription, from the button or from a mail program's one click (RFC 8058 3.2: no cookie, no redirect,
/// no further question). Whatever the body is, the signed address says it all.
/// </summary>
internal static class UnsubscribeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/unsubscribe/{token}", Site.Reading, ShowAsync);
        routes.MapPost("/unsubscribe/{token}", LeaveAsync);
    }

    private static async Task ShowAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, SubscriberTable subscribers, Links links)
    {
        if (tokens.Read(TokenPurpose.Unsubscribe, token) is not { } id)
        {
            await pages.MessageAsync(http, Messages.InvalidLink(pages.TextsFor(http.Request)), StatusCodes.Status404NotFound);
            return;
        }

        // Somebody who is gone is not told that the link is wrong: they have what they wanted.
        var s = await subscribers.GetAsync(id);
        var texts = s is null ? pages.TextsFor(http.Request) : pages.Wording.In(s.Language);
        await pages.MessageAsync(http, s is null or { Status: Model.SubscriberStatus.Unsubscribed }
            ? Messages.Unsubscribed(texts, links.Home)
            : Messages.Unsubscribe(texts, s.Email, http.Request.Path, links.Preferences(id)));
    }

    private static async Task LeaveAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, SubscriberTable subscribers, Changes changes, Links links)
    {
        if (tokens.Read(TokenPurpose.Unsubscribe, token) is not { } id)
        {
            await pages.MessageAsync(http, Messages.InvalidLink(pages.TextsFor(http.Request)), StatusCodes.Status404NotFound);
            return;
        }

        var s = await subscribers.GetAsync(id);
        await changes.LeaveAsync(id, "unsubscribe link");
        await pages.MessageAsync(http, Messages.Unsubscribed(s is null ? pages.TextsFor(http.Request) : pages.Wording.In(s.Language), links.Home));
    }
}

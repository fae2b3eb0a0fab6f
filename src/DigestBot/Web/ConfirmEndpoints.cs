using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web.Pages;

namespace DigestBot.Web;

/// <summary>Confirming an address: the link shows a button, the button confirms. Mail scanners open links but press no buttons.</summary>
internal static class ConfirmEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/confirm/{token}", Site.Reading, ShowAsync);
        routes.MapPost("/confirm/{token}", ConfirmAsync);
    }

    private static async Task ShowAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, SubscriberTable subscribers, Links links)
    {
        if (tokens.Read(TokenPurpose.Confirm, token) is not { } id || await subscribers.GetAsync(id) is not { Status: SubscriberStatus.Pending or SubscriberStatus.Active or SubscriberStatus.Paused } s)
            await pages.MessageAsync(http, Messages.InvalidLink(pages.TextsFor(http.Request)), StatusCodes.Status404NotFound);
        else if (s.Status == SubscriberStatus.Pending)
            await pages.MessageAsync(http, Messages.Confirm(pages.Wording.In(s.Language), s.Email, http.Request.Path));
        else
            await pages.MessageAsync(http, Confirmed(pages, links, s));
    }

    private static async Task ConfirmAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, Signup signup, Links links)
    {
        if (tokens.Read(TokenPurpose.Confirm, token) is { } id && await signup.ConfirmAsync(id, "button of the confirmation page") is { } s)
            await pages.MessageAsync(http, Confirmed(pages, links, s));
        else
            await pages.MessageAsync(http, Messages.InvalidLink(pages.TextsFor(http.Request)), StatusCodes.Status404NotFound);
    }

    private static Model.Views.MessageView Confirmed(PageWriter pages, Links links, Subscriber s)
    {
        var texts = pages.Wording.In(s.Language);
        return Messages.Confirmed(texts, Wording.Schedule(ChosenFacts.Of(s), texts), links.Preferences(s.Id));
    }
}

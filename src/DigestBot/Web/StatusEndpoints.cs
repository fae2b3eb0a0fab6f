using DigestBot.Subscribers;
using DigestBot.Web.Pages;

namespace DigestBot.Web;

/// <summary>The operator's page: jobs, feeds, outbox. Behind a signed link that the service prints when it starts.</summary>
internal static class StatusEndpoints
{
    private const int MostMails = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/status/{token}", Site.Reading, ShowAsync);
        routes.MapMethods("/status/{token}/mail/{id:long}", Site.Reading, ShowMailAsync);
        routes.MapMethods("/health", Site.Reading, () => Results.Text("ok"));
    }

    private static async Task ShowAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, StatusFacts facts)
    {
        if (tokens.Read(TokenPurpose.Operator, token) is null)
        {
            await pages.MessageAsync(http, Messages.InvalidLink(pages.TextsFor(http.Request)), StatusCodes.Status404NotFound);
            return;
        }

        await pages.WriteAsync<StatusPage>(http, await facts.ReadAsync(MostMails), pages.TextsFor(http.Request));
    }

    private static async Task ShowMailAsync(HttpContext http, string token, long id, PageWriter pages, Tokens tokens, StatusFacts facts)
    {
        var texts = pages.TextsFor(http.Request);
        if (tokens.Read(TokenPurpose.Operator, token) is not null && await facts.MailAsync(id) is { } mail) await pages.WriteAsync<MailPage>(http, mail, texts);
        else await pages.MessageAsync(http, Messages.InvalidLink(texts), StatusCodes.Status404NotFound);
    }
}

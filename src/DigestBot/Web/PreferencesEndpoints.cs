using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web.Pages;

namespace DigestBot.Web;

/// <summary>A subscriber's own page, behind a signed link: choices, pause, export, erasure.</summary>
internal static class PreferencesEndpoints
{
    private const string Route = "/preferences/{token}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods(Route, Site.Reading, ShowAsync);
        routes.MapPost(Route, SaveAsync);
        routes.MapMethods(Route + "/export", Site.Reading, ExportAsync);
        routes.MapMethods(Route + "/erase", Site.Reading, AskToEraseAsync);
        routes.MapPost(Route + "/erase", EraseAsync);
    }

    private static async Task ShowAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, SubscriberTable subscribers, OwnPage page)
    {
        if (await FindAsync(token, tokens, subscribers) is { } s) await page.ShowAsync(http, s);
        else await InvalidAsync(http, pages);
    }

    private static async Task SaveAsync(
        HttpContext http, string token, PageWriter pages, Tokens tokens, SubscriberTable subscribers, Changes changes, OwnPage page, TimeProvider clock)
    {
        if (await FindAsync(token, tokens, subscribers) is not { } s)
        {
            await InvalidAsync(http, pages);
            return;
        }

        var texts = pages.Wording.In(s.Language);
        if (await Site.FormAsync(http, pages, texts) is not { } form) return;
        switch (form["action"].ToString())
        {
            case "pause":
                var until = Schedule.ParseDate(form["pause_until"]);
                if (until is { } date && date > Schedule.Today(s.Zone, clock.GetUtcNow()) && date < Schedule.Today(s.Zone, clock.GetUtcNow()).PlusYears(10))
                    await page.ShowAsync(http, await changes.PauseAsync(s.Id, form["pause_until"].ToString()) ?? s, []);
                else await page.ShowAsync(http, s, ["error.pause"]);
                break;
            case "resume":
                await page.ShowAsync(http, await changes.ResumeAsync(s.Id) ?? s, []);
                break;
            case "save":
                await page.SaveAsync(http, s, form);
                break;
            default: // no button of ours: whatever it is, it must not be taken for a form whose every box is empty
                await pages.MessageAsync(http, Messages.Unread(texts, http.Request.Path), StatusCodes.Status400BadRequest);
                break;
        }
    }

    private static async Task ExportAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, SubscriberTable subscribers, DataExport export)
    {
        if (await FindAsync(token, tokens, subscribers) is not { } s)
        {
            await InvalidAsync(http, pages);
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=digestbot-export.json";
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(await export.OfAsync(s), http.RequestAborted);
    }

    private static async Task AskToEraseAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, SubscriberTable subscribers, Links links)
    {
        if (await FindAsync(token, tokens, subscribers) is { } s)
            await pages.MessageAsync(http, Messages.Erase(pages.Wording.In(s.Language), s.Email, http.Request.Path, links.Preferences(s.Id)));
        else await InvalidAsync(http, pages);
    }

    private static async Task EraseAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, SubscriberTable subscribers, Changes changes)
    {
        if (await FindAsync(token, tokens, subscribers) is not { } s)
        {
            await InvalidAsync(http, pages);
            return;
        }

        await changes.EraseAsync(s);
        await pages.MessageAsync(http, Messages.Erased(pages.Wording.In(s.Language)));
    }

    private static async Task<Subscriber?> FindAsync(string token, Tokens tokens, SubscriberTable subscribers) =>
        tokens.Read(TokenPurpose.Preferences, token) is { } id ? await subscribers.GetAsync(id) : null;

    private static Task InvalidAsync(HttpContext http, PageWriter pages) =>
        pages.MessageAsync(http, Messages.InvalidLink(pages.TextsFor(http.Request)), StatusCodes.Status404NotFound);
}

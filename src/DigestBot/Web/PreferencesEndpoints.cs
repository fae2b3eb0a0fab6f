using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web.Pages;
using DigestBot.Wire.Text;
using NodaTime;

namespace DigestBot.Web;

/// <summary>A subscriber's own page, behind a signed link: choices, pause, export, erasure.</summary>
internal static class PreferencesEndpoints
{
    private const string Route = "/preferences/{token}";
    private const int MostOfZone = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods(Route, Site.Reading, ShowAsync);
        routes.MapPost(Route, SaveAsync);
        routes.MapMethods(Route + "/export", Site.Reading, ExportAsync);
        routes.MapMethods(Route + "/erase", Site.Reading, AskToEraseAsync);
        routes.MapPost(Route + "/erase", EraseAsync);
    }

    private static async Task ShowAsync(HttpContext http, string token, PageWriter pages, Tokens tokens, SubscriberTable subscribers, Forms forms, Links links)
    {
        if (await FindAsync(token, tokens, subscribers) is { } s) await WriteAsync(http, s, Preferences.Of(s), pages, forms, links, saved: false, []);
        else await InvalidAsync(http, pages);
    }

    private static async Task SaveAsync(
        HttpContext http, string token, PageWriter pages, Tokens tokens, SubscriberTable subscribers, Changes changes, Forms forms, Links links, TimeProvider clock)
    {
        if (await FindAsync(token, tokens, subscribers) is not { } s)
        {
            await InvalidAsync(http, pages);
            return;
        }

        var form = await Site.FormAsync(http);
        var problems = new List<string>();
        var choices = Preferences.Of(s);
        Subscriber? after = s;
        switch (form["action"].ToString())
        {
            case "pause":
                var until = Schedule.ParseDate(form["pause_until"]);
                if (until is { } date && date > Schedule.Today(s.Zone, clock.GetUtcNow()) && date < Schedule.Today(s.Zone, clock.GetUtcNow()).PlusYears(10))
                    after = await changes.PauseAsync(s.Id, form["pause_until"].ToString());
                else problems.Add("error.pause");
                break;
            case "resume":
                after = await changes.ResumeAsync(s.Id);
                break;
            default:
                choices = forms.Read(name => form[name], choices, problems);
                if (problems.Count == 0) after = await changes.SetPreferencesAsync(s.Id, choices);
                break;
        }

        await WriteAsync(http, after ?? s, problems.Count == 0 ? Preferences.Of(after ?? s) : choices, pages, forms, links, saved: problems.Count == 0, problems);
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

    private static Task WriteAsync(
        HttpContext http, Subscriber s, Preferences shown, PageWriter pages, Forms forms, Links links, bool saved, IReadOnlyList<string> problems)
    {
        var texts = pages.Wording.In(s.Language);
        var next = s.NextDue is { } due
            ? texts.DateAt(DateOnly.FromDateTime(Local(s, due).Date.ToDateTimeUnspecified()), Schedule.Time((Local(s, due).Hour * 60) + Local(s, due).Minute))
            : "";
        return pages.WriteAsync<PreferencesPage>(
            http,
            new PreferencesView(
                forms.View(shown, texts), s.Email, links.PathOf(links.Preferences(s.Id)), links.PathOf(links.Unsubscribe(s.Id)), s.Status.ToString().ToLowerInvariant(), s.PausedUntil ?? "",
                next, saved, Forms.Sentences(problems, texts), Schedule.Knows(s.Zone) ? "" : DisplayText.Clip(DisplayText.Line(s.Zone), MostOfZone)),
            texts, problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static ZonedDateTime Local(Subscriber s, DateTimeOffset due) =>
        Instant.FromDateTimeOffset(due).InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(s.Zone) ?? DateTimeZone.Utc);
}

using DigestBot.Model.Views;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web.Pages;
using DigestBot.Wire.Mime;

namespace DigestBot.Web;

/// <summary>The first page: topics, today's digest for them, and the form.</summary>
internal static class SignupEndpoints
{
    // Longer than taking a signup takes: that an address is known shows neither in what is answered nor in when.
    private static readonly TimeSpan SameTime = TimeSpan.FromMilliseconds(150);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", Site.Reading, ShowAsync);
        routes.MapMethods("/preview", Site.Reading, PreviewAsync);
        routes.MapPost("/subscribe", JoinAsync);
        // The address bar shows it after the form was sent, and browsers open it again.
        routes.MapMethods("/subscribe", Site.Reading, () => Results.Redirect("/"));
    }

    // The same form by GET shows the digest for what is ticked: the preview without JavaScript.
    private static async Task ShowAsync(HttpContext http, PageWriter pages, Forms forms, Previews previews, ArticleLog articles)
    {
        var texts = pages.TextsFor(http.Request);
        var chosen = forms.Read(name => http.Request.Query[name], forms.Defaults(texts.Language), []);
        var topics = forms.KnownTopics(http.Request.Query["topic"]);
        var (cards, totals) = await previews.TodayAsync(topics, chosen.ReadLanguages, texts);
        await pages.WriteAsync<SignupPage>(http, new SignupView(forms.View(chosen with { Topics = topics }, await articles.LanguagesAsync(), texts), http.Request.Query["email"].ToString(), [], cards, totals), texts);
    }

    private static async Task PreviewAsync(HttpContext http, PageWriter pages, Forms forms, Previews previews)
    {
        var texts = pages.TextsFor(http.Request);
        var topics = forms.KnownTopics(http.Request.Query["topic"]);
        var (cards, totals) = await previews.TodayAsync(topics, Forms.KnownLanguages(http.Request.Query["readLanguage"]), texts);
        await using var components = new Components();
        await PageWriter.HtmlAsync(http, await components.RenderAsync<Preview>(
            (nameof(Preview.Cards), cards), (nameof(Preview.Totals), totals), (nameof(Preview.Asked), topics.Count > 0), (nameof(Preview.Texts), texts)));
    }

    private static async Task JoinAsync(HttpContext http, PageWriter pages, Forms forms, Previews previews, Signup signup, SignupLimit limit, ArticleLog articles, TimeProvider clock)
    {
        var sameTime = Task.Delay(SameTime, clock, http.RequestAborted);
        var texts = pages.TextsFor(http.Request);
        if (await Site.FormAsync(http, pages, texts) is not { } form) return;
        var problems = new List<string>();
        var choices = forms.Read(name => form[name], forms.Defaults(texts.Language), problems);
        texts = pages.Wording.In(choices.Language);
        var email = form["email"].ToString().Trim();
        if (form["website"].ToString().Length > 0)
        {
            // Only a program fills in a field that nobody sees. It is told what a person would be told, and when.
            await sameTime;
            await pages.MessageAsync(http, Messages.Sent(texts, email));
            return;
        }

        if (!EmailAddress.TryRead(email, out var address, out var wrong)) problems.Insert(0, Problem(wrong.Fault));
        else if (!signup.Reaches(address)) problems.Insert(0, "error.email.international");
        if (problems.Count == 0)
        {
            if (!limit.Allows(http.Connection.RemoteIpAddress))
            {
                await pages.MessageAsync(http, Messages.TooMany(texts), StatusCodes.Status429TooManyRequests);
                return;
            }

            await signup.JoinAsync(email, choices, "signup page");
            await sameTime;
            await pages.MessageAsync(http, Messages.Sent(texts, email));
            return;
        }

        var topics = forms.KnownTopics(form["topic"]);
        var (cards, totals) = await previews.TodayAsync(topics, choices.ReadLanguages, texts);
        await pages.WriteAsync<SignupPage>(
            http, new SignupView(forms.View(choices with { Topics = topics }, await articles.LanguagesAsync(), texts), email, Forms.Sentences(problems, texts), cards, totals), texts,
            StatusCodes.Status422UnprocessableEntity);
    }

    // Each kind of mistake has a sentence; an address that has no shape at all is shown what one looks like.
    private static string Problem(AddressFault fault) => fault == AddressFault.Shape ? "error.email" : "error.email." + char.ToLowerInvariant(fault.ToString()[0]) + fault.ToString()[1..];
}

using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Rendering;
using DigestBot.Web.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Net.Http.Headers;

namespace DigestBot.Web;

/// <summary>Writes pages: a Razor component, its view, the brand and the reader's words.</summary>
public sealed class PageWriter(Brand brand, Wording wording)
{
    private const int MostLanguages = 20;

    /// <summary>The languages, topics and words.</summary>
    public Wording Wording => wording;

    /// <summary>The words for a request: the language it names, else the one that its browser likes best (RFC 9110 12.5.4), else English.</summary>
    public Texts TextsFor(HttpRequest request)
    {
        if (Known(request.Query["language"]) is { } asked) return wording.In(asked);
        request.HttpContext.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        var accepted = request.GetTypedHeaders().AcceptLanguage.Take(MostLanguages).Where(language => language.Quality is null or > 0).OrderByDescending(language => language.Quality ?? 1);
        return wording.In(accepted.Select(language => Known(language.Value.ToString().Split('-')[0].ToLowerInvariant())).FirstOrDefault(language => language is not null));
    }

    /// <summary>Writes a component as a whole page.</summary>
    public async Task WriteAsync<T>(HttpContext http, object view, Texts texts, int status = StatusCodes.Status200OK) where T : IComponent
    {
        await using var components = new Components();
        await HtmlAsync(http, await components.RenderAsync<T>(("View", view), ("Brand", brand.In(texts.Language)), ("Texts", texts)), status);
    }

    /// <summary>Writes a page that says one thing.</summary>
    public Task MessageAsync(HttpContext http, MessageView view, int status = StatusCodes.Status200OK) =>
        WriteAsync<MessagePage>(http, view, wording.In(view.Language), status);

    /// <summary>Writes HTML.</summary>
    public static async Task HtmlAsync(HttpContext http, string html, int status = StatusCodes.Status200OK)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.WriteAsync(html, http.RequestAborted);
    }

    private string? Known(string? language) => wording.Languages.FirstOrDefault(texts => texts.Language == language)?.Language;
}

using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Rendering;
using DigestBot.Web.Pages;
using Microsoft.AspNetCore.Components;

namespace DigestBot.Web;

/// <summary>Writes pages: a Razor component, its view, the brand and the reader's words.</summary>
public sealed class PageWriter(Brand brand, Wording wording)
{
    /// <summary>The languages, topics and words.</summary>
    public Wording Wording => wording;

    /// <summary>The words for a request: the language it names, else the first that its browser accepts, else English.</summary>
    public Texts TextsFor(HttpRequest request)
    {
        var known = wording.Languages.Select(texts => texts.Language).ToHashSet();
        var asked = request.Query["language"].ToString();
        if (known.Contains(asked)) return wording.In(asked);
        foreach (var part in request.Headers.AcceptLanguage.ToString().Split(',').Take(20))
        {
            var tag = part.Split(';')[0].Trim().ToLowerInvariant();
            if (known.Contains(tag.Split('-')[0])) return wording.In(tag.Split('-')[0]);
        }

        return wording.In("en");
    }

    /// <summary>Writes a component as a whole page.</summary>
    public async Task WriteAsync<T>(HttpContext http, object view, Texts texts, int status = StatusCodes.Status200OK) where T : IComponent
    {
        await using var components = new Components();
        await HtmlAsync(http, await components.RenderAsync<T>(("View", view), ("Brand", brand), ("Texts", texts)), status);
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
}

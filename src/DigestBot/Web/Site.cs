using DigestBot.Model;
using DigestBot.Web.Pages;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace DigestBot.Web;

/// <summary>Every page of the service, and what holds for all of them. GET and HEAD change nothing: scanners open every link.</summary>
public static class Site
{
    /// <summary>The methods of a page that only shows.</summary>
    internal static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    // Two lists of 100 entries of 100 characters, each character up to nine bytes of percent-encoding, are 180 kB; the other fields are small.
    private const int MostFormBytes = 256 * 1024;

    // 200 followed feeds, 40 languages and every topic, with room.
    private const int MostFields = 600;

    /// <summary>Maps the pages.</summary>
    public static void MapSite(this WebApplication app)
    {
        app.Use(GuardAsync);
        app.UseExceptionHandler(error => error.Run(FailAsync));
        app.UseStatusCodePages(context => MissingAsync(context.HttpContext));
        SignupEndpoints.Map(app);
        ConfirmEndpoints.Map(app);
        PreferencesEndpoints.Map(app);
        UnsubscribeEndpoints.Map(app);
        DigestEndpoints.Map(app);
        StatusEndpoints.Map(app);
        Assets.Map(app);
    }

    /// <summary>
    /// The form of a request, within bounds. One that cannot be read is answered here: an empty form in its place would say that every box was cleared.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="pages">Writes the answer.</param>
    /// <param name="texts">The reader's words.</param>
    /// <returns>Null when it could not be read, and the answer (400 or 413) is written.</returns>
    internal static async Task<IFormCollection?> FormAsync(HttpContext http, PageWriter pages, Texts texts)
    {
        var status = StatusCodes.Status400BadRequest;
        try
        {
            if (http.Request.HasFormContentType)
                return await http.Request.ReadFormAsync(
                    new FormOptions { BufferBodyLengthLimit = MostFormBytes, MultipartBodyLengthLimit = MostFormBytes, ValueCountLimit = MostFields, ValueLengthLimit = MostFormBytes }, http.RequestAborted);
        }
        catch (BadHttpRequestException e) // larger than the request may be, or broken off
        {
            status = e.StatusCode;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException) // too many fields, no such multipart, in a charset such as utf-7
        {
        }

        await pages.MessageAsync(http, Messages.Unread(texts, http.Request.Path), status);
        return null;
    }

    private static Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        // When the answer begins, so that an error page, which starts from nothing, has them too.
        http.Response.OnStarting(Guard, http.Response);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostFormBytes;
        return next(http);
    }

    private static Task Guard(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        // No inline script or style anywhere: what a feed says can only ever be text.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        // Addresses of our pages carry tokens; no other site gets to see them.
        headers["Referrer-Policy"] = "no-referrer";
        // A page is its reader's own, even the first, which shows what was typed; only what says otherwise is kept.
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
        if (((HttpResponse)response).HttpContext.Request.Path != "/") headers["X-Robots-Tag"] = "noindex";
        return Task.CompletedTask;
    }

    private static Task MissingAsync(HttpContext http)
    {
        var pages = http.RequestServices.GetRequiredService<PageWriter>();
        return pages.MessageAsync(http, Messages.Missing(pages.TextsFor(http.Request)), http.Response.StatusCode);
    }

    private static Task FailAsync(HttpContext http)
    {
        var pages = http.RequestServices.GetRequiredService<PageWriter>();
        var status = http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        return pages.MessageAsync(http, Messages.Error(pages.TextsFor(http.Request)), status);
    }
}
